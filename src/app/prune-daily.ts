import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Storage } from '../storage/storage.ts';

const dayMs = 24 * 60 * 60_000;

export interface PruningMeans {
  readonly storage: Pick<Storage, 'prune'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Null keeps everything. */
  readonly retentionDays: number | null;
}

/** Cuts off what is older than the retention, at the start and once a day. Answers the end of it. */
export function startPruning({ storage, clock, logger, retentionDays }: PruningMeans): () => void {
  if (retentionDays === null) return () => {};
  let cancel = (): void => {};
  const prune = (): void => {
    storage.prune(clock.now() - retentionDays * dayMs).then(
      (pruned) => {
        for (const [workspaceId, entries] of pruned)
          logger.info({ workspaceId, entries }, 'older entries were cut off');
      },
      (error: unknown) => logger.error({ error }, 'older entries could not be cut off; tried again in a day'),
    );
    cancel = clock.after(dayMs, prune);
  };
  prune();
  return () => cancel();
}
