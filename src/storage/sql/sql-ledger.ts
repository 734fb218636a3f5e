import type { Ledger } from '../../leaving/ports/ledger.ts';
import { guarded } from '../sqlite/guarded.ts';
import { inTransaction, type Sql } from '../sqlite/sql.ts';
import { appendEvents } from './entries/append.ts';
import { takeAsk } from './entries/ask.ts';
import { loadRequest, requestEntries } from './entries/load.ts';
import { claimCall } from './pace/claim.ts';
import { queueAhead } from './pace/queue-ahead.ts';
import type { StoreMeans } from './store-means.ts';
import { leftBefore, openRequests, pastRequests, successorOf } from './tables/queries.ts';

/** The reading half of the ledger: it can be had beside the running app. */
export type LedgerReader = Pick<Ledger, 'load' | 'entries' | 'open' | 'past' | 'leftBefore' | 'successor'>;

export function createLedgerReader(sql: Sql): LedgerReader {
  return {
    load: (requestId) => guarded(() => loadRequest(sql, requestId)),
    entries: (requestId) => guarded(() => requestEntries(sql, requestId)),
    open: (workspaceId) => guarded(() => openRequests(sql, workspaceId)),
    past: (workspaceId, query) => guarded(() => pastRequests(sql, workspaceId, query)),
    leftBefore: (workspaceId, sessionId, groupIds) =>
      guarded(() => leftBefore(sql, workspaceId, sessionId, groupIds)),
    successor: (requestId) => guarded(() => successorOf(sql, requestId)),
  };
}

/** The ledger in one SQLite file: every write is one transaction, on disk before it is answered. */
export function createSqliteLedger(means: StoreMeans): Ledger {
  const { sql, clock } = means;
  const written = async <T>(work: () => T): Promise<T> => {
    const result = await guarded(work);
    means.changed();
    return result;
  };
  return {
    ...createLedgerReader(sql),
    isLost: (call) => means.leases.isLost(call),
    queueAhead: (place, window) => guarded(() => queueAhead(sql, place, window, clock.now())),
    ask: (ask) => written(() => inTransaction(sql, 'durable', () => takeAsk(means, ask, clock.now()))),
    append: (request, events) =>
      written(() => inTransaction(sql, 'durable', () => appendEvents(means, request, events, clock.now()))),
    claim: (request, claim) => written(() => claimCall(means, request, claim)),
  };
}
