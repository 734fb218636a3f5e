import type { GroupId, SessionId } from '../ids.ts';
import type { LeaveAnswer } from '../outcome.ts';
import type { GroupFacts } from '../standing.ts';

/** A session as any of the known answers shows it. */
export interface SessionFacts {
  readonly sessionId: SessionId;
  readonly name: string | null;
  /** As Wasend wrote it; it has several spellings, compare them as a set. */
  readonly phoneNumber: string | null;
  /** Our own LID, when the API tells it. */
  readonly lid: string | null;
  /** The status word as it came, upper-cased; an unknown word is not an error. */
  readonly status: string;
  readonly health: 'usable' | 'starting' | 'needs-a-person' | 'down' | 'not-known';
}

/** Under which of the two documented addresses a single group was read. */
export type GroupPath = 'group' | 'group-info';

/** Why a read gave nothing. By status and by what this machine knows; never by prose. */
export interface ReadFailure {
  readonly kind: 'failed';
  readonly why:
    | 'unauthorized'
    /** 403, 404 or a definite 4xx. */
    | 'refused'
    | 'session-in-doubt'
    | 'rate-limited'
    | 'unreachable'
    | 'timed-out'
    | 'unreadable';
  readonly status: number | null;
  /** The API's own sentence without secrets (at most 300 characters), or null. */
  readonly said: string | null;
  readonly retryAfterMs?: number;
  /** Only of a group's read that was refused as one outside the group would be: in JSON, by 403, 404 or the engine's own words in a 500. */
  readonly outsider?: {
    /** True when the sentence itself names the group or membership. */
    readonly namesGroup: boolean;
    readonly path: GroupPath;
  };
  /** Only of a session's own read: refused by a 404 in JSON whose sentence says that there is no such session. */
  readonly namesSession?: true;
}

export type ReadResult<T> = { readonly kind: 'ok'; readonly value: T } | ReadFailure;

/** Which of our numbers we look for among a group's members. */
export interface Self {
  readonly phoneNumber: string | null;
  readonly lid: string | null;
}

/**
 * What the members of one group show of us. `absent`: told whole and not among them; `names` are the spellings of ours
 * that would have been seen, for every member shows a name of that kind.
 */
export type Membership =
  | { readonly kind: 'in'; readonly as: string }
  | { readonly kind: 'absent'; readonly names: readonly string[] }
  | { readonly kind: 'not-told' };

/** One group. `as` is the digits of a number, or a LID with its `@lid`: the spelling under which we were found. */
export interface GroupRead {
  readonly facts: GroupFacts;
  readonly membership: Membership;
  readonly path: GroupPath;
}

/** A whole list of groups, or as much of it as could be had. */
export interface GroupsRead {
  readonly groups: readonly GroupFacts[];
  /** True only by the server's own word, and when every row had a readable id. */
  readonly whole: boolean;
  /** Rows that could not be read. */
  readonly unreadable: number;
  /** The spellings of ours that were found among members, by group id; empty for a list without members. */
  readonly foundAs: ReadonlyMap<string, string>;
}

export interface InviteFacts {
  readonly groupId: GroupId;
  readonly name: string | null;
  readonly memberCount: number | null;
}

/** Every call this app makes to Wasend, for one API key. Nothing here throws for anything the network or the API does, and no answer holds the key. */
export interface WasendClient {
  /** Asks Wasend to leave the group: one POST, never retried here. */
  leave(sessionId: SessionId, groupId: GroupId): Promise<LeaveAnswer>;
  sessions(): Promise<ReadResult<readonly SessionFacts[]>>;
  session(sessionId: SessionId): Promise<ReadResult<SessionFacts>>;
  /** All pages of the list, each group once; without members it is many times smaller, and tells no roles. */
  groups(
    sessionId: SessionId,
    self: Self,
    options: { readonly members: boolean },
  ): Promise<ReadResult<GroupsRead>>;
  /** Tries the second address after every 404 of the first that does not name the group; remembers which one worked. */
  group(sessionId: SessionId, groupId: GroupId, self: Self): Promise<ReadResult<GroupRead>>;
  groupCount(sessionId: SessionId): Promise<ReadResult<number>>;
  /** Where an invite code leads. Does not join. */
  joinInfo(sessionId: SessionId, code: string): Promise<ReadResult<InviteFacts>>;
}

/** One shared reading of a session's group list. `readAt` is epoch milliseconds. */
export interface GroupList extends GroupsRead {
  readonly readAt: number;
}

/** Reading for people: one session of one key, with what can be shared shared. Nothing here throws for the API's doings. */
export interface WasendReads {
  session(): Promise<ReadResult<SessionFacts>>;
  /** What the newest good read of the session showed, and when (epoch milliseconds); null before the first. */
  lastSession(): { readonly facts: SessionFacts; readonly readAt: number } | null;
  /** Our own number as far as it is known; empty when the session could not be read. */
  self(): Promise<Self>;
  /** An old list is served while the new one is read; `members` asks for roles too. */
  groups(options: { readonly members: boolean }): Promise<ReadResult<GroupList>>;
  group(groupId: GroupId): Promise<ReadResult<GroupRead>>;
  /** How many groups Wasend counts: to hold an empty list against. */
  groupCount(): Promise<ReadResult<number>>;
  sessions(): Promise<ReadResult<readonly SessionFacts[]>>;
  joinInfo(code: string): Promise<ReadResult<InviteFacts>>;
  /** The spellings under which this session was found among members of any group, as far as this process has seen. */
  foundAs(): readonly string[];
}
