import { z } from 'zod';
import type { QueuePlace, QueueWindow } from '../../../leaving/ports/ledger.ts';
import type { QueueAhead } from '../../../leaving/ports/queue-ahead.ts';
import type { Sql, Steps } from '../steps.ts';
import { holdUpOf } from './hold-up-rows.ts';
import { numberState, placeOf } from './number-place.ts';
import { numberQueues } from './number-queues.ts';

const WaitRow = z.object({
  wait_why: z
    .enum([
      'hold-up-of-lane',
      'hold-up-of-number',
      'number-busy',
      'gap',
      'daily-cap',
      'lane-full',
      'not-our-turn',
    ])
    .nullable(),
  wait_until: z.number().nullable(),
  waiting_since: z.number().nullable(),
  number: z.string(),
});

/** More requests ahead than this are counted as this many: it is hours away. */
const mostCounted = 500;

export function* queueAhead(
  sql: Sql,
  place: QueuePlace,
  { windowMs, limit, callsOfNumber }: QueueWindow,
  now: number,
): Steps<QueueAhead> {
  const { workspaceId, requestId, lane: laneId, sessionId, phone = null } = place;
  const row = yield* sql.get(
    'SELECT wait_why, wait_until, waiting_since, number FROM requests WHERE request_id = ?',
    requestId ?? '',
  );
  const wait = row === undefined ? null : WaitRow.parse(row);
  const asked = placeOf({ lane: laneId, sessionId, number: { phone, name: null } });
  const number = wait === null ? asked : { ...asked, number: wait.number };
  const lane = yield* sql.get(
    'SELECT why, held_until, failing_since, last_try_at, tries FROM lanes WHERE lane = ?',
    laneId,
  );
  // The workspace's own: how many others have is nobody's business here.
  const ahead = yield* sql.get(
    `SELECT COUNT(*) AS requests FROM (SELECT 1 FROM requests WHERE lane = ? AND waiting_since IS NOT NULL
       AND (waiting_since, request_id) < (?, ?) AND workspace_id = ? LIMIT ?) AS a`,
    laneId,
    wait?.waiting_since ?? now,
    requestId ?? '~',
    workspaceId,
    mostCounted,
  );
  const recent = yield* sql.all(
    'SELECT time FROM calls WHERE lane = ? AND time > ? ORDER BY time DESC LIMIT ?',
    laneId,
    now - windowMs,
    limit,
  );
  return {
    wait:
      wait === null || wait.wait_why === null ? null : { why: wait.wait_why, until: wait.wait_until ?? now },
    laneHoldUp: holdUpOf(lane),
    numberHoldUp: (yield* numberState(sql, number)).holdUp,
    requestsAhead: Number(ahead?.requests ?? 0),
    waitingSince: wait?.waiting_since ?? null,
    recentCalls: recent.map(({ time }) => Number(time)),
    ...(yield* numberQueues(sql, { ...number, workspaceId, requestId }, callsOfNumber, now)),
  };
}
