import { z } from 'zod';
import type { Fault } from '../../verify.ts';
import { callsKeptMs } from '../pace/claim.ts';
import type { Sql, Steps } from '../steps.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** No entry younger than this is ever cut off. */
const leastKeptMs = 7 * dayMs;

/** What an entry keeps as JSON. */
const json = z.string().transform((text): unknown => JSON.parse(text));

const Calling = z
  .object({
    time: z.number(),
    later: z.number().nullable(),
    number: z.string(),
    data: json.pipe(z.object({ lane: z.string(), sessionId: z.string() })),
    format: z.number(),
  })
  .transform(({ data, ...row }) => ({ ...row, lane: data.lane, session_id: data.sessionId }));
const Answered = z.object({ data: json.pipe(z.object({ answer: z.object({ class: z.string() }) })) });
const Call = z.object({
  lane: z.string(),
  session_id: z.string(),
  number: z.string(),
  time: z.number(),
  is_cut: z.number(),
});
type Place = Pick<z.infer<typeof Call>, 'lane' | 'session_id' | 'number'>;

/** What all workspaces of a store are compared by, in epoch milliseconds. */
export interface PaceTimes {
  /** The reader's time. */
  readonly now: number;
  /** That, or the newest entry's of the store, whichever is later. */
  readonly recorded: number;
  /** When a key or a number was tried last; a read of a session that failed is in no entry. */
  readonly tried: number;
  /** From when on every call is still counted. */
  readonly countedSince: number;
}

/** The times of a whole store. `now` is the reader's; a process may be ahead of the machine's clock. */
export function* paceTimes(sql: Sql, now: number): Steps<PaceTimes> {
  const recorded = Math.max(now, yield* latestOf(sql, 'SELECT MAX(time) AS time FROM entries'));
  const tried = yield* latestOf(
    sql,
    'SELECT MAX(last_try_at) AS time FROM (SELECT last_try_at FROM lanes UNION ALL SELECT last_try_at FROM numbers) AS t',
  );
  return { now, recorded, tried, countedSince: yield* countedSince(sql) };
}

/** The time that a query answers, in epoch milliseconds; 0 where it finds none. */
function* latestOf(sql: Sql, query: string): Steps<number> {
  return Number((yield* sql.get(query))?.time ?? 0);
}

/**
 * Each call, of whichever workspace, lets go of what is too old by its own time. Where the entry of such a call has been cut
 * off, what it let go of is older still.
 */
function* countedSince(sql: Sql): Steps<number> {
  const lastCall = yield* latestOf(sql, "SELECT MAX(time) AS time FROM entries WHERE type = 'calling'");
  const lastCut = yield* latestOf(sql, "SELECT MAX(time) AS time FROM entries WHERE type = 'pruned'");
  return Math.max(lastCall - callsKeptMs, lastCut - leastKeptMs);
}

/**
 * What the pace goes by: every call of the last day is counted where and when it was made, what the answers have held up
 * has its row, and nothing is due later than any rule allows.
 */
export function* verifyPace(sql: Sql, workspaceId: string, times: PaceTimes): Steps<Fault[]> {
  const faults = [
    ...(yield* callFaults(sql, workspaceId, times)),
    ...(yield* heldTooLong(sql, workspaceId, times.recorded)),
    ...(yield* dueTooLate(sql, workspaceId, Math.max(times.recorded, times.tried) + dayMs + hourMs)),
  ];
  return faults.map(([where, why]) => ({ workspaceId, where, why }));
}

type Found = readonly [where: string, why: string];

