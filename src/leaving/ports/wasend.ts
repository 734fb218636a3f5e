import type { GroupId, SessionId } from '../ids.ts';
import type { LeaveAnswer } from '../outcome.ts';
import type { GroupFacts } from '../standing.ts';

/** A session as any of the known answers shows it. */
export interface SessionFacts {
  readonly sessionId: SessionId;
  readonly name: string | null;
  /** As Wasend wrote it; compare digits only. */
  readonly phoneNumber: string | null;
  /** Our own LID, when the API tells it. */
  readonly lid: string | null;
  /** The status word as it came, upper-cased; an unknown word is not an error. */
  readonly status: string;
  readonly health: 'usable' | 'starting' | 'needs-a-person' | 'down' | 'not-known';
}

/**
 * Why a read gave nothing. `said` is the API's own sentence (at most 300 characters), or null.
 * `not-a-member` is the one answer of a group read that tells something about us.
 */
export interface ReadFailure {
  readonly kind: 'failed';
  readonly why:
    | 'unauthorized'
    | 'not-a-member'
    | 'group-not-found'
    | 'session-missing'
    | 'session-down'
    | 'rate-limited'
    | 'rejected'
    | 'unreachable'
    | 'timed-out'
    | 'unreadable';
  readonly status: number | null;
  readonly said: string | null;
  readonly retryAfterMs?: number;
}

export type ReadResult<T> = { readonly kind: 'ok'; readonly value: T } | ReadFailure;

/** Which of our numbers we look for among a group's members. */
export interface Self {
  readonly phoneNumber: string | null;
  readonly lid: string | null;
}

/** The members as far as they were told: `membership` is `not-known` when they cannot show whether we are among them. */
export interface GroupRead {
  readonly facts: GroupFacts;
  readonly membership: 'in' | 'out' | 'not-known';
}

export interface InviteFacts {
  readonly groupId: GroupId;
  readonly name: string | null;
  readonly memberCount: number | null;
}

/** Every call this app makes to Wasend, for one API key. Nothing here throws for anything the network or the API does. */
export interface WasendClient {
  /** Asks Wasend to leave the group: one POST, never retried here. */
  leave(sessionId: SessionId, groupId: GroupId): Promise<LeaveAnswer>;
  sessions(): Promise<ReadResult<readonly SessionFacts[]>>;
  session(sessionId: SessionId): Promise<ReadResult<SessionFacts>>;
  /** All pages of the list (at most 40 pages of 50 … see the client), each group once. `search` is passed to the API. */
  groups(sessionId: SessionId, self: Self, search?: string): Promise<ReadResult<readonly GroupFacts[]>>;
  group(sessionId: SessionId, groupId: GroupId, self: Self): Promise<ReadResult<GroupRead>>;
  groupCount(sessionId: SessionId): Promise<ReadResult<number>>;
  /** Where an invite code leads. Does not join. */
  joinInfo(sessionId: SessionId, code: string): Promise<ReadResult<InviteFacts>>;
  /** A cheap check of the key. */
  account(): Promise<ReadResult<{ readonly id: string | null; readonly name: string | null }>>;
}

/** Makes a client for one key; the key stays inside it. */
export type WasendClientFor = (apiKey: string) => WasendClient;

/** One shared reading of a session's group list. `readAt` is epoch milliseconds. */
export interface GroupList {
  readonly groups: readonly GroupFacts[];
  readonly readAt: number;
}

/** Reading for people: one session of one key, with what can be shared shared. Nothing here throws for the API's doings. */
export interface WasendReads {
  session(): Promise<ReadResult<SessionFacts>>;
  /** Our own number as far as it is known; empty when the session could not be read. */
  self(): Promise<Self>;
  groups(): Promise<ReadResult<GroupList>>;
  group(groupId: GroupId): Promise<ReadResult<GroupRead>>;
  /** How many groups Wasend counts: to hold an empty list against. */
  groupCount(): Promise<ReadResult<number>>;
  sessions(): Promise<ReadResult<readonly SessionFacts[]>>;
  joinInfo(code: string): Promise<ReadResult<InviteFacts>>;
}
