import type { EventOf } from '../../../leaving/events.ts';
import type { HoldUp } from '../../../leaving/ports/hold-ups.ts';
import { numberDigits } from '../../../leaving/spellings.ts';
import type { Sql, SqlRow, Steps } from '../steps.ts';
import { holdUpOf } from './hold-up-rows.ts';

/**
 * Which WhatsApp number a call is made with. `number` is its one name: the digits, whichever key, session or workspace
 * uses it; where these are not known, the key and the session. Calls of one key and session count as one number's too.
 */
export interface NumberPlace {
  readonly number: string;
  readonly lane: string;
  readonly sessionId: string;
}

/** The number of an ask as it was shown. Pure. */
export function placeOf({
  lane,
  sessionId,
  number: { phone },
}: Pick<EventOf<'requested'>, 'lane' | 'sessionId' | 'number'>): NumberPlace {
  return { number: numberDigits(phone) ?? sessionKey({ lane, sessionId }), lane, sessionId };
}

/** Names a session of a key among the numbers: what holds up that session alone is kept under it. */
export function sessionKey({ lane, sessionId }: Pick<NumberPlace, 'lane' | 'sessionId'>): string {
  return `${lane}/${sessionId}`;
}

/** The rows of `numbers` that bear on a call: that of the number and that of its session. */
export function keysOf(place: NumberPlace): readonly [string, string] {
  return [place.number, sessionKey(place)];
}

/** What is kept of a number. `nextCallAt` is epoch milliseconds; a hold-up may be over. */
export interface NumberState {
  readonly nextCallAt: number;
  readonly hasGap: boolean;
  readonly holdUp: HoldUp | null;
}

/** What is kept of a number: the later of what its row and its session's say. */
export function* numberState(sql: Sql, place: NumberPlace): Steps<NumberState> {
  const rows: SqlRow[] = [];
  for (const key of new Set(keysOf(place))) {
    const row = yield* sql.get(
      'SELECT next_call_at, has_gap, why, held_until, failing_since, last_try_at, tries FROM numbers WHERE number = ?',
      key,
    );
    if (row !== undefined) rows.push(row);
  }
  const holdUps = rows.map(holdUpOf).filter((one) => one !== null);
  return {
    nextCallAt: Math.max(0, ...rows.map((row) => Number(row.next_call_at))),
    hasGap: rows.some((row) => Number(row.has_gap) === 1),
    holdUp: holdUps.toSorted((one, other) => other.until - one.until)[0] ?? null,
  };
}

/** When leave calls of a number were made after `since` (epoch milliseconds), newest first, at most `most`. */
export function* callsOfNumber(sql: Sql, place: NumberPlace, since: number, most: number): Steps<number[]> {
  const { number, lane, sessionId } = place;
  const found = [
    ...(yield* sql.all(
      'SELECT time FROM calls WHERE number = ? AND is_leave = 1 AND time > ? ORDER BY time DESC LIMIT ?',
      number,
      since,
      most,
    )),
    ...(yield* sql.all(
      `SELECT time FROM calls WHERE lane = ? AND session_id = ? AND is_leave = 1 AND time > ? AND number <> ?
       ORDER BY time DESC LIMIT ?`,
      lane,
      sessionId,
      since,
      number,
      most,
    )),
  ];
  return found
    .map(({ time }) => Number(time))
    .toSorted((one, other) => other - one)
    .slice(0, most);
}
