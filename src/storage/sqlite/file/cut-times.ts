import { RequestId } from '../../../leaving/ids.ts';
import { isAheadOf } from '../../../leaving/request.ts';
import { appendEvents } from '../entries/append.ts';
import { loadRequest } from '../entries/load.ts';
import type { Sql } from '../sql.ts';
import type { StoreMeans } from '../store-means.ts';

const hourMs = 60 * 60_000;

/**
 * Brings what a clock that was ahead has left behind back to now, inside the caller's transaction: a hold, a look, an
 * approval, a gap and a closed lane wait their own length from here on at most, and no call was made in the future. What
 * a dead process was doing is due now. What is waited for by the entries is told in an entry of its own.
 */
export function cutImpossibleTimes(means: StoreMeans, now: number): void {
  const { sql } = means;
  const wasAhead = isBehind(sql, now);
  cutHoldUps(sql, now);
  cutGaps(sql, now);
  sql.run('UPDATE calls SET time = ?, is_cut = 1 WHERE time > ?', now, now);
  sql.run('UPDATE lanes SET reads_count_until = ? WHERE reads_count_until > ?', now + hourMs, now + hourMs);
  setBack(means, now);
  // Each looks at what its record says, and sleeps until then.
  if (wasAhead) sql.run('UPDATE requests SET step_at = ? WHERE step_at > ?', now, now);
  sql.run('UPDATE requests SET step_failing_since = ? WHERE step_failing_since > ?', now, now);
  sql.run('UPDATE requests SET tell_failing_since = ? WHERE tell_failing_since > ?', now, now);
  sql.run('UPDATE outbox SET tell_at = ? WHERE tell_at > ?', now, now);
  sql.run('UPDATE requests SET waiting_since = ? WHERE waiting_since > ?', now, now);
  sql.run('UPDATE requests SET tell_at = ? WHERE tell_at > ?', now, now);
  sql.run('UPDATE requests SET step_at = ? WHERE call_group IS NOT NULL', now);
}

/** Whether the clock lies behind anything that has happened. */
function isBehind(sql: Sql, now: number): boolean {
  const row = sql.get(
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

/** What was closed at a time ahead of now is closed for as long as it was closed then; nothing for longer than an hour. */
function cutHoldUps(sql: Sql, now: number): void {
  for (const table of ['lanes', 'numbers'] as const) {
    sql.run(
      `UPDATE ${table} SET held_until = held_until - (last_try_at - ?) WHERE last_try_at > ? AND held_until > ?`,
      now,
      now,
      now,
    );
    sql.run(`UPDATE ${table} SET held_until = ? WHERE held_until > ?`, now + hourMs, now + hourMs);
    sql.run(`UPDATE ${table} SET failing_since = ? WHERE failing_since > ?`, now, now);
    sql.run(`UPDATE ${table} SET last_try_at = ? WHERE last_try_at > ?`, now, now);
  }
}

/** A gap is as long as it was when it was drawn, and an hour at most. */
function cutGaps(sql: Sql, now: number): void {
  for (const { number, next_call_at: at } of sql.all(
    'SELECT number, next_call_at FROM numbers WHERE next_call_at > ?',
    now,
  )) {
    const row = sql.get(
      `SELECT MAX(time) AS time FROM calls WHERE is_leave = 1 AND (number = ? OR lane || '/' || session_id = ?)`,
      String(number),
      String(number),
    );
    const aheadMs = Math.max(0, Number(row?.time ?? 0) - now);
    const cut = Math.min(Number(at) - aheadMs, now + hourMs);
    sql.run('UPDATE numbers SET next_call_at = ? WHERE number = ?', cut, String(number));
  }
}

function setBack(means: StoreMeans, now: number): void {
  const found = means.sql.all(
    `SELECT DISTINCT r.request_id FROM requests AS r JOIN entries AS e ON e.subject_id = r.request_id
     WHERE r.is_closed = 0 AND e.time > ?`,
    now,
  );
  for (const { request_id: requestId } of found) {
    const request = loadRequest(means.sql, RequestId.parse(requestId));
    if (request === null || request.finishedAt !== null || !isAheadOf(request, now)) continue;
    appendEvents(means, request, [{ type: 'clock-set-back' }], now);
  }
}
