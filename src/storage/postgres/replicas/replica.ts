import type { Clock } from '../../../clock.ts';
import type { Steps } from '../../sql/steps.ts';
import type { Store } from '../../sql/store.ts';

/** A replica that has not been heard of for this long is dead: others take what it worked on. */
const aliveMs = 6_000;
/** How often a replica says that it lives, and looks for what nobody told it. */
export const beatMs = 2_000;
const dayMs = 24 * 60 * 60_000;

export interface Replica {
  /** Says that this replica lives no more: what it had taken is due for the others at once. */
  close(): Promise<void>;
}

/** Says again and again that this replica lives; afterwards `beaten` is called. Faults of the store are waited out. */
export async function startReplica(
  {
    store,
    replicaId,
    clock,
    beaten,
  }: {
    readonly store: Store;
    readonly replicaId: string;
    /** The machine's own. */
    readonly clock: Clock;
    readonly beaten: () => Promise<void>;
  },
  everyMs: number,
): Promise<Replica> {
  let isClosed = false;
  let cancel = (): void => {};
  let underWay: Promise<void> = Promise.resolve();
  const live = () => store.write({ durability: 'losable' }, (now) => sayAlive(store, replicaId, now));
  const beat = (): void => {
    underWay = live()
      .then(beaten)
      .catch(() => {})
      .finally(next);
  };
  const next = (): void => {
    if (!isClosed) cancel = clock.after(everyMs, beat);
  };
  await live();
  next();
  return {
    async close() {
      isClosed = true;
      cancel();
      await underWay;
      const gone = () => store.sql.run('DELETE FROM replicas WHERE replica_id = ?', replicaId);
      await store.write({ durability: 'losable', wakes: true }, gone).catch(() => {});
    },
  };
}

function* sayAlive({ sql }: Store, replicaId: string, now: number): Steps<void> {
  yield* sql.run(
    `INSERT INTO replicas (replica_id, alive_until) VALUES (?, ?)
     ON CONFLICT (replica_id) DO UPDATE SET alive_until = excluded.alive_until`,
    replicaId,
    now + aliveMs,
  );
  yield* sql.run('DELETE FROM replicas WHERE alive_until < ?', now - dayMs);
}
