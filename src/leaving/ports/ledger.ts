import type { LedgerEvent } from '../events.ts';
import type { GroupId, LaneId, RequestId, SessionId, WorkspaceId } from '../ids.ts';

/** One row of the ledger as it stands on disk; `hash` seals the row and everything before it in its workspace. */
export interface LedgerEntry {
  readonly workspaceId: WorkspaceId;
  /** 1, 2, 3 … within the workspace. */
  readonly sequence: number;
  readonly requestId: RequestId;
  /** 1, 2, 3 … within the request. */
  readonly version: number;
  /** Epoch milliseconds, by the writer's clock. */
  readonly time: number;
  readonly event: LedgerEvent;
  /** Hex SHA-256; 64 zeros before the first row of a workspace. */
  readonly previousHash: string;
  readonly hash: string;
}

/** `stale`: the request has moved on since it was loaded; load it again and look. */
export type AppendResult =
  | { readonly kind: 'appended'; readonly entries: readonly LedgerEntry[] }
  | { readonly kind: 'stale'; readonly version: number };

export type ClaimResult =
  | AppendResult
  /** No room now. Ask again at `retryAt` (epoch milliseconds); until then nothing is owed. */
  | {
      readonly kind: 'wait';
      readonly retryAt: number;
      readonly why: 'lane-full' | 'lane-closed' | 'session-busy' | 'not-our-turn';
    };

export interface ClaimLimits {
  readonly lane: LaneId;
  readonly sessionId: SessionId;
  readonly groupId: GroupId;
  /** Leave calls allowed in any window. */
  readonly limit: number;
  readonly windowMs: number;
}

export interface ChainFault {
  readonly workspaceId: WorkspaceId;
  readonly sequence: number;
  readonly why: string;
}

export type VerifyResult =
  | { readonly kind: 'whole'; readonly entries: number; readonly lastHash: string }
  | { readonly kind: 'broken'; readonly faults: readonly ChainFault[] };

/** The append-only list of what happened; the only truth about requests. Throws `LedgerUnavailable` when it cannot write or read. */
export interface Ledger {
  /**
   * Appends all events or none. `expectedVersion` is the version the caller last saw (0: the request must be new).
   * The workspace is named by the caller once, for the first event, and must stay the same.
   */
  append(
    workspaceId: WorkspaceId,
    requestId: RequestId,
    expectedVersion: number,
    events: readonly LedgerEvent[],
  ): Promise<AppendResult>;

  /**
   * Appends one `calling` event, but only with room in the lane's sliding window, the lane not closed, no call
   * unanswered on the same session, and no other request waiting longer for the slot. Atomic over all of these.
   */
  claim(
    workspaceId: WorkspaceId,
    requestId: RequestId,
    expectedVersion: number,
    event: Extract<LedgerEvent, { type: 'calling' }>,
    limits: ClaimLimits,
  ): Promise<ClaimResult>;

  /** All entries of a request in order; empty when there is none. */
  load(requestId: RequestId): Promise<readonly LedgerEntry[]>;

  /** Requests that have no `closed` event yet, oldest first. */
  open(workspaceId?: WorkspaceId): Promise<readonly RequestId[]>;

  /** The newest requests of a workspace, newest first; `before` is the request to page on from. */
  recent(
    workspaceId: WorkspaceId,
    page: { readonly limit: number; readonly before?: RequestId },
  ): Promise<readonly RequestId[]>;

  /** Leave calls of one session that were claimed at `since` (epoch milliseconds) or later. */
  callsOfSession(workspaceId: WorkspaceId, sessionId: SessionId, since: number): Promise<number>;

  /** Leave calls of one lane that were claimed at `since` (epoch milliseconds) or later. */
  callsOfLane(lane: LaneId, since: number): Promise<number>;

  /** Checks every hash, link and sequence of a workspace, from the oldest row kept to the newest. */
  verify(workspaceId: WorkspaceId): Promise<VerifyResult>;

  /** All workspaces the ledger holds rows of. */
  workspaces(): Promise<readonly WorkspaceId[]>;

  /**
   * Removes entries older than `before` (epoch milliseconds) of closed requests that lead the chain, and
   * remembers the last removed hash, so that what is left still verifies. Answers how many rows went.
   */
  prune(before: number): Promise<number>;
}
