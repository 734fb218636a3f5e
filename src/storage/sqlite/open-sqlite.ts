import { Keyv } from 'keyv';
import { neverBack } from '../../clock.ts';
import type { WorkspaceId } from '../../leaving/ids.ts';
import { cutImpossibleTimes } from '../sql/cut-times.ts';
import { createNotes } from '../sql/entries/notes.ts';
import { SqliteKeyvStore } from '../sql/keyv-store.ts';
import { closeLane } from '../sql/pace/hold-ups.ts';
import { createLeases } from '../sql/pace/leases.ts';
import { createOwnCalls } from '../sql/pace/own-calls.ts';
import { pruneWorkspace, workspacesWithEntries } from '../sql/prune.ts';
import { createSqliteLedger } from '../sql/sql-ledger.ts';
import type { StoreMeans } from '../sql/store-means.ts';
import { createRulesStore } from '../sql/tables/rules.ts';
import { createWakes } from '../sql/tables/wakes.ts';
import type { Storage, StorageOptions } from '../storage.ts';
import { openDatabase } from './file/open-database.ts';
import { guarded } from './guarded.ts';
import { inTransaction } from './sql.ts';

/** After a read was told to wait, reads take places in the window for this long. */
const readsCountMs = 60 * 60_000;

export function openSqliteStorage({
  path,
  clock: machineClock,
  newId,
  unlock,
}: Omit<StorageOptions, 'url'> & { readonly path: string; readonly unlock: () => void }): Storage {
  const clock = neverBack(machineClock);
  const sql = openDatabase(path, clock.now(), newId);
  const listeners = new Set<() => void>();
  const means: StoreMeans = {
    sql,
    clock,
    leases: createLeases(newId(), () => clock.monotonic()),
    ownCalls: createOwnCalls(() => clock.monotonic()),
    changed: () => {
      for (const listener of listeners) listener();
    },
  };
  inTransaction(sql, 'durable', () => cutImpossibleTimes(sql, clock.now()));
  return {
    ledger: createSqliteLedger(means),
    notes: createNotes(means, guarded, newId),
    wakes: createWakes(means, guarded, listeners),
    rules: (defaults) => createRulesStore(means, guarded, newId, defaults),
    keyv: (namespace, durability) =>
      new Keyv({ store: new SqliteKeyvStore(sql, namespace, durability), namespace, throwOnErrors: true }),
    noteRead: (lane, limitedForMs) =>
      guarded(() => {
        const now = clock.now();
        const row = sql.get('SELECT reads_count_until FROM lanes WHERE lane = ?', lane);
        if (limitedForMs === null && Number(row?.reads_count_until ?? 0) <= now) return;
        inTransaction(sql, 'losable', () => {
          sql.run(
            'INSERT INTO calls (lane, workspace_id, session_id, time, is_leave) VALUES (?, ?, ?, ?, 0)',
            lane,
            '',
            '',
            now,
          );
          if (limitedForMs === null) return;
          closeLane(sql, lane, now + limitedForMs, now);
          sql.run('UPDATE lanes SET reads_count_until = ? WHERE lane = ?', now + readsCountMs, lane);
        });
        means.ownCalls.made(lane);
      }),
    prune: (before) =>
      guarded(() => {
        const pruned = new Map<WorkspaceId, number>();
        for (const workspaceId of workspacesWithEntries(sql)) {
          const entries = inTransaction(sql, 'durable', () =>
            pruneWorkspace(sql, workspaceId, before, clock.now(), newId),
          );
          if (entries > 0) pruned.set(workspaceId, entries);
        }
        return pruned;
      }),
    async writable() {
      try {
        sql.database.exec('BEGIN IMMEDIATE; ROLLBACK');
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      if (sql.database.isOpen) sql.database.close();
      unlock();
    },
  };
}
