import { z } from 'zod';
import type { QueuePlace, QueueWindow } from '../../../leaving/ports/ledger.ts';
import type { QueueAhead } from '../../../leaving/ports/queue-ahead.ts';
import type { Sql, Steps } from '../steps.ts';
import { holdUpOf } from './hold-ups.ts';
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
});

/** More requests ahead than this are counted as this many: it is hours away. */
const mostCounted = 500;

export function* queueAhead(
  sql: Sql,
  place: QueuePlace,
  { windowMs, limit, callsOfNumber }: QueueWindow,
  now: number,
): Steps<QueueAhead> {
  const { requestId, lane: laneId, sessionId } = place;
  const row = yield* sql.get(
    'SELECT wait_why, wait_until, waiting_since FROM requests WHERE request_id = ?',
    requestId ?? '',
  );
  const wait = row === undefined ? null : WaitRow.parse(row);
  const number = yield* sql.get(
    `SELECT why, held_until, failing_since, last_try_at, tries FROM numbers
     WHERE lane = ? AND session_id = ?`,
    laneId,
    sessionId,
  );
  const lane = yield* sql.get(
    'SELECT why, held_until, failing_since, last_try_at, tries FROM lanes WHERE lane = ?',
    laneId,
  );
  const ahead = yield* sql.get(
    `SELECT COUNT(*) AS requests FROM (SELECT 1 FROM requests WHERE lane = ? AND waiting_since IS NOT NULL
       AND (waiting_since, request_id) < (?, ?) LIMIT ?) AS a`,
    laneId,
    wait?.waiting_since ?? now,
    requestId ?? '~',
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
    numberHoldUp: holdUpOf(number),
    requestsAhead: Number(ahead?.requests ?? 0),
    waitingSince: wait?.waiting_since ?? null,
    recentCalls: recent.map(({ time }) => Number(time)),
    ...(yield* numberQueues(sql, place, callsOfNumber, now)),
  };
}
