import { firstCallWithGap, restMs } from '../../../leaving/advance/pace.ts';
import type { Claim, WaitWhy } from '../../../leaving/ports/claim.ts';
import type { HoldUp } from '../../../leaving/ports/hold-ups.ts';
import type { Request } from '../../../leaving/request.ts';
import type { Sql, Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';
import { holdUpOf } from './hold-up-rows.ts';
import { callsOfNumber, type NumberPlace, numberState, placeOf } from './number-place.ts';

/** Whether a call may be made now; `hasGap` when the number's next one must wait a gap. */
export type Room =
  | { readonly kind: 'room'; readonly hasGap: boolean }
  | { readonly kind: 'wait'; readonly why: WaitWhy; readonly until: number; readonly holdUp: HoldUp | null };

/**
 * Calls reach the API with some jitter after they were claimed, so the window is taken a little longer than the API
 * counts it: a call claimed early and arriving late must not meet one that is claimed late and arrives at once.
 */
const jitterMs = 250;
/** Where reads count as calls, a look overdue by this goes before new leaves, which look again after that. */
const overdueMs = 60_000;
const overdueAgainMs = 3_000;
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
  const place = placeOf(request.ask);
  const { number, lane, sessionId } = place;
  const busy = yield* sql.get(
    `SELECT call_lease_until FROM requests WHERE number = ? AND call_group IS NOT NULL
     UNION ALL
     SELECT call_lease_until FROM requests WHERE lane = ? AND session_id = ? AND call_group IS NOT NULL LIMIT 1`,
    number,
    lane,
    sessionId,
  );
  if (busy !== undefined) return wait('number-busy', Number(busy.call_lease_until));
  const { holdUp, nextCallAt, hasGap: hadGap } = yield* numberState(sql, place);
  if (holdUp !== null && holdUp.until > now) return wait('hold-up-of-number', holdUp.until, holdUp);
  if (nextCallAt > now) return wait('gap', nextCallAt);
  const overCap = yield* capUntil(sql, place, claim, now);
  if (overCap !== null) return wait('daily-cap', overCap);
  // Woken in its turn; the lease is only for the case that nobody does.
  if (yield* isSomebodyBefore(means, request, now)) return wait('number-busy', now + claim.leaseMs);
  return { kind: 'room', hasGap: yield* hasGap(sql, place, claim, hadGap, now) };
}

/** From the fifth leave in a quarter of an hour on, until the number has been idle. */
function* hasGap(sql: Sql, place: NumberPlace, claim: Claim, hadGap: boolean, now: number): Steps<boolean> {
  const idleMs = Math.max(restMs, 2 * claim.longestGapMs);
  if (hadGap && (yield* callsOfNumber(sql, place, now - idleMs, 1)).length > 0) return true;
  const before = firstCallWithGap - 2;
  return (yield* callsOfNumber(sql, place, now - restMs, before)).length >= before;
}

function* capUntil(sql: Sql, place: NumberPlace, { dailyCap }: Claim, now: number): Steps<number | null> {
  if (dailyCap === null) return null;
  const oldest = (yield* callsOfNumber(sql, place, now - dayMs, dailyCap))[dailyCap - 1];
  return oldest === undefined ? null : oldest + dayMs + 1;
}

