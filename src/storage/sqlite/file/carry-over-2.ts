import { RequestId } from '../../../leaving/ids.ts';
import { entriesOf, foldEntries } from '../../sql/entries/load.ts';
import { keysOf, sessionKey } from '../../sql/pace/number-place.ts';
import type { Sql, Steps } from '../../sql/steps.ts';
import { projectRequest } from '../../sql/tables/project-request.ts';

/** Fills what the second layout did not have: whose number each request and call is of. Runs in the caller's transaction. */
export function* carryOverFrom2(sql: Sql): Steps<void> {
  const ids = yield* sql.all('SELECT request_id FROM requests ORDER BY request_id');
  for (const { request_id: id } of ids) {
    const requestId = RequestId.parse(id);
    const request = foldEntries(requestId, yield* entriesOf(sql, requestId));
    if (request === null) continue;
    const { number, lookAt } = projectRequest(request);
    yield* sql.run(
      'UPDATE requests SET number = ?, look_at = ? WHERE request_id = ?',
      number,
      lookAt,
      requestId,
    );
  }
  // What cannot be found by its time is of the session’s newest number; where no request is left of it, of the session.
  yield* sql.run(
    `UPDATE calls SET number = COALESCE(
       (SELECT r.number FROM requests AS r WHERE r.lane = calls.lane AND r.session_id = calls.session_id
        ORDER BY r.request_id DESC LIMIT 1), lane || '/' || session_id) WHERE is_leave = 1`,
  );
  const recorded = yield* sql.all(
    `SELECT r.number, r.workspace_id, r.lane, r.session_id, e.time FROM entries AS e
       JOIN requests AS r ON r.request_id = e.subject_id
     WHERE e.type = 'calling' AND e.time >= (SELECT MIN(time) FROM calls)`,
  );
  for (const row of recorded) {
    yield* sql.run(
      'UPDATE calls SET number = ? WHERE workspace_id = ? AND lane = ? AND session_id = ? AND time = ? AND is_leave = 1',
      String(row.number),
      String(row.workspace_id),
      String(row.lane),
      String(row.session_id),
      Number(row.time),
    );
  }
  yield* carryNumbers(sql);
  yield* sql.run('DROP TABLE numbers_of_layout_2');
}

/** The gap goes by the number from now on, with the latest of all that was kept of it; WhatsApp's own limit too. */
function* carryNumbers(sql: Sql): Steps<void> {
  const rows = yield* sql.all('SELECT * FROM numbers_of_layout_2');
  for (const row of rows) {
    const [lane, sessionId] = [String(row.lane), String(row.session_id)];
    const found = yield* sql.all(
      'SELECT DISTINCT number FROM requests WHERE lane = ? AND session_id = ?',
      lane,
      sessionId,
    );
    const numbers = found.flatMap(({ number }) => keysOf({ number: String(number), lane, sessionId }));
    const own = sessionKey({ lane, sessionId });
    for (const key of new Set([own, ...numbers])) {
      const isHeld = key === own || row.why === 'number-limited';
      yield* sql.run(
        `INSERT INTO numbers (number, next_call_at, has_gap, why, held_until, failing_since, last_try_at, tries)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (number) DO UPDATE SET
           next_call_at = CASE WHEN excluded.next_call_at > next_call_at THEN excluded.next_call_at ELSE next_call_at END,
           has_gap = CASE WHEN excluded.has_gap > has_gap THEN excluded.has_gap ELSE has_gap END`,
        key,
        Number(row.next_call_at),
        Number(row.has_gap),
        isHeld && row.why !== null ? String(row.why) : null,
        isHeld ? Number(row.held_until) : 0,
        isHeld && row.failing_since !== null ? Number(row.failing_since) : null,
        Number(row.last_try_at),
        isHeld ? Number(row.tries) : 0,
      );
    }
  }
}
