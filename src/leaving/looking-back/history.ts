import type { GroupId, RequestId, SessionId, UserId, WorkspaceId } from '../ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Request } from '../request.ts';

/** Which requests are wanted: all, those of one person, or those that named one group. */
export type HistoryFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'person'; readonly userId: UserId }
  | { readonly kind: 'group'; readonly groupId: GroupId };

export interface HistoryQuery {
  readonly filter: HistoryFilter;
  /** Whoever may see only what they asked for; null for those who see all. */
  readonly askedBy: UserId | null;
  /** The request to go on from; null begins with the newest. */
  readonly before: RequestId | null;
  /** Only requests of these numbers; null for all. */
  readonly sessions: readonly SessionId[] | null;
  readonly limit: number;
}

export interface History {
  /** Newest first. */
  readonly requests: readonly Request[];
  /** The request to go on from for older ones; null when there are none. */
  readonly olderThan: RequestId | null;
}

/** Reads one page of a workspace's requests, from the ledger alone. */
export async function readHistory(
  ledger: Ledger,
  workspaceId: WorkspaceId,
  { filter, askedBy, before, sessions, limit }: HistoryQuery,
): Promise<History> {
  const by = askedBy ?? (filter.kind === 'person' ? filter.userId : null);
  const groupId = filter.kind === 'group' ? filter.groupId : null;
  const ids = await ledger.past(workspaceId, { by, groupId, sessions, before, limit: limit + 1 });
  const page = ids.slice(0, limit);
  const loaded = await Promise.all(page.map((requestId) => ledger.load(requestId)));
  const requests = loaded.filter((request) => request !== null);
  return { requests, olderThan: ids.length > limit ? (page.at(-1) ?? null) : null };
}
