import { neverBack } from '../../clock.ts';
import type { WorkspaceId } from '../../leaving/ids.ts';
import type { Storage, StorageOptions } from '../storage.ts';
import { createNotes } from './entries/notes.ts';
import { cutImpossibleTimes } from './file/cut-times.ts';
import { openDatabase } from './file/open-database.ts';
import { pruneWorkspace, workspacesWithEntries } from './file/prune.ts';
import { guardedBy } from './guarded.ts';
import { openKeyv } from './keyv-store.ts';
import { closeLane } from './pace/hold-ups.ts';
import { createLeases } from './pace/leases.ts';
import { createOwnCalls } from './pace/own-calls.ts';
import { inTransaction } from './sql.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import type { StoreMeans } from './store-means.ts';
import { createRulesStore } from './tables/rules.ts';
import { createWakes } from './tables/wakes.ts';

/** After a read was told to wait, reads take places in the window for this long. */
const readsCountMs = 60 * 60_000;

export function openSqliteStorage({
  path,
  clock: machineClock,
  newId,
  unlock,
  sync,
}: Omit<StorageOptions, 'url'> & { readonly path: string; readonly unlock: () => void }): Storage {
  const clock = neverBack(machineClock);
  const sql = openDatabase(path, clock.now(), newId, sync);
  const guarded = guardedBy(sql.disk);
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
  inTransaction(sql, 'durable', () => cutImpossibleTimes(means, clock.now()));
  return {
    ledger: createSqliteLedger(means),
    notes: createNotes(means, guarded, newId),
    wakes: createWakes(means, guarded, listeners),
    rules: (defaults) => createRulesStore(means, guarded, newId, defaults),
    keyv: (namespace, durability) => openKeyv(sql, namespace, durability),
    noteRead: (lane, limitedForMs) =>
      guarded(() => {
        const now = clock.now();
        const row = sql.get('SELECT reads_count_until FROM lanes WHERE lane = ?', lane);
        if (limitedForMs === null && Number(row?.reads_count_until ?? 0) <= now) return;
        inTransaction(sql, 'losable', () => {
          sql.run(
            'INSERT INTO calls (lane, workspace_id, session_id, number, time, is_leave) VALUES (?, ?, ?, ?, ?, 0)',
            lane,
            '',
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
        sql.disk.check();
        sql.database.exec('BEGIN IMMEDIATE; ROLLBACK');
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await sql.disk.close();
      if (sql.database.isOpen) sql.database.close();
      unlock();
    },
  };
}
