import { z } from 'zod';
import { LaneId, RequestId } from '../../../leaving/ids.ts';
import { NoteId } from '../../../leaving/notes.ts';
import type { Due, Failing, Wakes } from '../../../leaving/ports/wakes.ts';
import type { Sql, Steps } from '../steps.ts';

const StepRow = z.object({ request_id: RequestId, lane: LaneId, version: z.number(), due_at: z.number() });
const TellRow = z.object({ request_id: RequestId, version: z.number(), due_at: z.number() });
const NoteRow = z.object({ note_id: NoteId });
const FailingRow = z.object({ tries: z.number(), since: z.number().nullable() });

type DueOptions = Parameters<Wakes['due']>[2];

/** What narrows the rows found further, where several processes look for them. */
export interface Narrowed {
  readonly where: string;
  readonly values: readonly (string | number)[];
}

const notNarrowed: Narrowed = { where: '', values: [] };

/** What is due stands in the rows themselves; it survives whatever dies, and a start has nothing to fill up. */
export function* dueRows(
  sql: Sql,
  kind: Due['kind'],
  now: number,
  { limit, lanesFull, underWay }: DueOptions,
  { where, values }: Narrowed = notNarrowed,
): Steps<Due[]> {
  const busy = JSON.stringify(underWay);
  switch (kind) {
    case 'step': {
      const rows = yield* sql.all(
        `SELECT request_id, lane, version, step_at AS due_at FROM requests WHERE step_at <= ? AND lane NOT IN ${sql.listed}
           AND request_id NOT IN ${sql.listed}${where} ORDER BY step_at, request_id LIMIT ?`,
        now,
        JSON.stringify(lanesFull),
        busy,
        ...values,
        limit,
      );
      return rows.map((row): Due => {
        const { request_id: requestId, lane, version, due_at: dueAt } = StepRow.parse(row);
        return { kind, requestId, lane, version, dueAt };
      });
    }
    case 'tell': {
      const rows = yield* sql.all(
        `SELECT request_id, version, tell_at AS due_at FROM requests WHERE tell_at <= ? AND request_id NOT IN ${sql.listed}${where}
         ORDER BY tell_at, request_id LIMIT ?`,
        now,
        busy,
        ...values,
        limit,
      );
      return rows.map((row): Due => {
        const { request_id: requestId, version, due_at: dueAt } = TellRow.parse(row);
        return { kind, requestId, version, dueAt };
      });
    }
    case 'tell-note': {
      const rows = yield* sql.all(
        `SELECT note_id FROM outbox WHERE tell_at <= ? AND note_id NOT IN ${sql.listed}${where}
         ORDER BY tell_at, note_id LIMIT ?`,
        now,
        busy,
        ...values,
        limit,
      );
      return rows.map((row): Due => ({ kind, noteId: NoteRow.parse(row).note_id }));
    }
  }
}

export function* nextDueAt(sql: Sql, kind: Due['kind'], after: number): Steps<number | null> {
  const row = yield* sql.get(nextOf[kind], after);
  return row === undefined || row.at === null ? null : Number(row.at);
}

export function* markFailed(
  sql: Sql,
  due: Due,
  now: number,
  pauseMs: (tries: number) => number,
): Steps<Failing> {
  const id = due.kind === 'tell-note' ? due.noteId : due.requestId;
  const { read, write } = failedOf[due.kind];
  const row = yield* sql.get(read, id);
  if (row === undefined) return { tries: 1, since: now };
  const before = FailingRow.parse(row);
  const failing = { tries: before.tries + 1, since: before.since ?? now };
  yield* sql.run(write, now + pauseMs(failing.tries), failing.tries, failing.since, id);
  return failing;
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
