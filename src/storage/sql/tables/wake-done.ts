import type { Due } from '../../../leaving/ports/wakes.ts';
import { loadRequest } from '../entries/load.ts';
import type { NumberPlace } from '../pace/number-place.ts';
import type { Sql, Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';
import { stepAtOf } from './project-request.ts';
import { wakeNextOfNumber } from './wake-number.ts';

/** Nothing is taken again at once by itself: what goes wrong quietly must not keep the process from everything else. */
const leastPauseMs = 1_000;

/** Notes inside the caller's transaction that work was done. Whatever happened meanwhile has made it due by itself. */
export function* markDone(means: StoreMeans, due: Due, at: number | null, now: number): Steps<void> {
  const { sql } = means;
  switch (due.kind) {
    case 'step':
      if (at === null) yield* stepByRecord(means, due, now);
      else yield* stepAgain(means, due, at, now);
      return;
    case 'tell':
      yield* sql.run(
        `UPDATE requests SET tell_at = ?, tell_tries = 0, tell_failing_since = NULL
         WHERE request_id = ? AND version = ? AND tell_at <= ?`,
        at,
        due.requestId,
        due.version,
        due.dueAt,
      );
      return;
    case 'tell-note':
      yield* sql.run('UPDATE outbox SET tell_at = ? WHERE note_id = ?', at, due.noteId);
  }
}

/** What comes again by itself does not wait for its turn meanwhile, and comes sooner where a look is owed sooner. */
function* stepAgain(
  { sql }: StoreMeans,
  { requestId, version, dueAt }: Extract<Due, { kind: 'step' }>,
  at: number,
  now: number,
): Steps<void> {
  const changed = yield* sql.run(
    `UPDATE requests SET step_at = CASE WHEN look_at > ? AND look_at < ? THEN look_at ELSE ? END,
       step_tries = 0, step_failing_since = NULL,
       waiting_since = CASE WHEN CAST(? AS INTEGER) = 1 THEN NULL ELSE waiting_since END
     WHERE request_id = ? AND version = ? AND step_at <= ?`,
    now,
    at,
    at,
    Number(at > now),
    requestId,
    version,
    dueAt,
  );
  // It may have been woken for its turn at the number and had something else to do: the turn is the next one's.
  if (changed > 0 && at > now) yield* wakeNextOfNumber(sql, yield* placeOfRequest(sql, requestId), now);
}

function* placeOfRequest(sql: Sql, requestId: string): Steps<NumberPlace> {
  const row = yield* sql.get('SELECT number, lane, session_id FROM requests WHERE request_id = ?', requestId);
  return { number: String(row?.number), lane: String(row?.lane), sessionId: String(row?.session_id) };
}

function* stepByRecord(
  { sql, leases }: StoreMeans,
  { requestId, version, dueAt }: Extract<Due, { kind: 'step' }>,
  now: number,
): Steps<void> {
  yield* sql.run(
    'UPDATE requests SET step_tries = 0, step_failing_since = NULL WHERE request_id = ? AND step_tries > 0',
    requestId,
  );
  const row = yield* sql.get('SELECT version, step_at FROM requests WHERE request_id = ?', requestId);
  const isAsBefore = row?.version === version && row.step_at === dueAt;
  const request = isAsBefore ? yield* loadRequest(sql, requestId) : null;
  if (request === null) return;
  const stepAt = stepAtOf(request, now, leases.isLost);
  const next = stepAt === null ? null : Math.max(stepAt, now + leastPauseMs);
  yield* sql.run(
    'UPDATE requests SET step_at = ? WHERE request_id = ? AND version = ? AND step_at = ?',
    next,
    requestId,
    version,
    dueAt,
  );
}