function* callFaults(sql: Sql, workspaceId: string, times: PaceTimes): Steps<Found[]> {
  const newest = yield* sql.get(
    "SELECT time FROM entries WHERE workspace_id = ? AND type = 'calling' ORDER BY sequence DESC LIMIT 1",
    workspaceId,
  );
  if (newest === undefined) return [];
  const since = Math.max(Number(newest.time) - dayMs, times.countedSince);
  const rows = yield* sql.all(
    `SELECT c.time, later, format, data, COALESCE(r.number, '') AS number
     FROM (SELECT subject_id, time, type, format, data,
             MIN(time) OVER (ORDER BY sequence ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS later
           FROM entries WHERE workspace_id = ?) AS c
       LEFT JOIN requests AS r ON r.request_id = c.subject_id
     WHERE type = 'calling' AND c.time >= ?`,
    workspaceId,
    since,
  );
  const recorded = rows.map((row) => Calling.parse(row));
  const found: Found[] = [];
  if (recorded.length > matched(recorded, yield* countedCalls(sql, workspaceId, since), times.now))
    found.push(['calls', 'not every call of the last day is counted where and when it was made']);
  for (const { number, session_id: sessionId } of eachNumber(recorded))
    if ((yield* sql.get('SELECT 1 FROM numbers WHERE number = ?', number)) === undefined)
      found.push([`number ${sessionId}`, 'has made calls, and its gap and rest stand nowhere']);
  if (yield* isLaneMissing(sql, workspaceId, since))
    found.push(['queue', 'has had answers, and what they hold up stands nowhere']);
  return found;
}

function* countedCalls(sql: Sql, workspaceId: string, since: number): Steps<z.infer<typeof Call>[]> {
  const rows = yield* sql.all(
    `SELECT lane, session_id, number, time, is_cut FROM calls
       WHERE workspace_id = ? AND is_leave = 1 AND (time >= ? OR is_cut = 1)`,
    workspaceId,
    since,
  );
  return rows.map((row) => Call.parse(row));
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

function placeOf({ lane, session_id: sessionId, number }: Place, time: number | null): string {
  return JSON.stringify(time === null ? [lane, sessionId] : [lane, sessionId, number, time]);
}

/** Of calls that this version made: a store that was carried over kept no numbers. */
function eachNumber(recorded: readonly z.infer<typeof Calling>[]): z.infer<typeof Calling>[] {
  const own = recorded.filter(({ format, number }) => format > 1 && number !== '');
  return [...new Map(own.map((one) => [one.number, one])).values()];
}

/** A lost answer alone says nothing of the queue; every other one has left its mark there. */
function* isLaneMissing(sql: Sql, workspaceId: string, since: number): Steps<boolean> {
  const rows = yield* sql.all(
    `SELECT a.data FROM entries AS a JOIN requests AS r ON r.request_id = a.subject_id
     WHERE a.workspace_id = ? AND a.type = 'answered' AND a.time >= ? AND a.format > 1
       AND NOT EXISTS (SELECT 1 FROM lanes AS l WHERE l.lane = r.lane)`,
    workspaceId,
    since,
  );
  return rows.some((row) => Answered.parse(row).data.answer.class !== 'unknown');
}

/** An hour at most, from the newest entry on or from what was tried last. */
function* heldTooLong(sql: Sql, workspaceId: string, recorded: number): Steps<Found[]> {
  const lane = yield* sql.get(
    `SELECT lane FROM lanes WHERE held_until > ? AND held_until - last_try_at > ?
       AND lane IN (SELECT lane FROM requests WHERE workspace_id = ?) LIMIT 1`,
    recorded + hourMs,
    hourMs,
    workspaceId,
  );
  const number = yield* sql.get(
    `SELECT number FROM numbers WHERE ((held_until > ? AND held_until - last_try_at > ?) OR next_call_at > ?)
       AND number IN (SELECT number FROM requests WHERE workspace_id = ?
         UNION SELECT lane || '/' || session_id FROM requests WHERE workspace_id = ?) LIMIT 1`,
    recorded + hourMs,
    hourMs,
    recorded + hourMs,
    workspaceId,
    workspaceId,
  );
  const why = 'is held up for longer than any rule allows';
  const found: Found[] = [];
  if (lane !== undefined) found.push(['queue', why]);
  if (number !== undefined) found.push([`number ${number.number}`, why]);
  return found;
}

function* dueTooLate(sql: Sql, workspaceId: string, latest: number): Steps<Found[]> {
  const requests = yield* sql.all(
    `SELECT request_id FROM requests WHERE workspace_id = ? AND (step_at > ? OR tell_at > ?)`,
    workspaceId,
    latest,
    latest,
  );
  const notes = yield* sql.all(
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
