import { z } from 'zod';
import type { Sql } from '../../sqlite/sql.ts';
import type { Fault } from '../../verify.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

const Calling = z.object({
  time: z.number(),
  later: z.number().nullable(),
  lane: z.string(),
  session_id: z.string(),
  format: z.number(),
});
const Call = z.object({ lane: z.string(), session_id: z.string(), time: z.number(), is_cut: z.number() });
type Place = Pick<z.infer<typeof Call>, 'lane' | 'session_id'>;

/**
 * What the pace goes by: every call of the last day is counted where and when it was made, what the answers have held up
 * has its row, and nothing is due later than any rule allows. `now` (epoch milliseconds) is the reader's time.
 */
export function verifyPace(sql: Sql, workspaceId: string, now: number): Fault[] {
  const newest = Math.max(now, Number(sql.get('SELECT MAX(time) AS time FROM entries')?.time ?? 0));
  const faults = [
    ...callFaults(sql, workspaceId, now),
    ...heldTooLong(sql, workspaceId, newest + hourMs),
    ...dueTooLate(sql, workspaceId, newest + dayMs + hourMs),
  ];
  return faults.map(([where, why]) => ({ workspaceId, where, why }));
}

type Found = readonly [where: string, why: string];

function callFaults(sql: Sql, workspaceId: string, now: number): Found[] {
  const newest = sql.get(
    "SELECT time FROM entries WHERE workspace_id = ? AND type = 'calling' ORDER BY sequence DESC LIMIT 1",
    workspaceId,
  );
  if (newest === undefined) return [];
  const since = Number(newest.time) - dayMs;
  const recorded = sql
    .all(
      `SELECT time, later, format, json_extract(data, '$.lane') AS lane, json_extract(data, '$.sessionId') AS session_id
       FROM (SELECT time, type, format, data,
               MIN(time) OVER (ORDER BY sequence ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS later
             FROM entries WHERE workspace_id = ?)
       WHERE type = 'calling' AND time >= ?`,
      workspaceId,
      since,
    )
    .map((row) => Calling.parse(row));
  const found: Found[] = [];
  if (recorded.length > matched(recorded, countedCalls(sql, workspaceId, since), now))
    found.push(['calls', 'not every call of the last day is counted where and when it was made']);
  for (const { lane, session_id: sessionId } of eachNumber(recorded))
    if (sql.get('SELECT 1 FROM numbers WHERE lane = ? AND session_id = ?', lane, sessionId) === undefined)
      found.push([`number ${sessionId}`, 'has made calls, and its gap and rest stand nowhere']);
  if (isLaneMissing(sql, workspaceId, since))
    found.push(['queue', 'has had answers, and what they hold up stands nowhere']);
  return found;
}

function countedCalls(sql: Sql, workspaceId: string, since: number): z.infer<typeof Call>[] {
  return sql
    .all(
      `SELECT lane, session_id, time, is_cut FROM calls
       WHERE workspace_id = ? AND is_leave = 1 AND (time >= ? OR is_cut = 1)`,
      workspaceId,
      since,
    )
    .map((row) => Call.parse(row));
}

/**
 * How many of the recorded calls are counted, each row for one of them. A time that lay ahead of a clock that was set
 * right has been cut, and is found by its place alone; of one that later entries lie before nothing is said.
 */
function matched(
  recorded: readonly z.infer<typeof Calling>[],
  counted: readonly z.infer<typeof Call>[],
  now: number,
): number {
  const rows = new Map<string, number>();
  const add = (place: string, by: number) => rows.set(place, (rows.get(place) ?? 0) + by);
  for (const call of counted) add(placeOf(call, call.is_cut === 1 ? null : call.time), 1);
  return recorded.filter((call) => {
    if (call.time > now || (call.later !== null && call.later < call.time)) return true;
    const place = [placeOf(call, call.time), placeOf(call, null)].find((one) => (rows.get(one) ?? 0) > 0);
    if (place === undefined) return false;
    add(place, -1);
    return true;
  }).length;
}

function placeOf({ lane, session_id: sessionId }: Place, time: number | null): string {
  return JSON.stringify([lane, sessionId, time]);
}

/** Of calls that this version made: a store that was carried over kept no numbers. */
function eachNumber(recorded: readonly z.infer<typeof Calling>[]): z.infer<typeof Calling>[] {
  const own = recorded.filter(({ format }) => format > 1);
  return [...new Map(own.map((one) => [JSON.stringify([one.lane, one.session_id]), one])).values()];
}

/** A lost answer alone says nothing of the queue; every other one has left its mark there. */
function isLaneMissing(sql: Sql, workspaceId: string, since: number): boolean {
  const row = sql.get(
    `SELECT 1 FROM entries AS a JOIN requests AS r ON r.request_id = a.subject_id
     WHERE a.workspace_id = ? AND a.type = 'answered' AND a.time >= ? AND a.format > 1
       AND json_extract(a.data, '$.answer.class') <> 'unknown'
       AND NOT EXISTS (SELECT 1 FROM lanes AS l WHERE l.lane = r.lane) LIMIT 1`,
    workspaceId,
    since,
  );
  return row !== undefined;
}

function heldTooLong(sql: Sql, workspaceId: string, latest: number): Found[] {
  const lane = sql.get(
    `SELECT lane FROM lanes WHERE held_until > ? AND lane IN (SELECT lane FROM requests WHERE workspace_id = ?) LIMIT 1`,
    latest,
    workspaceId,
  );
  const number = sql.get(
    `SELECT session_id FROM numbers WHERE MAX(held_until, next_call_at) > ?
       AND (lane, session_id) IN (SELECT lane, session_id FROM requests WHERE workspace_id = ?) LIMIT 1`,
    latest,
    workspaceId,
  );
  const why = 'is held up for longer than any rule allows';
  const found: Found[] = [];
  if (lane !== undefined) found.push(['queue', why]);
  if (number !== undefined) found.push([`number ${number.session_id}`, why]);
  return found;
}

function dueTooLate(sql: Sql, workspaceId: string, latest: number): Found[] {
  const requests = sql.all(
    `SELECT request_id FROM requests WHERE workspace_id = ?
       AND MAX(COALESCE(step_at, 0), COALESCE(tell_at, 0)) > ?`,
    workspaceId,
    latest,
  );
  const notes = sql.all(
    'SELECT note_id FROM outbox WHERE workspace_id = ? AND tell_at > ?',
    workspaceId,
    latest,
  );
  const why = 'is due later than any rule allows: it would be forgotten';
  return [
    ...requests.map(({ request_id: id }): Found => [`request ${id}`, why]),
    ...notes.map(({ note_id: id }): Found => [`note ${id}`, why]),
  ];
}
