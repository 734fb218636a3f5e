import {
  backOffMs,
  numberRestMs,
  numberUnreadMs,
  patienceMs,
  sessionStartMs,
} from '../../../leaving/advance/pace.ts';
import type { RequestEvent } from '../../../leaving/events.ts';
import type { LeaveAnswer } from '../../../leaving/outcome.ts';
import type { HoldUp, NumberHeld } from '../../../leaving/ports/hold-ups.ts';
import type { Request } from '../../../leaving/request.ts';
import type { Sql, SqlRow, Steps } from '../steps.ts';
import { HoldUpRow } from './hold-up-rows.ts';
import { keysOf, type NumberPlace, placeOf, sessionKey } from './number-place.ts';

type Effect =
  | { readonly kind: 'held'; readonly why: HoldUp['why']; readonly until: (tries: number) => number }
  | { readonly kind: 'free' };

/** What an answer means for the lane and for the number: it is held up, goes on as it was (null), or is free again. */
function effectsOf(answer: LeaveAnswer, now: number): { lane: Effect | null; number: Effect | null } {
  const free: Effect = { kind: 'free' };
  const rests: Effect = { kind: 'held', why: 'number-limited', until: () => now + numberRestMs };
  switch (answer.class) {
    case 'not-sent':
      return {
        lane: { kind: 'held', why: 'unreachable', until: (tries) => now + backOffMs(tries) },
        number: null,
      };
    case 'rate-limited': {
      const until = now + (answer.retryAfterMs ?? 60_000);
      return { lane: { kind: 'held', why: 'rate-limited', until: () => until }, number: null };
    }
    case 'number-limited':
      return { lane: free, number: rests };
    case 'session-in-doubt':
      return { lane: free, number: null };
    case 'unknown':
      // A lost answer says nothing of either; WhatsApp's limit may be named in any status.
      return {
        lane: answer.status === null ? null : free,
        number: answer.numberRests === true ? rests : null,
      };
    case 'accepted':
    case 'not-clear':
    case 'unauthorized':
    case 'refused':
      return { lane: free, number: answer.numberRests === true ? rests : free };
  }
}

/** Keeps what events mean for the lane and the number of a request, inside the caller's transaction. */
export function* noteHoldUps(
  sql: Sql,
  { ask }: Request,
  events: readonly RequestEvent[],
  now: number,
): Steps<void> {
  const place = placeOf(ask);
  for (const event of events) {
    if (event.type === 'answered') {
      const { lane, number } = effectsOf(event.answer, now);
      if (lane !== null) {
        yield* writeHoldUp(sql, 'lanes', ask.lane, lane, now);
        yield* wakeBehindLane(sql, ask.lane, now);
      }
      if (number !== null)
        for (const key of keysTouched(place, number)) yield* writeHoldUp(sql, 'numbers', key, number, now);
    }
    if (event.type === 'looked' && event.session === 'starting') {
      const starts: Effect = { kind: 'held', why: 'session-starting', until: () => now + sessionStartMs };
      yield* writeHoldUp(sql, 'numbers', sessionKey(place), starts, now);
    }
  }
}

/** Keeps that a session's number could not be read, inside the caller's transaction. */
export function* holdUpUnread(sql: Sql, { ask }: Request, held: NumberHeld, now: number): Steps<void> {
  switch (held.why) {
    case 'unreachable':
      yield* writeHoldUp(
        sql,
        'lanes',
        ask.lane,
        { kind: 'held', why: held.why, until: (tries) => now + backOffMs(tries) },
        now,
      );
      yield* wakeBehindLane(sql, ask.lane, now);
      return;
    case 'rate-limited':
      yield* closeLane(sql, ask.lane, now + held.forMs, now);
      return;
    case 'session-starting':
    case 'number-unread': {
      const until = now + (held.why === 'session-starting' ? sessionStartMs : numberUnreadMs);
      const effect: Effect = { kind: 'held', why: held.why, until: () => until };
      yield* writeHoldUp(sql, 'numbers', sessionKey(placeOf(ask)), effect, now);
    }
  }
}

/** WhatsApp limits the number, whoever uses it; an answer that frees it frees its session too. */
function keysTouched(place: NumberPlace, effect: Effect): ReadonlySet<string> {
  return new Set(effect.kind === 'free' ? keysOf(place) : [place.number]);
}

/** Whoever waits for a lane that fails comes when it may be tried again, or now that it works; to a look that is owed sooner. */
function* wakeBehindLane(sql: Sql, lane: string, now: number): Steps<void> {
  const row = yield* sql.get('SELECT held_until FROM lanes WHERE lane = ?', lane);
  const at = Math.max(now, Number(row?.held_until ?? 0));
  yield* sql.run(
    `UPDATE requests SET step_at = CASE WHEN look_at < ? THEN look_at ELSE ? END
     WHERE lane = ? AND wait_why = 'hold-up-of-lane'`,
    at,
    at,
    lane,
  );
}

/** Closes a lane for a while because a read was told to wait. Runs in the caller's transaction. */
export function* closeLane(sql: Sql, lane: string, until: number, now: number): Steps<void> {
  yield* writeHoldUp(sql, 'lanes', lane, { kind: 'held', why: 'rate-limited', until: () => until }, now);
}

const columnOf = { lanes: 'lane', numbers: 'number' } as const;

function* writeHoldUp(
  sql: Sql,
  table: keyof typeof columnOf,
  key: string,
  effect: Effect,
  now: number,
): Steps<void> {
  const column = columnOf[table];
  const row = yield* sql.get(
    `SELECT why, held_until, failing_since, last_try_at, tries FROM ${table} WHERE ${column} = ?`,
    key,
  );
  const [why, until, since, tries] = after(row, effect, now);
  yield* sql.run(
    `INSERT INTO ${table} (${column}, why, held_until, failing_since, last_try_at, tries) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (${column}) DO UPDATE SET why = excluded.why, held_until = excluded.held_until,
       failing_since = excluded.failing_since, last_try_at = excluded.last_try_at, tries = excluded.tries`,
    key,
    why,
    until,
    since,
    now,
    tries,
  );
}

function after(
  row: SqlRow | undefined,
  effect: Effect,
  now: number,
): [string | null, number, number | null, number] {
  const found = row === undefined ? null : HoldUpRow.parse(row);
  // Whoever told a time meant it, also where a call that was made before comes back well.
  const isTold = found?.why === 'rate-limited' || found?.why === 'number-limited';
  const told = found !== null && isTold && found.held_until > now ? found : null;
  if (effect.kind === 'free')
    return told === null ? [null, 0, null, 0] : [told.why, told.held_until, told.failing_since, told.tries];
  // What nobody has tried for an hour fails anew: an earlier trouble takes no patience from later requests.
  const before = found !== null && now - found.held_until < patienceMs ? found : null;
  const tries = (before?.tries ?? 0) + 1;
  const since = before?.failing_since ?? now;
  const until = effect.until(tries);
  return told !== null && told.held_until > until
    ? [told.why, told.held_until, since, tries]
    : [effect.why, until, since, tries];
}
