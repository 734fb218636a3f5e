import type { Claim, ClaimResult } from '../../../leaving/ports/claim.ts';
import type { Request } from '../../../leaving/request.ts';
import { appendEvents } from '../entries/append.ts';
import type { Steps } from '../steps.ts';
import type { Judged } from '../store.ts';
import type { StoreMeans } from '../store-means.ts';
import { toldAgainAt } from '../tables/told-again-at.ts';
import { wakeNextOfNumber } from '../tables/wake-number.ts';
import { keysOf, placeOf } from './number-place.ts';
import { type Room, roomFor } from './room.ts';

/** Nobody comes again sooner by itself. */
const leastWaitMs = 50;

/** Older calls bear on nothing, for the daily cap looks back a day: each call lets go of them, in every workspace. */
export const callsKeptMs = 25 * 60 * 60_000;

/**
 * Claims one call: rules, connection, stop, window, number and turn are compared and the `calling` is written while
 * nobody else claims in this lane or writes in this workspace.
 */
export function* claimCall(
  means: StoreMeans,
  request: Request,
  claim: Claim,
  now: number,
): Steps<Judged<ClaimResult>> {
  if (!(yield* isInForce(means, request, claim)))
    return { kind: 'settled', result: { kind: 'rules-changed' } };
  const room = yield* roomFor(means, request, claim, now);
  if (room.kind === 'wait') {
    // A lease may be over by the machine's time and go on by the time that passed.
    const waiting = { ...room, until: Math.max(room.until, now + leastWaitMs) };
    return { kind: 'write', durability: 'losable', steps: writeWait(means, request, waiting, now) };
  }
  if (!claim.isNumberKnown) return { kind: 'settled', result: { kind: 'number-not-read' } };
  return { kind: 'write', durability: 'durable', steps: writeCall(means, request, claim, room, now) };
}

function* writeCall(
  means: StoreMeans,
  request: Request,
  claim: Claim,
  room: Extract<Room, { kind: 'room' }>,
  now: number,
): Steps<ClaimResult> {
  // Once more where it counts: this stays true for a store that more than one process writes.
  if (!(yield* isInForce(means, request, claim))) return { kind: 'rules-changed' };
  const { sql } = means;
  const { lane, sessionId } = request.ask;
  const place = placeOf(request.ask);
  const { groupId, attempt, foundAs, leaseMs } = claim;
  const owner = means.leases.begin(leaseMs);
  const appended = yield* appendEvents(
    means,
    request,
    [
      {
        type: 'calling',
        groupId,
        attempt,
        lane,
        sessionId,
        owner,
        leaseUntil: now + leaseMs,
        foundAs: [...foundAs],
      },
    ],
    now,
  );
  if (appended.kind === 'stale') return appended;
  yield* sql.run('DELETE FROM calls WHERE time < ?', now - callsKeptMs);
  yield* sql.run(
    'INSERT INTO calls (lane, workspace_id, session_id, number, time, is_leave) VALUES (?, ?, ?, ?, ?, 1)',
    lane,
    request.workspaceId,
    sessionId,
    place.number,
    now,
  );
  for (const key of new Set(keysOf(place))) {
    yield* sql.run(
      `INSERT INTO numbers (number, next_call_at, has_gap) VALUES (?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET next_call_at = excluded.next_call_at, has_gap = excluded.has_gap`,
      key,
      room.hasGap ? now + claim.gapMs : 0,
      Number(room.hasGap),
    );
  }
  means.ownCalls.made(lane, owner);
  return { kind: 'claimed', request: appended.request };
}

/** Settings and connection are still those that were judged. */
function* isInForce({ sql }: StoreMeans, { workspaceId }: Request, claim: Claim): Steps<boolean> {
  const row = yield* sql.get(
    'SELECT revision, connection_revision FROM settings WHERE workspace_id = ?',
    workspaceId,
  );
  return (
    Number(row?.revision ?? 0) === claim.settingsRevision &&
    Number(row?.connection_revision ?? 0) === claim.connectionRevision
  );
}

function* writeWait(
  { sql }: StoreMeans,
  { requestId, version, ask }: Request,
  room: Extract<Room, { kind: 'wait' }>,
  now: number,
): Steps<ClaimResult> {
  const { until, why } = room;
  // Turns are among those for whom everything is free; what waits for tomorrow has none.
  const hasTurn = why !== 'daily-cap';
  yield* sql.run(
    `UPDATE requests SET step_at = CASE WHEN look_at < ? THEN look_at ELSE ? END, wait_why = ?, wait_until = ?,
       tell_at = CASE WHEN wait_why = ? THEN tell_at ELSE ${toldAgainAt} END,
       waiting_since = CASE WHEN CAST(? AS INTEGER) = 1 THEN COALESCE(waiting_since, ?) ELSE NULL END
     WHERE request_id = ? AND version = ?`,
    until,
    until,
    why,
    until,
    why,
    now,
    now,
    now,
    Number(hasTurn),
    now,
    requestId,
    version,
  );
  // It may have been woken for its turn at the number, which another key of that number can use now.
  if (why === 'lane-full' || why === 'not-our-turn' || why === 'hold-up-of-lane')
    yield* wakeNextOfNumber(sql, placeOf(ask), now, ask.lane);
  return room;
}
