import { z } from 'zod';
import type { QueuePlace } from '../../../leaving/ports/ledger.ts';
import type { NumberQueue, QueueAhead } from '../../../leaving/ports/queue-ahead.ts';
import type { Sql, Steps } from '../steps.ts';

const dayMs = 24 * 60 * 60_000;

/** More requests of a lane than this are not looked at: what they say of the end is hours away. */
const mostRequests = 100;

const RequestRow = z.object({
  request_id: z.string(),
  workspace_id: z.string(),
  session_id: z.string(),
  step_at: z.number().nullable(),
  waiting_since: z.number().nullable(),
  call_group: z.string().nullable(),
  calls: z.number(),
});
type RequestRow = z.infer<typeof RequestRow>;

const columns = `request_id, workspace_id, session_id, step_at, waiting_since, call_group,
  (SELECT COUNT(*) FROM leaves AS l WHERE l.request_id = r.request_id AND l.is_open = 1 AND l.is_called = 0) AS calls`;

/** Everybody of the lane who has calls to make, by number: those that wait, those with a call under way, and those of the workspace that are still held. */
export function* numberQueues(
  sql: Sql,
  { workspaceId, requestId, lane, sessionId }: QueuePlace,
  callsOfNumber: number,
  now: number,
): Steps<Pick<QueueAhead, 'number' | 'otherNumbers'>> {
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
  const bySession = Map.groupBy(others.values(), (row) => row.session_id);
  const queueOf = (session: string): Steps<NumberQueue> =>
    numberQueue(
      sql,
      { workspaceId, lane, sessionId: session },
      bySession.get(session) ?? [],
      callsOfNumber,
      now,
    );
  const otherNumbers: NumberQueue[] = [];
  for (const session of bySession.keys())
    if (session !== sessionId) otherNumbers.push(yield* queueOf(session));
  return { number: yield* queueOf(sessionId), otherNumbers };
}

function* numberQueue(
  sql: Sql,
  { workspaceId, lane, sessionId }: Record<'workspaceId' | 'lane' | 'sessionId', string>,
  rows: readonly RequestRow[],
  callsOfNumber: number,
  now: number,
): Steps<NumberQueue> {
  const number = yield* sql.get(
    'SELECT next_call_at, has_gap, held_until FROM numbers WHERE lane = ? AND session_id = ?',
    lane,
    sessionId,
  );
  const recent = yield* sql.all(
    `SELECT time FROM calls WHERE workspace_id = ? AND session_id = ? AND is_leave = 1 AND time > ?
     ORDER BY time DESC LIMIT ?`,
    rows[0]?.workspace_id ?? workspaceId,
    sessionId,
    now - dayMs,
    callsOfNumber,
  );
  return {
    freeAt: Math.max(Number(number?.next_call_at ?? 0), Number(number?.held_until ?? 0)),
    hasGap: Number(number?.has_gap ?? 0) === 1,
    recentCalls: recent.map(({ time }) => Number(time)),
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
