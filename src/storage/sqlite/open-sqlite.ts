import { neverBack } from '../../clock.ts';
import { refuseHalfCopied } from '../sql/half-copied.ts';
import { createOneByOne } from '../sql/one-by-one.ts';
import { createLeases } from '../sql/pace/leases.ts';
import { createOwnCalls } from '../sql/pace/own-calls.ts';
import { createStorageParts } from '../sql/storage-parts.ts';
import type { StoreMeans } from '../sql/store-means.ts';
import { markDone } from '../sql/tables/wake-done.ts';
import { dueRows, markFailed, nextDueAt } from '../sql/tables/wakes.ts';
import type { Storage, StorageOptions } from '../storage.ts';
import { bringBack } from './bring-back.ts';
import { noDisk } from './file/disk.ts';
import { openDatabase } from './file/open-database.ts';
import { createOwnTurns } from './own-turns.ts';
import { inTransaction, sqliteSteps as sql } from './sql.ts';
import { createSqliteStore } from './sqlite-store.ts';

export function openSqliteStorage({
  path,
  clock: machineClock,
  newId,
  unlock,
  sync,
}: Omit<StorageOptions, 'url'> & { readonly path: string; readonly unlock: () => void }): Storage {
  const clock = neverBack(machineClock);
  const database = openDatabase(path, clock.now(), newId, sync);
  const listeners = new Set<() => void>();
  const now = (): number => clock.now();
  const monotonic = (): number => clock.monotonic();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const store = createSqliteStore(database, now, changed);
  const means: StoreMeans = {
    store,
    // What may be lost waits for no disk, also beside what does.
    losable: createSqliteStore(database, now, changed, noDisk),
    sql,
    monotonic,
    newId,
    // One process has the store: whoever else made a call is gone.
    leases: createLeases(newId(), monotonic, () => true),
    ownCalls: createOwnCalls(monotonic),
  };
  database.run(refuseHalfCopied(sql));
  inTransaction(database, 'durable', () => database.run(bringBack(means, clock.now())));
  return {
    ...createStorageParts(means),
    clock,
    // One process has the store: its own turns are all there are.
    alone: createOneByOne(),
    turn: createOwnTurns(now),
    wakes: {
      due: (kind, now, options) => store.read(() => dueRows(sql, kind, now, options)),
      nextAt: (kind, after) => store.read(() => nextDueAt(sql, kind, after)),
      done: (due, at) => store.write({ durability: 'losable' }, (now) => markDone(means, due, at, now)),
      failed: (due, now, pauseMs) =>
        store.write({ durability: 'losable' }, () => markFailed(sql, due, now, pauseMs)),
      passOver: async () => false,
      onChange(callback) {
        listeners.add(callback);
        return () => listeners.delete(callback);
      },
    },
    async writable() {
      try {
        database.disk.check();
        database.file.exec('BEGIN IMMEDIATE; ROLLBACK');
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await database.disk.close();
      if (database.file.isOpen) database.file.close();
      unlock();
    },
  };
}
