import type { Steps } from '../sql/steps.ts';
import type { Store } from '../sql/store.ts';
import type { Disk } from './file/disk.ts';
import { guardedBy } from './guarded.ts';
import { type Database, inTransaction, sqliteSteps } from './sql.ts';

/**
 * A database of this process alone as a store: whatever runs, runs whole, so that nothing need be held. `disk` is what is
 * waited for.
 */
export function createSqliteStore(
  database: Database,
  now: () => number,
  changed: () => void,
  disk: Disk = database.disk,
): Store {
  const guarded = guardedBy(disk);
  const afterwards = <T>(wakes: boolean | undefined, result: T): T => {
    if (wakes === true) changed();
    return result;
  };
  return {
    sql: sqliteSteps,
    read: (work) => guarded(() => database.run(work(now()))),
    async write({ durability, wakes }, work) {
      const result = await guarded(() =>
        inTransaction(database, durability, () => database.run(work(now()))),
      );
      return afterwards(wakes, result);
    },
    async judge({ wakes }, judge) {
      const result = await guarded(() => {
        const judged = database.run(judge(now()));
        if (judged.kind === 'settled') return judged.result;
        return inTransaction(database, judged.durability, () => database.run(judged.steps));
      });
      return afterwards(wakes, result);
    },
  };
}

/** A store that is only read. */
export function createSqliteReader(database: Database, now: () => number): Pick<Store, 'read' | 'sql'> {
  const guarded = guardedBy(database.disk);
  return {
    sql: sqliteSteps,
    read: <T>(work: (now: number) => Steps<T>) => guarded(() => database.run(work(now()))),
  };
}
