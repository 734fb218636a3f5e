import type { Due } from '../../../leaving/ports/wakes.ts';
import type { Sql } from '../../sqlite/sql.ts';
import { loadRequest } from '../entries/load.ts';
import type { StoreMeans } from '../store-means.ts';
import { stepAtOf } from './project-request.ts';

/** Nothing is taken again at once by itself: what goes wrong quietly must not keep the process from everything else. */
const leastPauseMs = 1_000;

/** Notes inside the caller's transaction that work was done. Whatever happened meanwhile has made it due by itself. */
export function noteDone(means: StoreMeans, due: Due, at: number | null): void {
  const { sql } = means;
  switch (due.kind) {
    case 'step':
      if (at === null) stepByRecord(means, due);
      else stepAgain(means, due, at);
      return;
    case 'tell':
      sql.run(
        `UPDATE requests SET tell_at = ?, tell_tries = 0, tell_failing_since = NULL
         WHERE request_id = ? AND version = ? AND tell_at <= ?`,
        at,
        due.requestId,
        due.version,
        due.dueAt,
      );
      return;
    case 'tell-note':
      sql.run('UPDATE outbox SET tell_at = ? WHERE note_id = ?', at, due.noteId);
  }
}

/** What comes again by itself does not wait for its turn meanwhile. */
function stepAgain(
  { sql, clock }: StoreMeans,
  { requestId, version, dueAt }: Extract<Due, { kind: 'step' }>,
  at: number,
): void {
  const now = clock.now();
  const changed = sql.run(
    `UPDATE requests SET step_at = ?, step_tries = 0, step_failing_since = NULL,
       waiting_since = CASE WHEN ? > ? THEN NULL ELSE waiting_since END
     WHERE request_id = ? AND version = ? AND step_at <= ?`,
    at,
    at,
    now,
    requestId,
    version,
    dueAt,
  );
  // It may have been woken for its turn at the number and had something else to do: the turn is the next one's.
  if (changed > 0 && at > now) wakeNextOfNumber(sql, requestId, now);
}

function wakeNextOfNumber(sql: Sql, requestId: string, now: number): void {
  const number = sql.get('SELECT lane, session_id FROM requests WHERE request_id = ?', requestId);
  sql.run(
    `UPDATE requests SET step_at = ? WHERE step_at > ? AND request_id = (
       SELECT request_id FROM requests WHERE lane = ? AND session_id = ? AND wait_why = 'number-busy'
         AND waiting_since IS NOT NULL ORDER BY waiting_since, request_id LIMIT 1)`,
    now,
    now,
    String(number?.lane),
    String(number?.session_id),
  );
}

function stepByRecord(
  means: StoreMeans,
  { requestId, version, dueAt }: Extract<Due, { kind: 'step' }>,
): void {
  const { sql, clock, leases } = means;
  sql.run(
    'UPDATE requests SET step_tries = 0, step_failing_since = NULL WHERE request_id = ? AND step_tries > 0',
    requestId,
  );
  const row = sql.get('SELECT version, step_at FROM requests WHERE request_id = ?', requestId);
  const isAsBefore = row?.version === version && row.step_at === dueAt;
  const request = isAsBefore ? loadRequest(sql, requestId) : null;
  if (request === null) return;
  const now = clock.now();
  const stepAt = stepAtOf(request, now, leases.isLost);
  const next = stepAt === null ? null : Math.max(stepAt, now + leastPauseMs);
  sql.run('UPDATE requests SET step_at = ? WHERE request_id = ?', next, requestId);
}
