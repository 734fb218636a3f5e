import { RequestId } from '../../leaving/ids.ts';
import { isAheadOf } from '../../leaving/request.ts';
import { appendEvents } from './entries/append.ts';
import { loadRequest } from './entries/load.ts';
import type { Sql, Steps } from './steps.ts';
import type { StoreMeans } from './store-means.ts';

const hourMs = 60 * 60_000;

/** Whether the clock lies behind anything that has happened. */
export function* isBehind(sql: Sql, now: number): Steps<boolean> {
  const row = yield* sql.get(
    `SELECT 1 FROM calls WHERE time > ?
     UNION ALL SELECT 1 FROM lanes WHERE last_try_at > ?
     UNION ALL SELECT 1 FROM requests WHERE waiting_since > ?
     UNION ALL SELECT 1 FROM requests AS r JOIN entries AS e ON e.subject_id = r.request_id
       WHERE r.is_closed = 0 AND e.time > ? LIMIT 1`,
    now,
    now,
    now,
    now,
  );
  return row !== undefined;
}

/**
 * Brings what a clock that was ahead has left behind in the tables back to now, inside the caller's transaction: a gap and
 * a closed lane wait their own length from here on at most, and no call was made in the future. What a dead process was
 * doing is due now.
 */
export function* cutImpossibleTimes(sql: Sql, now: number, wasAhead: boolean): Steps<void> {
  yield* cutHoldUps(sql, now);
  yield* cutGaps(sql, now);
  yield* sql.run('UPDATE calls SET time = ?, is_cut = 1 WHERE time > ?', now, now);
  yield* sql.run(
    'UPDATE lanes SET reads_count_until = ? WHERE reads_count_until > ?',
    now + hourMs,
    now + hourMs,
  );
  // Each looks at what its record says, and sleeps until then.
  if (wasAhead) yield* sql.run('UPDATE requests SET step_at = ? WHERE step_at > ?', now, now);
  // What fails is tried again at a time: by that, a start does not go through all requests there ever were.
  for (const work of ['step', 'tell'])
    yield* sql.run(
      `UPDATE requests SET ${work}_failing_since = ? WHERE ${work}_at IS NOT NULL AND ${work}_failing_since > ?`,
      now,
      now,
    );
  yield* sql.run('UPDATE outbox SET tell_at = ? WHERE tell_at > ?', now, now);
  yield* sql.run('UPDATE requests SET waiting_since = ? WHERE waiting_since > ?', now, now);
  yield* sql.run('UPDATE requests SET tell_at = ? WHERE tell_at > ?', now, now);
  yield* sql.run('UPDATE requests SET step_at = ? WHERE call_group IS NOT NULL', now);
}

/** What was closed at a time ahead of now is closed for as long as it was closed then; nothing for longer than an hour. */
function* cutHoldUps(sql: Sql, now: number): Steps<void> {
  for (const table of ['lanes', 'numbers'] as const) {
    yield* sql.run(
      `UPDATE ${table} SET held_until = held_until - (last_try_at - ?) WHERE last_try_at > ? AND held_until > ?`,
      now,
      now,
      now,
    );
    yield* sql.run(`UPDATE ${table} SET held_until = ? WHERE held_until > ?`, now + hourMs, now + hourMs);
    yield* sql.run(`UPDATE ${table} SET failing_since = ? WHERE failing_since > ?`, now, now);
    yield* sql.run(`UPDATE ${table} SET last_try_at = ? WHERE last_try_at > ?`, now, now);
  }
}

/** A gap is as long as it was when it was drawn, and an hour at most. */
function* cutGaps(sql: Sql, now: number): Steps<void> {
  const ahead = yield* sql.all('SELECT number, next_call_at FROM numbers WHERE next_call_at > ?', now);
  for (const { number, next_call_at: at } of ahead) {
    const row = yield* sql.get(
      `SELECT MAX(time) AS time FROM calls WHERE is_leave = 1 AND (number = ? OR lane || '/' || session_id = ?)`,
      String(number),
      String(number),
    );
    const aheadMs = Math.max(0, Number(row?.time ?? 0) - now);
    const cut = Math.min(Number(at) - aheadMs, now + hourMs);
    yield* sql.run('UPDATE numbers SET next_call_at = ? WHERE number = ?', cut, String(number));
  }
}

/** The open requests with an entry that lies ahead of now. */
export function* requestsAhead(sql: Sql, now: number): Steps<RequestId[]> {
  const found = yield* sql.all(
    `SELECT request_id FROM requests AS r WHERE is_closed = 0
     AND EXISTS (SELECT 1 FROM entries AS e WHERE e.subject_id = r.request_id AND e.time > ?)`,
    now,
  );
  return found.map((row) => RequestId.parse(row.request_id));
}

/**
 * What is waited for by the entries of a request waits its own length from here on, and an entry of its own says so. Runs
 * in a transaction that holds the request's lane, number and workspace.
 */
export function* setBack(means: StoreMeans, requestId: RequestId, now: number): Steps<void> {
  const request = yield* loadRequest(means.sql, requestId);
  if (request === null || request.finishedAt !== null || !isAheadOf(request, now)) return;
  yield* appendEvents(means, request, [{ type: 'clock-set-back' }], now);
}
