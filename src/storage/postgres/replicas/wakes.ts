import type { Due, Wakes } from '../../../leaving/ports/wakes.ts';
import type { Steps } from '../../sql/steps.ts';
import type { Held, Store } from '../../sql/store.ts';
import type { StoreMeans } from '../../sql/store-means.ts';
import { markDone } from '../../sql/tables/wake-done.ts';
import { dueRows, markFailed, nextDueAt } from '../../sql/tables/wakes.ts';

const ownedIn = {
  step: { table: 'requests', id: 'request_id', owner: 'step_owner' },
  tell: { table: 'requests', id: 'request_id', owner: 'tell_owner' },
  'tell-note': { table: 'outbox', id: 'note_id', owner: 'tell_owner' },
} as const satisfies Record<Due['kind'], { table: string; id: string; owner: string }>;

/**
 * What is due, each for one replica: whoever finds it first puts its name into the row, and the name counts until the
 * work is done or its replica is dead. The store's time decides, whatever a replica's clock says.
 */
export function createPostgresWakes(means: StoreMeans, replicaId: string, listeners: Set<() => void>): Wakes {
  const { store, sql } = means;
  return {
    async due(kind, _now, options) {
      const found = await store.read((now) =>
        dueRows(sql, kind, now, options, { where: ` AND ${free(kind)}`, values: [replicaId, now] }),
      );
      if (found.length === 0) return [];
      return store.write({ durability: 'losable' }, (now) => take(store, kind, found, replicaId, now));
    },
    nextAt: (kind) => store.read((now) => nextDueAt(sql, kind, now)),
    done: (due, at) =>
      store.write({ durability: 'losable', ...heldFor(due) }, function* (now) {
        yield* markDone(means, due, at, now);
        yield* release(store, due, replicaId);
      }),
    failed: (due, _now, pauseMs) =>
      store.write({ durability: 'losable' }, function* (now) {
        const failing = yield* markFailed(sql, due, now, pauseMs);
        yield* release(store, due, replicaId);
        return failing;
      }),
    async passOver(due) {
      await store.write({ durability: 'losable', wakes: true }, () => release(store, due, replicaId));
      return true;
    },
    onChange(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}

/** What a step comes to is read from its entries: they must not grow meanwhile. */
const heldFor = (due: Due): Held => (due.kind === 'step' ? { lane: due.lane } : {});

/** Nobody's, our own, or of a replica that is dead. */
function free(kind: Due['kind']): string {
  const { owner } = ownedIn[kind];
  return `(${owner} IS NULL OR ${owner} = ? OR NOT EXISTS (
    SELECT 1 FROM replicas WHERE replica_id = ${owner} AND alive_until > ?))`;
}

/** Puts our name to what is still free now, and answers that. */
function* take(
  { sql }: Store,
  kind: Due['kind'],
  found: readonly Due[],
  replicaId: string,
  now: number,
): Steps<Due[]> {
  const { table, id, owner } = ownedIn[kind];
  const rows = yield* sql.all(
    `UPDATE ${table} SET ${owner} = ? WHERE ${id} IN ${sql.listed} AND ${free(kind)} RETURNING ${id} AS id`,
    replicaId,
    JSON.stringify(found.map(idOf)),
    replicaId,
    now,
  );
  const ours = new Set(rows.map((row) => row.id));
  return found.filter((due) => ours.has(idOf(due)));
}

function release({ sql }: Store, due: Due, replicaId: string): Steps<number> {
  const { table, id, owner } = ownedIn[due.kind];
  return sql.run(
    `UPDATE ${table} SET ${owner} = NULL WHERE ${id} = ? AND ${owner} = ?`,
    idOf(due),
    replicaId,
  );
}

function idOf(due: Due): string {
  return due.kind === 'tell-note' ? due.noteId : due.requestId;
}
