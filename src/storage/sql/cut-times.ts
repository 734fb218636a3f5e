import type { Sql, Steps } from './steps.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/**
 * Cuts times that no rule allows, as a clock that was far ahead leaves them behind: a lane is closed for an hour at
 * most, a gap is an hour at most, an approval waits a day at most, and no call was made in the future. What a dead
 * process was doing is due now.
 */
export function* cutImpossibleTimes(sql: Sql, now: number): Steps<void> {
  yield* sql.run('UPDATE calls SET time = ?, is_cut = 1 WHERE time > ?', now, now);
  yield* sql.run('UPDATE lanes SET held_until = ? WHERE held_until > ?', now + hourMs, now + hourMs);
  yield* sql.run('UPDATE numbers SET held_until = ? WHERE held_until > ?', now + hourMs, now + hourMs);
  yield* sql.run('UPDATE numbers SET next_call_at = ? WHERE next_call_at > ?', now + hourMs, now + hourMs);
  for (const table of ['lanes', 'numbers'] as const) {
    yield* sql.run(`UPDATE ${table} SET failing_since = ? WHERE failing_since > ?`, now, now);
    yield* sql.run(`UPDATE ${table} SET last_try_at = ? WHERE last_try_at > ?`, now, now);
  }
  yield* sql.run(
    'UPDATE lanes SET reads_count_until = ? WHERE reads_count_until > ?',
    now + hourMs,
    now + hourMs,
  );
  yield* sql.run('UPDATE requests SET step_at = ? WHERE step_at > ?', now + dayMs, now + dayMs);
  yield* sql.run('UPDATE requests SET step_failing_since = ? WHERE step_failing_since > ?', now, now);
  yield* sql.run('UPDATE requests SET tell_failing_since = ? WHERE tell_failing_since > ?', now, now);
  yield* sql.run('UPDATE outbox SET tell_at = ? WHERE tell_at > ?', now, now);
  yield* sql.run('UPDATE requests SET waiting_since = ? WHERE waiting_since > ?', now, now);
  yield* sql.run('UPDATE requests SET tell_at = ? WHERE tell_at > ?', now, now);
  yield* sql.run('UPDATE requests SET step_at = ? WHERE call_group IS NOT NULL', now);
}
