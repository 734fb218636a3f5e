import type { GroupId, RequestId, SessionId, UserId, WorkspaceId } from '../ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import { type Folded, foldRequest } from '../request.ts';

/** Which requests are wanted: all, those of one person, or those that named one group. */
export type HistoryFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'person'; readonly userId: UserId }
  | { readonly kind: 'group'; readonly groupId: GroupId };

export type PastRequest = Exclude<Folded, { kind: 'nothing' | 'settings-change' }>;

export interface HistoryPage {
  /** Newest first. */
  readonly requests: readonly PastRequest[];
  /** The request to go on from for older ones; null when there are none. */
  readonly olderThan: RequestId | null;
}

const pageSize = 5;
/** A filter looks at this many requests at most for one page; then the page ends early and can be gone on from. */
const mostLookedAt = 300;

export interface HistoryWindow {
  /** The request to go on from; null begins with the newest. */
  readonly before: RequestId | null;
  /** Only requests of these numbers; null for all. */
  readonly sessions: readonly SessionId[] | null;
  /** Requests on the page; 5 when left out. */
  readonly limit?: number;
}

/** Reads one page of a workspace's requests, from the ledger alone. */
export async function readHistory(
  ledger: Ledger,
  workspaceId: WorkspaceId,
  filter: HistoryFilter,
  { before, sessions, limit = pageSize }: HistoryWindow,
): Promise<HistoryPage> {
  const requests: PastRequest[] = [];
  let cursor = before;
  for (let looked = 0; looked < mostLookedAt; looked += pageSize) {
    const page = { limit: pageSize, ...(cursor === null ? {} : { before: cursor }) };
    const ids = await ledger.recent(workspaceId, page);
    for (const requestId of ids) {
      cursor = requestId;
      const folded = foldRequest(await ledger.load(requestId));
      if (folded.kind === 'nothing' || folded.kind === 'settings-change') continue;
      if (!isWanted(folded, filter, sessions)) continue;
      requests.push(folded);
      if (requests.length === limit)
        return { requests, olderThan: await hasOlder(ledger, workspaceId, cursor) };
    }
    if (ids.length < pageSize) return { requests, olderThan: null };
  }
  return { requests, olderThan: cursor };
}

async function hasOlder(
  ledger: Ledger,
  workspaceId: WorkspaceId,
  before: RequestId,
): Promise<RequestId | null> {
  return (await ledger.recent(workspaceId, { limit: 1, before })).length > 0 ? before : null;
}

function isWanted(past: PastRequest, filter: HistoryFilter, sessions: readonly SessionId[] | null): boolean {
  // Which number a refused ask was about is not on record, so a channel of one number does not show it.
  const isOfSessions =
    sessions === null || (past.kind === 'request' && sessions.includes(past.request.ask.sessionId));
  if (!isOfSessions) return false;
  const ask = past.kind === 'request' ? past.request.ask : past.ask.refusal;
  if (filter.kind === 'person') return ask.by === filter.userId;
  return filter.kind === 'all' || ask.groups.some(({ groupId }) => groupId === filter.groupId);
}
