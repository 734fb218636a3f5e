import { LedgerUnavailable } from '../../errors.ts';

/** Every fault of the store is the same to callers: without the ledger nothing may be left. */
export async function guarded<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof LedgerUnavailable) throw cause;
    throw new LedgerUnavailable('The ledger cannot be read or written.', cause);
  }
}
