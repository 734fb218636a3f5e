import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

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
}

export function createSql(database: DatabaseSync): Sql {
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
  };
}

/** How much a write must outlive: `durable` the machine's sudden death, `losable` only this process's. */
export type Durability = 'durable' | 'losable';

/** Runs the work in one write transaction: all of it or, when it throws, nothing. */
export function inTransaction<T>(
  { database }: Pick<Sql, 'database'>,
  durability: Durability,
  work: () => T,
): T {
  // In WAL mode NORMAL leaves the write to the next durable one or checkpoint; FULL is on disk when COMMIT answers.
  database.exec(durability === 'durable' ? 'PRAGMA synchronous = FULL' : 'PRAGMA synchronous = NORMAL');
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