/** Null when the lane has room for this request now. */
function* roomOfLane(means: StoreMeans, request: Request, claim: Claim, now: number): Steps<Room | null> {
  const { sql, ownCalls } = means;
  const { lane } = request.ask;
  const row = yield* sql.get(
    'SELECT why, held_until, failing_since, last_try_at, tries, reads_count_until FROM lanes WHERE lane = ?',
    lane,
  );
  const holdUp = holdUpOf(row);
  if (holdUp !== null && holdUp.until > now) return wait('hold-up-of-lane', holdUp.until, holdUp);
  if (holdUp !== null) {
    // A lane that fails is tried by one call alone; the others hear of its answer.
    const trying = yield* sql.get(
      'SELECT call_lease_until FROM requests WHERE lane = ? AND call_group IS NOT NULL',
      lane,
    );
    if (trying !== undefined) return wait('hold-up-of-lane', Number(trying.call_lease_until), holdUp);
  }
  const readsCount = Number(row?.reads_count_until ?? 0) > now;
  if (readsCount && (yield* isLookOverdue(sql, lane, now))) return wait('not-our-turn', now + overdueAgainMs);
  const windowMs = claim.windowMs + jitterMs;
  const times = (yield* sql.all(
    'SELECT time FROM calls WHERE lane = ? AND time > ? ORDER BY time DESC LIMIT ?',
    lane,
    now - windowMs,
    claim.limit,
  )).map((call) => Number(call.time));
  const free = claim.limit - times.length;
  const ahead = yield* countAhead(means, request, claim.limit, now);
  const ownMs = ownCalls.waitMs(lane, claim.limit, windowMs);
  if (free > ahead && ownMs === 0) return null;
  if (free > 0 && ownMs === 0) return wait('not-our-turn', turnAt(times, ahead - free, windowMs, now));
  return wait('lane-full', Math.max(now + ownMs, turnAt(times, ahead - free, windowMs, now)));
}

/** Leaves that take all the calls of a key must not keep a look from being taken. One whose step fails keeps nobody waiting. */
function* isLookOverdue(sql: Sql, lane: string, now: number): Steps<boolean> {
  const row = yield* sql.get(
    'SELECT 1 FROM requests WHERE lane = ? AND look_at <= ? AND step_tries = 0 LIMIT 1',
    lane,
    now - overdueMs,
  );
  return row !== undefined;
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
    `SELECT DISTINCT r.number FROM requests AS r
       LEFT JOIN numbers AS n ON n.number = r.number
       LEFT JOIN numbers AS s ON s.number = r.lane || '/' || r.session_id
     WHERE r.lane = ? AND r.waiting_since IS NOT NULL AND (r.waiting_since, r.request_id) < (?, ?) AND r.number <> ?
       AND r.session_id <> ? AND r.step_tries = 0
       AND COALESCE(n.held_until, 0) <= ? AND COALESCE(n.next_call_at, 0) <= ? AND COALESCE(s.held_until, 0) <= ?
       AND NOT EXISTS (SELECT 1 FROM requests AS b WHERE b.number = r.number AND b.call_group IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM requests AS b WHERE b.lane = r.lane AND b.session_id = r.session_id AND b.call_group IS NOT NULL)
     LIMIT ?`,
    ask.lane,
    yield* waitingSince(means, request, now),
    requestId,
    placeOf(ask).number,
    ask.sessionId,
    now,
    now,
    now,
    most,
  );
  return rows.length;
}

/**
 * Whether another request waits longer for the same number. One whose steps fail keeps nobody waiting; of other keys and
 * sessions only those do that wait for the number and nothing else.
 */
function* isSomebodyBefore(means: StoreMeans, request: Request, now: number): Steps<boolean> {
  const { requestId, ask } = request;
  const { number, lane, sessionId } = placeOf(ask);
  const since = yield* waitingSince(means, request, now);
  const row = yield* means.sql.get(
    `SELECT request_id FROM requests WHERE lane = ? AND session_id = ? AND waiting_since IS NOT NULL
       AND (waiting_since, request_id) < (?, ?) AND step_tries = 0
     UNION ALL
     SELECT request_id FROM requests WHERE number = ? AND waiting_since IS NOT NULL
       AND (waiting_since, request_id) < (?, ?) AND step_tries = 0
       AND (wait_why IN ('number-busy', 'gap') OR (lane = ? AND wait_why IN ('lane-full', 'not-our-turn')))
     LIMIT 1`,
    lane,
    sessionId,
    since,
    requestId,
    number,
    since,
    requestId,
    lane,
  );
  return row !== undefined;
}

function* waitingSince({ sql }: StoreMeans, { requestId }: Request, now: number): Steps<number> {
  const row = yield* sql.get('SELECT waiting_since FROM requests WHERE request_id = ?', requestId);
  return Number(row?.waiting_since ?? now);
}
