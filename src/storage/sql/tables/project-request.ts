import { nextStep } from '../../../leaving/advance/next-step.ts';
import { isOpen, type Leave } from '../../../leaving/leave.ts';
import { nextLookAt } from '../../../leaving/looking.ts';
import type { Request } from '../../../leaving/request.ts';
import { placeOf } from '../pace/number-place.ts';
import type { Sql, Steps } from '../steps.ts';

/** The columns of `requests` that the fold decides; the rest tells of waiting and failing, and is nobody's truth. */
export interface ProjectedRequest {
  readonly requestId: string;
  readonly workspaceId: string;
  readonly lane: string;
  readonly sessionId: string;
  readonly number: string;
  readonly askedBy: string;
  readonly after: string | null;
  readonly version: number;
  readonly isClosed: boolean;
  /** When the next look is owed (epoch milliseconds); null when none is. */
  readonly lookAt: number | null;
  readonly call: { readonly group: string; readonly owner: string; readonly leaseUntil: number } | null;
}

/** One row of `leaves`. */
export interface ProjectedLeave {
  readonly groupId: string;
  readonly isOpen: boolean;
  readonly isCalled: boolean;
  readonly leftAt: number | null;
}

/** What a request is in its row. Pure: `verify` computes the same from the entries. */
export function projectRequest(request: Request): ProjectedRequest {
  const { requestId, workspaceId, version, closing, ask, leaves } = request;
  const calling = leaves.find(({ status }) => status.kind === 'calling');
  return {
    requestId,
    workspaceId,
    lane: ask.lane,
    sessionId: ask.sessionId,
    number: placeOf(ask).number,
    askedBy: ask.by,
    after: ask.after ?? null,
    version,
    isClosed: closing !== null,
    lookAt: earliest(leaves.map(nextLookAt)),
    call:
      calling?.status.kind === 'calling'
        ? {
            group: calling.group.groupId,
            owner: calling.status.owner,
            leaseUntil: calling.status.leaseUntil,
          }
        : null,
  };
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** What a leave is in its row. Pure. */
export function projectLeave(leave: Leave): ProjectedLeave {
  const { status, attempts, group } = leave;
  return {
    groupId: group.groupId,
    isOpen: isOpen(leave),
    isCalled: attempts > 0,
    leftAt: status.kind === 'left' ? status.at : null,
  };
}

/** Brings the rows of a request in line with how it stands, inside the caller's transaction. `before` is null for a new one. */
export function* writeProjection(
  sql: Sql,
  before: Request | null,
  request: Request,
  now: number,
  isLost: Parameters<typeof nextStep>[2],
): Steps<void> {
  const row = projectRequest(request);
  const stepAt = stepAtOf(request, now, isLost);
  const tellAt = row.isClosed ? null : now;
  if (before === null) {
    yield* sql.run(
      `INSERT INTO requests (request_id, workspace_id, lane, session_id, number, asked_by, after_request, version, is_closed)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)`,
      row.requestId,
      row.workspaceId,
      row.lane,
      row.sessionId,
      row.number,
      row.askedBy,
      row.after,
    );
  }
  yield* sql.run(
    `UPDATE requests SET version = ?, is_closed = ?, call_group = ?, call_owner = ?, call_lease_until = ?, look_at = ?, step_at = ?,
       tell_at = ?, step_tries = 0, step_failing_since = NULL WHERE request_id = ?`,
    row.version,
    Number(row.isClosed),
    row.call?.group ?? null,
    row.call?.owner ?? null,
    row.call?.leaseUntil ?? null,
    row.lookAt,
    stepAt,
    tellAt,
    row.requestId,
  );
  const waits = request.leaves.some(({ status }) => status.kind === 'waiting');
  if (row.call !== null || !waits) {
    yield* sql.run(
      'UPDATE requests SET waiting_since = NULL, wait_why = NULL, wait_until = NULL WHERE request_id = ?',
      row.requestId,
    );
  }
  yield* writeLeaves(sql, before, request);
}

function* writeLeaves(sql: Sql, before: Request | null, request: Request): Steps<void> {
  for (const [index, leave] of request.leaves.entries()) {
    if (before?.leaves[index] === leave) continue;
    const row = projectLeave(leave);
    yield* sql.run(
      `INSERT INTO leaves (request_id, group_id, workspace_id, session_id, is_open, is_called, left_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (request_id, group_id) DO UPDATE SET is_open = excluded.is_open, is_called = excluded.is_called,
         left_at = excluded.left_at`,
      request.requestId,
      row.groupId,
      request.workspaceId,
      request.ask.sessionId,
      Number(row.isOpen),
      Number(row.isCalled),
      row.leftAt,
    );
  }
}

/** When the next step is due; null when none is. */
export function stepAtOf(
  request: Request,
  now: number,
  isLost: Parameters<typeof nextStep>[2],
): number | null {
  const step = nextStep(request, now, isLost);
  if (step.kind === 'done') return null;
  return step.kind === 'sleep' ? step.until : now;
}
