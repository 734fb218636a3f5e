import type { NumberPlace } from '../pace/number-place.ts';
import type { Sql, Steps } from '../steps.ts';

/**
 * Wakes the one that waits longest for a number, whichever key it uses; it wakes the next in its turn. `exceptLane`
 * passes over those whose key has no room. Runs in the caller's transaction.
 */
export function* wakeNextOfNumber(
  sql: Sql,
  { number, lane, sessionId }: NumberPlace,
  now: number,
  exceptLane = '',
): Steps<void> {
  yield* sql.run(
    `UPDATE requests SET step_at = ? WHERE step_at > ? AND request_id = (
       SELECT request_id FROM (
         SELECT request_id, waiting_since FROM requests
           WHERE number = ? AND wait_why = 'number-busy' AND waiting_since IS NOT NULL AND lane <> ?
         UNION
         SELECT request_id, waiting_since FROM requests
           WHERE lane = ? AND wait_why = 'number-busy' AND session_id = ? AND waiting_since IS NOT NULL AND lane <> ?
       ) AS a ORDER BY waiting_since, request_id LIMIT 1)`,
    now,
    now,
    number,
    exceptLane,
    lane,
    sessionId,
    exceptLane,
  );
}
