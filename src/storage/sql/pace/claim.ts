import type { Claim, ClaimResult } from '../../../leaving/ports/claim.ts';
import type { Request } from '../../../leaving/request.ts';
import { inTransaction } from '../../sqlite/sql.ts';
import { appendEvents } from '../entries/append.ts';
import type { StoreMeans } from '../store-means.ts';
import { type Room, roomFor } from './room.ts';

/** Nobody comes again sooner by itself. */
const leastWaitMs = 50;

/** Older calls bear on nothing: the daily cap looks back a day. */
const callsKeptMs = 25 * 60 * 60_000;

/**
 * Claims one call: rules, connection, stop, window, number and turn are compared and the `calling` is written in one
 * transaction. Nothing else of this process can come between, for nothing here waits.
 */
export function claimCall(means: StoreMeans, request: Request, claim: Claim): ClaimResult {
  const { sql, clock } = means;
  const now = clock.now();
  if (!isInForce(means, request, claim)) return { kind: 'rules-changed' };
  const room = roomFor(means, request, claim, now);
  if (room.kind === 'wait') {
    // A lease may be over by the machine's time and go on by the time that passed.
    const waiting = { ...room, until: Math.max(room.until, now + leastWaitMs) };
    inTransaction(sql, 'losable', () => writeWait(means, request, waiting, now));
    return waiting;
  }
  return inTransaction(sql, 'durable', () => {
    // Once more where it counts: this stays true for a store that more than one process writes.
    if (!isInForce(means, request, claim)) return { kind: 'rules-changed' };
    const { lane, sessionId } = request.ask;
    const { groupId, attempt, foundAs, leaseMs } = claim;
    const appended = appendEvents(
      means,
      request,
      [
        {
          type: 'calling',
          groupId,
          attempt,
          lane,
          sessionId,
          owner: means.leases.begin(leaseMs),
          leaseUntil: now + leaseMs,
          foundAs: [...foundAs],
        },
      ],
      now,
    );
    if (appended.kind === 'stale') return appended;
    sql.run('DELETE FROM calls WHERE time < ?', now - callsKeptMs);
    sql.run(
      'INSERT INTO calls (lane, workspace_id, session_id, time, is_leave) VALUES (?, ?, ?, ?, 1)',
      lane,
      request.workspaceId,
      sessionId,
      now,
    );
    sql.run(
      `INSERT INTO numbers (lane, session_id, next_call_at, has_gap) VALUES (?, ?, ?, ?)
       ON CONFLICT (lane, session_id) DO UPDATE SET next_call_at = excluded.next_call_at, has_gap = excluded.has_gap`,
      lane,
      sessionId,
      room.hasGap ? now + claim.gapMs : 0,
      Number(room.hasGap),
    );
    means.ownCalls.made(lane);
    return { kind: 'claimed', request: appended.request };
  });
}

/** Settings and connection are still those that were judged. */
function isInForce({ sql }: StoreMeans, { workspaceId }: Request, claim: Claim): boolean {
  const row = sql.get(
    'SELECT revision, connection_revision FROM settings WHERE workspace_id = ?',
    workspaceId,
  );
  return (
    Number(row?.revision ?? 0) === claim.settingsRevision &&
    Number(row?.connection_revision ?? 0) === claim.connectionRevision
  );
}

function writeWait(
  { sql }: StoreMeans,
  { requestId, version }: Request,
  { until, why }: Extract<Room, { kind: 'wait' }>,
  now: number,
): void {
  // Turns are among those for whom everything is free; what waits for tomorrow has none.
  const hasTurn = why !== 'daily-cap';
  sql.run(
    `UPDATE requests SET step_at = ?, wait_why = ?, wait_until = ?,
       tell_at = CASE WHEN wait_why IS ? THEN tell_at ELSE ? END,
       waiting_since = CASE WHEN ? THEN COALESCE(waiting_since, ?) ELSE NULL END
     WHERE request_id = ? AND version = ?`,
    until,
    why,
    until,
    why,
    now,
    Number(hasTurn),
    now,
    requestId,
    version,
  );
}
