import type { Pace } from '../advance/pace.ts';
import type { AskedGroup, EventOf, RequestEvent } from '../events.ts';
import type { GroupId, LaneId, RequestId, SessionId, UserId, WorkspaceId } from '../ids.ts';
import type { Request, RequestEntry } from '../request.ts';
import type { Claim, ClaimResult } from './claim.ts';
import type { QueueAhead } from './queue-ahead.ts';

/** What a confirmed modal asks for, judged and allowed. */
export interface Ask {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId;
  /** Without what the store decides: the groups that are left over when those being left already are taken out. */
  readonly event: Omit<EventOf<'requested'>, 'groups' | 'joined' | 'approval'>;
  readonly groups: readonly AskedGroup[];
  /** The approval that this many groups need; undefined where they need none. */
  readonly approvalFor: (groups: readonly AskedGroup[]) => EventOf<'requested'>['approval'];
  /** Leave calls of the number in 24 hours; null is no cap. */
  readonly dailyCap: number | null;
  /** The rules by which this was judged; an ask by older ones is not taken. */
  readonly settingsRevision: number;
}

/** A group that an open request is leaving already. */
export interface Joined {
  readonly group: AskedGroup;
  readonly by: UserId;
  readonly requestId: RequestId;
}

export type AskTaken =
  | { readonly kind: 'accepted'; readonly request: Request; readonly joined: readonly Joined[] }
  /** A request of this id exists: the same modal was sent before, and nothing new is owed. */
  | { readonly kind: 'repeated' }
  /** Every group is being left already: no request of its own, and its asker is told their end. */
  | { readonly kind: 'all-joined'; readonly joined: readonly Joined[] }
  /** The calls of the last 24 hours and those already owed leave no room. */
  | { readonly kind: 'over-cap'; readonly used: number; readonly cap: number }
  /** The rules have changed since they were read. */
  | { readonly kind: 'rules-changed' };

/** `stale`: the request has moved on since it was loaded; load it again and look. */
export type Appended = { readonly kind: 'appended'; readonly request: Request } | { readonly kind: 'stale' };

/** Whose place in which queue is asked for; null for a request that is not there yet. */
export interface QueuePlace {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId | null;
  readonly lane: LaneId;
  readonly sessionId: SessionId;
  /** The WhatsApp number as it was shown, of a request that is not there yet; null or nothing where it is not known. */
  readonly phone?: string | null;
}

export interface QueueWindow extends Pace {
  readonly callsOfNumber: number;
}

/** A leave that was made from here. `at` is epoch milliseconds, `name` what the group was called then. */
export interface LeftBefore {
  readonly at: number;
  readonly by: UserId;
  readonly name: string | null;
}

/** Which requests of a workspace are wanted, newest first. */
export interface PastQuery {
  readonly by: UserId | null;
  readonly groupId: GroupId | null;
  /** Only of these numbers; null for all. */
  readonly sessions: readonly SessionId[] | null;
  /** The request to go on from; null begins with the newest. */
  readonly before: RequestId | null;
  readonly limit: number;
}

/**
 * The append-only list of what happened; the only truth about requests. Every write is one transaction with the tables
 * that are derived from it, and durable before it is answered. Throws `LedgerUnavailable` when it cannot write or read.
 */
export interface Ledger {
  /** Writes a request and claims its groups, once however often it is asked. */
  ask(ask: Ask): Promise<AskTaken>;

  /** Appends all events to a request or none, and only to the very state it was decided on. */
  append(request: Request, events: readonly RequestEvent[]): Promise<Appended>;

  /** Appends one `calling`, if everything that must agree does so in this very transaction. */
  claim(request: Request, claim: Claim): Promise<ClaimResult>;

  /** Null when there is no request of this id. Throws where its entries do not read. */
  load(requestId: RequestId): Promise<Request | null>;

  /** The entries of a request in their order, for whoever wants to see the record itself. */
  entries(requestId: RequestId): Promise<readonly RequestEntry[]>;

  /** Requests that are not closed yet, oldest first. */
  open(workspaceId: WorkspaceId): Promise<readonly RequestId[]>;

  /** Requests of a workspace, newest first. */
  past(workspaceId: WorkspaceId, query: PastQuery): Promise<readonly RequestId[]>;

  /** The newest leave by this app of each of these groups that it has left. */
  leftBefore(
    workspaceId: WorkspaceId,
    sessionId: SessionId,
    groupIds: readonly GroupId[],
  ): Promise<ReadonlyMap<string, LeftBefore>>;

  /** The request that asks again for groups of this one; null when there is none. */
  successor(requestId: RequestId): Promise<RequestId | null>;

  /** What stands between a request and its calls; of each number, at most `callsOfNumber` of its newest calls. */
  queueAhead(place: QueuePlace, window: QueueWindow): Promise<QueueAhead>;

  /** Whether nobody will ever bring the answer of this call any more. */
  isLost(call: { readonly owner: string; readonly leaseUntil: number }): boolean;
}
