import type { Ledger } from '../storage/ledger.ts';
import type { GroupId, RequestId, UserId, WorkspaceId } from './ids.ts';
import { type Folded, foldRequest } from './request.ts';

/** Which requests are wanted: all, those of one person, or those that named one group. */
export type HistoryFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'person'; readonly userId: UserId }
  | { readonly kind: 'group'; readonly groupId: GroupId };

export type PastRequest = Exclude<Folded, { kind: 'nothing' }>;

export interface HistoryPage {
  /** Newest first. */
  readonly requests: readonly PastRequest[];
  /** The request to go on from for older ones; null when there are none. */
  readonly olderThan: RequestId | null;
}

const pageSize = 5;
/** A filter looks at this many requests at most for one page; then the page ends early and can be gone on from. */
const mostLookedAt = 300;

/** Reads one page of a workspace's requests, from the ledger alone. */
export async function readHistory(
  ledger: Ledger,
  workspaceId: WorkspaceId,
  filter: HistoryFilter,
  before: RequestId | null,
): Promise<HistoryPage> {
  const requests: PastRequest[] = [];
  let cursor = before;
  for (let looked = 0; looked < mostLookedAt; looked += pageSize) {
    const page = { limit: pageSize, ...(cursor === null ? {} : { before: cursor }) };
    const ids = await ledger.recent(workspaceId, page);
    for (const requestId of ids) {
      cursor = requestId;
      const folded = foldRequest(await ledger.load(requestId));
      if (folded.kind === 'nothing' || !isWanted(folded, filter)) continue;
      requests.push(folded);
      if (requests.length === pageSize)
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

function isWanted(past: PastRequest, filter: HistoryFilter): boolean {
  const ask = past.kind === 'request' ? past.request.ask : past.ask.refusal;
  if (filter.kind === 'person') return ask.by === filter.userId;
  return filter.kind === 'all' || ask.groups.some(({ groupId }) => groupId === filter.groupId);
}
