import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock.ts';
import { LedgerUnavailable } from '../../errors.ts';
import type { Ledger } from '../../leaving/ports/ledger.ts';
import { Turns } from '../turns.ts';
import { appendEntries } from './append-entries.ts';
import { claimCall } from './claim-call.ts';
import { inTransaction } from './database.ts';
import { pruneEntries } from './prune-entries.ts';
import { createLedgerReader } from './read-ledger.ts';

/** The ledger in one SQLite file: every write is one transaction, on disk before it is answered. */
export function createSqliteLedger(database: DatabaseSync, clock: Clock): Ledger {
  const turns = new Turns();
  return {
    ...createLedgerReader(database, guarded),
    append: (workspaceId, requestId, expectedVersion, events) =>
      guarded(() =>
        inTransaction(database, () =>
          appendEntries(database, workspaceId, requestId, expectedVersion, events, clock.now()),
        ),
      ),
    claim: (workspaceId, requestId, expectedVersion, event, limits) =>
      guarded(() =>
        inTransaction(database, () =>
          claimCall(database, turns, { workspaceId, requestId, expectedVersion, event, limits }, clock.now()),
        ),
      ),
    prune: (before) => guarded(() => inTransaction(database, () => pruneEntries(database, before))),
  };
}

/** Every fault of the store is the same to callers: without the ledger nothing may be left. */
export async function guarded<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof LedgerUnavailable) throw cause;
    throw new LedgerUnavailable('The ledger cannot be read or written.', cause);
  }
}
