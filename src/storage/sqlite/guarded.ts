import { LedgerUnavailable, WasendSlackError } from '../../errors.ts';

/** Every fault that nobody named is the same to callers: without the ledger nothing may be left. */
export async function guarded<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof WasendSlackError) throw cause;
    throw new LedgerUnavailable('The ledger cannot be read or written.', cause);
  }
}
