import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { createSteps, type Given, type SqlRow, type Statement, type Steps } from '../sql/steps.ts';
import type { Durability } from '../sql/store.ts';
import { type Disk, noDisk } from './file/disk.ts';

/** One SQLite database in this process: steps run at once, and nothing comes between them. */
export interface Database {
  /** Runs steps to their end. */
  run<T>(steps: Steps<T>): T;
  /** Every statement that ran so far. */
  readonly texts: () => readonly string[];
  readonly file: DatabaseSync;
  readonly disk: Disk;
}

export const sqliteSteps = createSteps('(SELECT value FROM json_each(?))');

export function createDatabase(file: DatabaseSync, disk: Disk = noDisk): Database {
  const prepared = new Map<string, StatementSync>();
  const statement = (text: string): StatementSync => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = file.prepare(text);
    prepared.set(text, made);
    return made;
  };
  const give = ({ wants, text, values }: Statement): Given => {
    switch (wants) {
      case 'row': {
        const row: SqlRow | undefined = statement(text).get(...values);
        return { rows: row === undefined ? [] : [row], changes: 0 };
      }
      case 'rows':
        return { rows: statement(text).all(...values), changes: 0 };
      case 'changes':
        return { rows: [], changes: Number(statement(text).run(...values).changes) };
    }
  };
  return {
    run(steps) {
      let step = steps.next();
      while (step.done !== true) step = answer(steps, step.value, give);
      return step.value;
    },
    texts: () => [...prepared.keys()],
    file,
    disk,
  };
}

/** A statement that fails is told to whoever made it. */
function answer<T>(
  steps: Steps<T>,
  statement: Statement,
  give: (statement: Statement) => Given,
): IteratorResult<Statement, T> {
  let given: Given;
  try {
    given = give(statement);
  } catch (error) {
    return steps.throw(error);
  }
  return steps.next(given);
}

/**
 * Runs the work in one write transaction: all of it or, when it throws, nothing. What is durable is on disk when
 * `disk.settled()` says so, and nobody may be told of it before.
 */
export function inTransaction<T>(
  { file, disk }: Pick<Database, 'file' | 'disk'>,
  durability: Durability,
  work: () => T,
): T {
  file.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    file.exec('COMMIT');
    if (durability === 'durable') disk.owe();
    return result;
  } catch (error) {
    if (file.isTransaction) file.exec('ROLLBACK');
    throw error;
  }
}
