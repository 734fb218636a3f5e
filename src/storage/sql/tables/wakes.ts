import { z } from 'zod';
import { LaneId, RequestId } from '../../../leaving/ids.ts';
import { NoteId } from '../../../leaving/notes.ts';
import type { Due, Wakes } from '../../../leaving/ports/wakes.ts';
import { inTransaction } from '../../sqlite/sql.ts';
import type { StoreMeans } from '../store-means.ts';
import { noteDone } from './wake-done.ts';

const StepRow = z.object({ request_id: RequestId, lane: LaneId, version: z.number(), due_at: z.number() });
const TellRow = z.object({ request_id: RequestId, version: z.number(), due_at: z.number() });
const NoteRow = z.object({ note_id: NoteId });
const FailingRow = z.object({ tries: z.number(), since: z.number().nullable() });

/** What is due stands in the rows themselves; it survives whatever dies, and a start has nothing to fill up. */
export function createWakes(
  means: StoreMeans,
  guarded: <T>(work: () => T) => Promise<T>,
  listeners: Set<() => void>,
): Wakes {
  const { sql, clock } = means;
  const losably = (work: () => void): Promise<void> => guarded(() => inTransaction(sql, 'losable', work));
  return {
    due: (kind, now, { limit, lanesFull, underWay }) =>
      guarded(() => {
        const busy = JSON.stringify(underWay);
        switch (kind) {
          case 'step':
            return sql
              .all(
                `SELECT request_id, lane, version, step_at AS due_at FROM requests WHERE step_at <= ?
                   AND lane NOT IN (SELECT value FROM json_each(?)) AND request_id NOT IN (SELECT value FROM json_each(?))
                 ORDER BY step_at, request_id LIMIT ?`,
                now,
                JSON.stringify(lanesFull),
                busy,
                limit,
              )
              .map((row): Due => {
                const { request_id: requestId, lane, version, due_at: dueAt } = StepRow.parse(row);
                return { kind, requestId, lane, version, dueAt };
              });
          case 'tell':
            return sql
              .all(
                `SELECT request_id, version, tell_at AS due_at FROM requests WHERE tell_at <= ?
                   AND request_id NOT IN (SELECT value FROM json_each(?)) ORDER BY tell_at, request_id LIMIT ?`,
                now,
                busy,
                limit,
              )
              .map((row): Due => {
                const { request_id: requestId, version, due_at: dueAt } = TellRow.parse(row);
                return { kind, requestId, version, dueAt };
              });
          case 'tell-note':
            return sql
              .all(
                `SELECT note_id FROM outbox WHERE tell_at <= ? AND note_id NOT IN (SELECT value FROM json_each(?))
                 ORDER BY tell_at, note_id LIMIT ?`,
                now,
                busy,
                limit,
              )
              .map((row): Due => ({ kind, noteId: NoteRow.parse(row).note_id }));
        }
      }),
    nextAt: (kind, after) =>
      guarded(() => {
        const row = sql.get(nextOf[kind], after);
        return row === undefined || row.at === null ? null : Number(row.at);
      }),
    done: (due, at) => losably(() => noteDone(means, due, at)),
    failed: (due, now, pauseMs) =>
      guarded(() =>
        inTransaction(sql, 'losable', () => {
          const id = due.kind === 'tell-note' ? due.noteId : due.requestId;
          const { read, write } = failedOf[due.kind];
          const row = sql.get(read, id);
          if (row === undefined) return { tries: 1, since: now };
          const before = FailingRow.parse(row);
          const failing = { tries: before.tries + 1, since: before.since ?? now };
          sql.run(write, now + pauseMs(failing.tries), failing.tries, failing.since, id);
          return failing;
        }),
      ),
    async wake(requestId) {
      const now = clock.now();
      await losably(() => {
        // Later than it was, so that who is at it now sees that it is due once more.
        sql.run(
          'UPDATE requests SET tell_at = MAX(?, COALESCE(tell_at, 0) + 1) WHERE request_id = ? AND is_closed = 0 AND COALESCE(tell_at, 0) <= ?',
          now,
          requestId,
          now,
        );
        sql.run(
          'UPDATE requests SET tell_at = ? WHERE request_id = ? AND is_closed = 0 AND tell_at > ?',
          now,
          requestId,
          now,
        );
        sql.run(
          'UPDATE requests SET step_at = ? WHERE request_id = ? AND step_at IS NOT NULL',
          now,
          requestId,
        );
      });
      means.changed();
    },
    onChange(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}

const nextOf = {
  step: 'SELECT MIN(step_at) AS at FROM requests WHERE step_at > ?',
  tell: 'SELECT MIN(tell_at) AS at FROM requests WHERE tell_at > ?',
  'tell-note': 'SELECT MIN(tell_at) AS at FROM outbox WHERE tell_at > ?',
} as const satisfies Record<Due['kind'], string>;

const failedOf = {
  step: {
    write:
      'UPDATE requests SET step_at = ?, step_tries = ?, step_failing_since = ? WHERE request_id = ? AND step_at IS NOT NULL',
    read: 'SELECT step_tries AS tries, step_failing_since AS since FROM requests WHERE request_id = ?',
  },
  tell: {
    write:
      'UPDATE requests SET tell_at = ?, tell_tries = ?, tell_failing_since = ? WHERE request_id = ? AND tell_at IS NOT NULL',
    read: 'SELECT tell_tries AS tries, tell_failing_since AS since FROM requests WHERE request_id = ?',
  },
  'tell-note': {
    write: 'UPDATE outbox SET tell_at = ?, tell_tries = ?, tell_failing_since = ? WHERE note_id = ?',
    read: 'SELECT tell_tries AS tries, tell_failing_since AS since FROM outbox WHERE note_id = ?',
  },
} as const satisfies Record<Due['kind'], { write: string; read: string }>;
