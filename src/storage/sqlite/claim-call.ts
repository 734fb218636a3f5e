import type { DatabaseSync } from 'node:sqlite';
import type { CallingEvent } from '../../leaving/events.ts';
import type { LaneId, RequestId, SessionId, WorkspaceId } from '../../leaving/ids.ts';
import type { ClaimLimits, ClaimResult } from '../../leaving/ports/ledger.ts';
import type { Turns } from '../turns.ts';
import { appendEntries, versionOf } from './append-entries.ts';

/**
 * Calls reach the API with some jitter after they were claimed, so the window is taken a little longer than the API
 * counts it: a call claimed early and arriving late must not meet one that is claimed late and arrives at once.
 */
const jitterMs = 250;
const sessionBusyRetryMs = 1_000;
const otherTurnRetryMs = 200;

export interface Claim {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId;
  readonly expectedVersion: number;
  readonly event: CallingEvent;
  readonly limits: ClaimLimits;
}

/** Claims one call inside the caller's transaction. */
export function claimCall(database: DatabaseSync, turns: Turns, claim: Claim, now: number): ClaimResult {
  const { workspaceId, requestId, expectedVersion, event, limits } = claim;
  const version = versionOf(database, requestId);
  if (version !== expectedVersion) return { kind: 'stale', version };
  const wait = (
    why: 'lane-full' | 'lane-closed' | 'not-our-turn' | 'session-busy',
    retryAt: number,
  ): ClaimResult => {
    turns.wait(limits.lane, requestId, retryAt, now);
    return { kind: 'wait', retryAt, why };
  };
  const closedUntil = laneClosedUntil(database, limits.lane);
  if (closedUntil > now) return wait('lane-closed', closedUntil);
  if (isSessionBusy(database, limits.sessionId, requestId))
    return wait('session-busy', now + sessionBusyRetryMs);
  const windowMs = limits.windowMs + jitterMs;
  const recent = callsSince(database, limits.lane, now - windowMs);
  const freeSlots = limits.limit - recent.length;
  if (freeSlots <= 0) {
    // With more calls than the limit (it was lowered), the one that must leave the window first is not the oldest.
    const blocking = recent[recent.length - limits.limit] ?? now;
    return wait('lane-full', blocking + windowMs + 1);
  }
  if (!turns.isTurnOf(limits.lane, requestId, freeSlots, now))
    return wait('not-our-turn', now + otherTurnRetryMs);
  const appended = appendEntries(database, workspaceId, requestId, expectedVersion, [event], now);
  turns.served(limits.lane, requestId);
  return appended;
}

function laneClosedUntil(database: DatabaseSync, lane: LaneId): number {
  const row = database
    .prepare(
      `SELECT MAX(json_extract(data, '$.laneClosedUntil')) AS until FROM entries
       WHERE type = 'answered' AND json_extract(data, '$.laneClosedUntil') IS NOT NULL AND json_extract(data, '$.lane') = ?`,
    )
    .get(lane);
  return Number(row?.until ?? 0);
}

/** A call of another request on this session that has no answer yet. Only open requests can have one. */
function isSessionBusy(database: DatabaseSync, sessionId: SessionId, requestId: RequestId): boolean {
  const row = database
    .prepare(
      `SELECT 1 FROM open_requests AS o JOIN entries AS c ON c.request_id = o.request_id
       WHERE o.request_id <> ? AND c.type = 'calling' AND json_extract(c.data, '$.sessionId') = ?
         AND NOT EXISTS (
           SELECT 1 FROM entries AS a WHERE a.request_id = c.request_id AND a.type = 'answered' AND a.version > c.version
             AND json_extract(a.data, '$.groupId') = json_extract(c.data, '$.groupId')
         ) LIMIT 1`,
    )
    .get(requestId, sessionId);
  return row !== undefined;
}

/** Times of the lane's calls from `since` on, oldest first. */
function callsSince(database: DatabaseSync, lane: LaneId, since: number): number[] {
  return database
    .prepare(
      `SELECT time FROM entries WHERE type = 'calling' AND json_extract(data, '$.lane') = ? AND time >= ? ORDER BY time`,
    )
    .all(lane, since)
    .map((row) => Number(row.time));
}
