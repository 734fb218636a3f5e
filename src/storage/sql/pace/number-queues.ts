import { z } from 'zod';
import type { NumberQueue, QueueAhead } from '../../../leaving/ports/queue-ahead.ts';
import type { Sql, Steps } from '../steps.ts';
import { callsOwed } from '../tables/calls-owed.ts';
import { callsOfNumber, type NumberPlace, numberState } from './number-place.ts';

const dayMs = 24 * 60 * 60_000;

/** More requests of a lane than this are not looked at: what they say of the end is hours away. */
const mostRequests = 100;

const RequestRow = z.object({
  request_id: z.string(),
  session_id: z.string(),
  number: z.string(),
  step_at: z.number().nullable(),
  waiting_since: z.number().nullable(),
  call_group: z.string().nullable(),
  calls: z.number(),
});
type RequestRow = z.infer<typeof RequestRow>;

const columns = `request_id, session_id, number, step_at, waiting_since, call_group,
  ${callsOwed} AS calls`;

/** Who asks for the queue, and with which number. */
interface Waiter extends NumberPlace {
  readonly workspaceId: string;
  readonly requestId: string | null;
}

/** Everybody of the lane who has calls to make, by number: those that wait, those with a call under way, and those of the workspace that are still held. */
export function* numberQueues(
  sql: Sql,
  { workspaceId, requestId, ...place }: Waiter,
  mostCalls: number,
  now: number,
): Steps<Pick<QueueAhead, 'number' | 'otherNumbers'>> {
  const { lane } = place;
  const found = [
    ...(yield* sql.all(
      `SELECT ${columns} FROM requests AS r WHERE lane = ? AND waiting_since IS NOT NULL LIMIT ?`,
      lane,
      mostRequests,
    )),
    ...(yield* sql.all(
      `SELECT ${columns} FROM requests AS r WHERE lane = ? AND call_group IS NOT NULL LIMIT ?`,
      lane,
      mostRequests,
    )),
    ...(yield* sql.all(
      `SELECT ${columns} FROM requests AS r WHERE workspace_id = ? AND is_closed = 0 AND lane = ? LIMIT ?`,
      workspaceId,
      lane,
      mostRequests,
    )),
  ].map((row) => RequestRow.parse(row));
  const others = new Map(
    found.filter((row) => row.request_id !== requestId && row.calls > 0).map((row) => [row.request_id, row]),
  );
  const isOurs = (row: RequestRow): boolean =>
    row.number === place.number || row.session_id === place.sessionId;
  const ours = [...others.values()].filter(isOurs);
  const byNumber = Map.groupBy(
    [...others.values()].filter((row) => !isOurs(row)),
    (row) => row.number,
  );
  const queueOf = (number: NumberPlace, rows: readonly RequestRow[]): Steps<NumberQueue> =>
    numberQueue(sql, number, rows, mostCalls, now);
  const otherNumbers: NumberQueue[] = [];
  for (const [number, rows] of byNumber)
    otherNumbers.push(yield* queueOf({ number, lane, sessionId: rows[0]?.session_id ?? '' }, rows));
  return { number: yield* queueOf(place, ours), otherNumbers };
}

function* numberQueue(
  sql: Sql,
  place: NumberPlace,
  rows: readonly RequestRow[],
  mostCalls: number,
  now: number,
): Steps<NumberQueue> {
  const { nextCallAt, hasGap, holdUp } = yield* numberState(sql, place);
  return {
    freeAt: Math.max(nextCallAt, holdUp?.until ?? 0),
    hasGap,
    recentCalls: yield* callsOfNumber(sql, place, now - dayMs, mostCalls),
    requests: rows.map((row) => ({ ...whenNext(row, now), calls: row.calls })),
  };
}

/** One that waits for a turn, or is at a call, may call next; one that is held, or waits for tomorrow, when its step is due. */
function whenNext(
  { waiting_since: waitingSince, step_at: stepAt, call_group: called }: RequestRow,
  now: number,
): { readonly from: number; readonly waitingSince: number } {
  if (waitingSince !== null) return { from: now, waitingSince };
  const from = called === null ? Math.max(now, stepAt ?? now) : now;
  return { from, waitingSince: from };
}
