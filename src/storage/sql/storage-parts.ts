import type { WorkspaceId } from '../../leaving/ids.ts';
import type { Storage } from '../storage.ts';
import { createNotes } from './entries/notes.ts';
import { SqlKeyv } from './keyv-store.ts';
import { closeLane } from './pace/hold-ups.ts';
import { pruneWorkspace, workspacesWithEntries } from './prune.ts';
import { createSqlLedger } from './sql-ledger.ts';
import type { Steps } from './steps.ts';
import type { StoreMeans } from './store-means.ts';
import { createRulesStore } from './tables/rules.ts';

/** After a read was told to wait, reads take places in the window for this long. */
const readsCountMs = 60 * 60_000;

/** What a storage is made of wherever its database is. */
export function createStorageParts(
  means: StoreMeans,
): Pick<Storage, 'ledger' | 'notes' | 'rules' | 'keyv' | 'noteRead' | 'prune'> {
  const { store, losable, sql, newId } = means;
  return {
    ledger: createSqlLedger(means),
    notes: createNotes(means),
    rules: (defaults) => createRulesStore(means, defaults),
    keyv: (namespace, durability) =>
      new SqlKeyv(durability === 'durable' ? store : losable, namespace, durability),
    async noteRead(lane, limitedForMs) {
      const counts = await store.read(function* (now) {
        if (limitedForMs !== null) return true;
        const row = yield* sql.get('SELECT reads_count_until FROM lanes WHERE lane = ?', lane);
        return Number(row?.reads_count_until ?? 0) > now;
      });
      if (!counts) return;
      await store.write({ durability: 'losable', lane }, function* (now): Steps<void> {
        yield* sql.run(
          'INSERT INTO calls (lane, workspace_id, session_id, number, time, is_leave) VALUES (?, ?, ?, ?, ?, 0)',
          lane,
          '',
          '',
          '',
          now,
        );
        if (limitedForMs === null) return;
        yield* closeLane(sql, lane, now + limitedForMs, now);
        yield* sql.run('UPDATE lanes SET reads_count_until = ? WHERE lane = ?', now + readsCountMs, lane);
      });
      means.ownCalls.made(lane);
    },
    async prune(before) {
      const pruned = new Map<WorkspaceId, number>();
      for (const workspaceId of await store.read(() => workspacesWithEntries(sql))) {
        const entries = await store.write({ durability: 'durable', workspaceId }, (now) =>
          pruneWorkspace(sql, workspaceId, before, now, newId),
        );
        if (entries > 0) pruned.set(workspaceId, entries);
      }
      return pruned;
    },
  };
}
