import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import type { StoreVerdict } from '../../src/storage/verify.ts';

/** A store for one day, whichever kind it is. */
export interface DayStore {
  readonly name: string;
  open(means: { readonly clock: Clock; readonly newId: () => string }): Promise<Storage>;
  /** What `verify` says of it once it is closed. */
  verify(clock: Pick<Clock, 'now'>): Promise<StoreVerdict>;
  sizeBytes(): Promise<number>;
  remove(): Promise<void>;
}

/** An SQLite file of its own. The disk is not waited for: it takes its own time, which a virtual clock knows nothing of. */
export async function sqliteForADay(): Promise<DayStore> {
  const directory = await mkdtemp(join(tmpdir(), 'wasend-slack-day-'));
  const path = join(directory, 'store.db');
  const url = `sqlite:${path}`;
  return {
    name: 'SQLite',
    open: (means) => openStorage({ url, ...means, sync: async () => undefined }),
    async verify(clock) {
      const store = await openStoreForReading(url, clock);
      try {
        return await store.verify();
      } finally {
        await store.close();
      }
    },
    sizeBytes: async () => (await stat(path)).size,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
