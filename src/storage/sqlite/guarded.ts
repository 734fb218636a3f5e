import { LedgerUnavailable, WasendSlackError } from '../../errors.ts';
import type { Disk } from './file/disk.ts';

/** Does something with the store, whatever of it: reads and writes alike. */
export type Guarded = <T>(work: () => T) => Promise<T>;

/**
 * Nobody is answered before everything that the answer can rest on is on disk: what others have committed meanwhile is
 * waited for too. Every fault that nobody named is the same to callers: without the ledger nothing may be left.
 */
export function guardedBy(disk: Pick<Disk, 'check' | 'settled'>): Guarded {
  return async (work) => {
    try {
      disk.check();
      const result = work();
      await disk.settled();
      return result;
    } catch (cause) {
      if (cause instanceof WasendSlackError) throw cause;
      throw new LedgerUnavailable('The ledger cannot be read or written.', cause);
    }
  };
}
