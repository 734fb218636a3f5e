import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type Disk, noDisk } from './file/disk.ts';

/** One row as SQLite answers it; read it through a schema. */
export type SqlRow = Record<string, unknown>;

/** Runs statements on one database, each prepared once. */
export interface Sql {
  get(text: string, ...values: SQLInputValue[]): SqlRow | undefined;
  all(text: string, ...values: SQLInputValue[]): SqlRow[];
  /** Answers how many rows it changed. */
  run(text: string, ...values: SQLInputValue[]): number;
  /** Rows one by one, for walks that must not fill the memory. */
  walk(text: string, ...values: SQLInputValue[]): Iterable<SqlRow>;
  /** Every statement that ran so far. */
  readonly texts: () => readonly string[];
  readonly database: DatabaseSync;
  readonly disk: Disk;
}

export function createSql(database: DatabaseSync, disk: Disk = noDisk): Sql {
  const prepared = new Map<string, StatementSync>();
  const statement = (text: string): StatementSync => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = database.prepare(text);
    prepared.set(text, made);
    return made;
  };
  return {
    get: (text, ...values) => statement(text).get(...values),
    all: (text, ...values) => statement(text).all(...values),
    run: (text, ...values) => Number(statement(text).run(...values).changes),
    walk: (text, ...values) => database.prepare(text).iterate(...values),
    texts: () => [...prepared.keys()],
    database,
    disk,
  };
}

/** How much a write must outlive: `durable` the machine's sudden death, `losable` only this process's. */
export type Durability = 'durable' | 'losable';

/**
 * Runs the work in one write transaction: all of it or, when it throws, nothing. What is durable is on disk when
 * `disk.settled()` says so, and nobody may be told of it before.
 */
export function inTransaction<T>(
  { database, disk }: Pick<Sql, 'database' | 'disk'>,
  durability: Durability,
  work: () => T,
): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    if (durability === 'durable') disk.owe();
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
