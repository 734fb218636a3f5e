import type { Due } from '../../../leaving/ports/wakes.ts';
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
  sql.run(
    `UPDATE requests SET step_at = ?, step_tries = 0, step_failing_since = NULL,
       waiting_since = CASE WHEN ? > ? THEN NULL ELSE waiting_since END
     WHERE request_id = ? AND version = ? AND step_at <= ?`,
    at,
    at,
    clock.now(),
    requestId,
    version,
    dueAt,
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
