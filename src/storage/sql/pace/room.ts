import { firstCallWithGap, restMs } from '../../../leaving/advance/pace.ts';
import type { Claim, WaitWhy } from '../../../leaving/ports/claim.ts';
import type { HoldUp } from '../../../leaving/ports/hold-ups.ts';
import type { Request } from '../../../leaving/request.ts';
import type { Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';
import { holdUpOf } from './hold-ups.ts';

/** Whether a call may be made now; `hasGap` when the number's next one must wait a gap. */
export type Room =
  | { readonly kind: 'room'; readonly hasGap: boolean }
  | { readonly kind: 'wait'; readonly why: WaitWhy; readonly until: number; readonly holdUp: HoldUp | null };

/**
 * Calls reach the API with some jitter after they were claimed, so the window is taken a little longer than the API
 * counts it: a call claimed early and arriving late must not meet one that is claimed late and arrives at once.
 */
const jitterMs = 250;
const dayMs = 24 * 60 * 60_000;

const wait = (why: WaitWhy, until: number, holdUp: HoldUp | null = null): Room => ({
  kind: 'wait',
  why,
  until,
  holdUp,
});

/** First the number, then the lane, then the turn: waiting for a number takes no turn from those whose number is free. */
export function* roomFor(means: StoreMeans, request: Request, claim: Claim, now: number): Steps<Room> {
  const ofNumber = yield* roomOfNumber(means, request, claim, now);
  if (ofNumber.kind === 'wait') return ofNumber;
  return (yield* roomOfLane(means, request, claim, now)) ?? ofNumber;
}

function* roomOfNumber(means: StoreMeans, request: Request, claim: Claim, now: number): Steps<Room> {
  const { sql } = means;
  const { lane, sessionId } = request.ask;
  const busy = yield* sql.get(
    'SELECT call_lease_until FROM requests WHERE lane = ? AND session_id = ? AND call_group IS NOT NULL',
    lane,
    sessionId,
  );
  if (busy !== undefined) return wait('number-busy', Number(busy.call_lease_until));
  const row = yield* sql.get(
    `SELECT next_call_at, has_gap, why, held_until, failing_since, last_try_at, tries FROM numbers
     WHERE lane = ? AND session_id = ?`,
    lane,
    sessionId,
  );
  const holdUp = holdUpOf(row);
  if (holdUp !== null && holdUp.until > now) return wait('hold-up-of-number', holdUp.until, holdUp);
  const nextCallAt = Number(row?.next_call_at ?? 0);
  if (nextCallAt > now) return wait('gap', nextCallAt);
  const overCap = yield* capUntil(means, request, claim, now);
  if (overCap !== null) return wait('daily-cap', overCap);
  // Woken in its turn; the lease is only for the case that nobody does.
  if (yield* isSomebodyBefore(means, request, now)) return wait('number-busy', now + claim.leaseMs);
  return { kind: 'room', hasGap: yield* hasGap(means, request, claim, Number(row?.has_gap ?? 0) === 1, now) };
}

/** From the fifth leave in a quarter of an hour on, until the number has been idle. */
function* hasGap(
  { sql }: StoreMeans,
  request: Request,
  claim: Claim,
  hadGap: boolean,
  now: number,
): Steps<boolean> {
  const { workspaceId, ask } = request;
  const last = yield* sql.get(
    'SELECT MAX(time) AS time FROM calls WHERE workspace_id = ? AND session_id = ? AND is_leave = 1',
    workspaceId,
    ask.sessionId,
  );
  const idleMs = Math.max(restMs, 2 * claim.longestGapMs);
  if (hadGap && now - Number(last?.time ?? 0) < idleMs) return true;
  const lately = yield* sql.get(
    'SELECT COUNT(*) AS calls FROM calls WHERE workspace_id = ? AND session_id = ? AND is_leave = 1 AND time > ?',
    workspaceId,
    ask.sessionId,
    now - restMs,
  );
  return Number(lately?.calls ?? 0) + 1 >= firstCallWithGap - 1;
}

function* capUntil(
  { sql }: StoreMeans,
  request: Request,
  { dailyCap }: Claim,
  now: number,
): Steps<number | null> {
  if (dailyCap === null) return null;
  const rows = yield* sql.all(
    `SELECT time FROM calls WHERE workspace_id = ? AND session_id = ? AND is_leave = 1 AND time > ?
     ORDER BY time DESC LIMIT ?`,
    request.workspaceId,
    request.ask.sessionId,
    now - dayMs,
    dailyCap,
  );
  const oldest = rows[dailyCap - 1];
  return oldest === undefined ? null : Number(oldest.time) + dayMs + 1;
}

/** Null when the lane has room for this request now. */
function* roomOfLane(means: StoreMeans, request: Request, claim: Claim, now: number): Steps<Room | null> {
  const { sql, ownCalls } = means;
  const { lane } = request.ask;
  const holdUp = holdUpOf(
    yield* sql.get(
      'SELECT why, held_until, failing_since, last_try_at, tries FROM lanes WHERE lane = ?',
      lane,
    ),
  );
  if (holdUp !== null && holdUp.until > now) return wait('hold-up-of-lane', holdUp.until, holdUp);
  if (holdUp !== null) {
    // A lane that fails is tried by one call alone; the others hear of its answer.
    const trying = yield* sql.get(
      'SELECT call_lease_until FROM requests WHERE lane = ? AND call_group IS NOT NULL',
      lane,
    );
    if (trying !== undefined) return wait('hold-up-of-lane', Number(trying.call_lease_until), holdUp);
  }
  const windowMs = claim.windowMs + jitterMs;
  const times = (yield* sql.all(
    'SELECT time FROM calls WHERE lane = ? AND time > ? ORDER BY time DESC LIMIT ?',
    lane,
    now - windowMs,
    claim.limit,
  )).map((row) => Number(row.time));
  const free = claim.limit - times.length;
  const ahead = yield* countAhead(means, request, claim.limit, now);
  const ownMs = ownCalls.waitMs(lane, claim.limit, windowMs);
  if (free > ahead && ownMs === 0) return null;
  if (free > 0 && ownMs === 0) return wait('not-our-turn', turnAt(times, ahead - free, windowMs, now));
  return wait('lane-full', Math.max(now + ownMs, turnAt(times, ahead - free, windowMs, now)));
}

/** When the slot comes that is left after `ahead` others had theirs; beyond one window it is looked at again. */
function turnAt(newestFirst: readonly number[], ahead: number, windowMs: number, now: number): number {
  const oldestFirst = newestFirst.toReversed();
  const slot = oldestFirst[Math.max(0, ahead)] ?? oldestFirst.at(-1);
  return slot === undefined ? now + 1_000 : Math.max(now + 1, slot + windowMs + 1);
}

/** Those of the lane that wait longer for something that is free now, each number once; counted up to `most`. */
function* countAhead(means: StoreMeans, request: Request, most: number, now: number): Steps<number> {
  const { requestId, ask } = request;
  const rows = yield* means.sql.all(
    `SELECT DISTINCT r.session_id FROM requests AS r LEFT JOIN numbers AS n ON n.lane = r.lane AND n.session_id = r.session_id
     WHERE r.lane = ? AND r.waiting_since IS NOT NULL AND (r.waiting_since, r.request_id) < (?, ?) AND r.session_id <> ?
       AND r.step_tries = 0 AND COALESCE(n.held_until, 0) <= ? AND COALESCE(n.next_call_at, 0) <= ?
       AND NOT EXISTS (SELECT 1 FROM requests AS b WHERE b.lane = r.lane AND b.session_id = r.session_id AND b.call_group IS NOT NULL)
     LIMIT ?`,
    ask.lane,
    yield* waitingSince(means, request, now),
    requestId,
    ask.sessionId,
    now,
    now,
    most,
  );
  return rows.length;
}

/** Whether another request waits longer for the same number. One whose steps fail keeps nobody waiting. */
function* isSomebodyBefore(means: StoreMeans, request: Request, now: number): Steps<boolean> {
  const { requestId, ask } = request;
  const row = yield* means.sql.get(
    `SELECT 1 FROM requests WHERE lane = ? AND waiting_since IS NOT NULL AND (waiting_since, request_id) < (?, ?)
       AND session_id = ? AND step_tries = 0 LIMIT 1`,
    ask.lane,
    yield* waitingSince(means, request, now),
    requestId,
    ask.sessionId,
  );
  return row !== undefined;
}

function* waitingSince({ sql }: StoreMeans, { requestId }: Request, now: number): Steps<number> {
  return Number(
    (yield* sql.get('SELECT waiting_since FROM requests WHERE request_id = ?', requestId))?.waiting_since ??
      now,
  );
}
