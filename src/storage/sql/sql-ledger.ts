import type { Ledger } from '../../leaving/ports/ledger.ts';
import { appendEvents } from './entries/append.ts';
import { takeAsk } from './entries/ask.ts';
import { loadRequest, requestEntries } from './entries/load.ts';
import { claimCall } from './pace/claim.ts';
import { holdUpUnread } from './pace/hold-ups.ts';
import { countLate } from './pace/late-call.ts';
import { placeOf } from './pace/number-place.ts';
import { queueAhead } from './pace/queue-ahead.ts';
import type { Store } from './store.ts';
import type { StoreMeans } from './store-means.ts';
import { leftBefore, openRequests, pastRequests, successorOf } from './tables/queries.ts';

/** The reading half of the ledger: it can be had beside the running app. */
export type LedgerReader = Pick<Ledger, 'load' | 'entries' | 'open' | 'past' | 'leftBefore' | 'successor'>;

export function createLedgerReader({ read, sql }: Pick<Store, 'read' | 'sql'>): LedgerReader {
  return {
    load: (requestId) => read(() => loadRequest(sql, requestId)),
    entries: (requestId) => read(() => requestEntries(sql, requestId)),
    open: (workspaceId) => read(() => openRequests(sql, workspaceId)),
    past: (workspaceId, query) => read(() => pastRequests(sql, workspaceId, query)),
    leftBefore: (workspaceId, sessionId, groupIds) =>
      read(() => leftBefore(sql, workspaceId, sessionId, groupIds)),
    successor: (requestId) => read(() => successorOf(sql, requestId)),
  };
}

/** The ledger in a database: every write is one transaction, on disk before it is answered. */
export function createSqlLedger(means: StoreMeans): Ledger {
  const { store, sql } = means;
  return {
    ...createLedgerReader(store),
    isLost: (call) => means.leases.isLost(call),
    queueAhead: (place, window) => store.read((now) => queueAhead(sql, place, window, now)),
    ask: (ask) =>
      store.write({ durability: 'durable', workspaceId: ask.workspaceId, wakes: true }, (now) =>
        takeAsk(means, ask, now),
      ),
    append(request, events) {
      const { workspaceId, ask } = request;
      // The lane too: who waits for it must not miss that it is free.
      const held = { lane: ask.lane, number: placeOf(ask).number, workspaceId, wakes: true };
      return store.write({ durability: 'durable', ...held }, (now) =>
        appendEvents(means, request, events, now),
      );
    },
    holdUp: (request, held) =>
      store.write(
        { durability: 'losable', lane: request.ask.lane, number: placeOf(request.ask).number, wakes: true },
        (now) => holdUpUnread(sql, request, held, now),
      ),
    async claim(request, claim) {
      const { workspaceId, ask } = request;
      let judgedAt = 0;
      const held = { lane: ask.lane, number: placeOf(ask).number, workspaceId, wakes: true };
      const claimed = await store.judge(held, (now) => {
        judgedAt = means.monotonic();
        return claimCall(means, request, claim, now);
      });
      if (claimed.kind === 'claimed') await countLate(means, claimed.request, means.monotonic() - judgedAt);
      return claimed;
    },
  };
}
