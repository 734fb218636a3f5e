import { z } from 'zod';
import { type GroupId, RequestId, type SessionId, type WorkspaceId } from '../../../leaving/ids.ts';
import type { LeftBefore, PastQuery } from '../../../leaving/ports/ledger.ts';
import { loadRequest } from '../entries/load.ts';
import type { Sql, Steps } from '../steps.ts';

const Ids = z.array(z.object({ request_id: RequestId }).transform((row) => row.request_id));

export function* openRequests(sql: Sql, workspaceId: WorkspaceId): Steps<RequestId[]> {
  return Ids.parse(
    yield* sql.all(
      'SELECT request_id FROM requests WHERE workspace_id = ? AND is_closed = 0 ORDER BY request_id',
      workspaceId,
    ),
  );
}

/** Requests of a workspace, newest first; each question has the index that answers it. */
export function* pastRequests(sql: Sql, workspaceId: WorkspaceId, query: PastQuery): Steps<RequestId[]> {
  const before = query.before ?? '~';
  const sessions = query.sessions === null ? null : JSON.stringify(query.sessions);
  const ofSessions = `(CAST(? AS TEXT) IS NULL OR session_id IN ${sql.listed})`;
  const ofPerson =
    '(CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM requests AS r WHERE r.request_id = leaves.request_id AND r.asked_by = ?))';
  const tail = `${ofSessions} ORDER BY request_id DESC LIMIT ?`;
  if (query.groupId !== null) {
    return Ids.parse(
      yield* sql.all(
        `SELECT request_id FROM leaves WHERE workspace_id = ? AND group_id = ? AND request_id < ? AND ${ofPerson} AND ${tail}`,
        workspaceId,
        query.groupId,
        before,
        query.by,
        query.by,
        sessions,
        sessions,
        query.limit,
      ),
    );
  }
  if (query.by !== null) {
    return Ids.parse(
      yield* sql.all(
        `SELECT request_id FROM requests WHERE workspace_id = ? AND asked_by = ? AND request_id < ? AND ${tail}`,
        workspaceId,
        query.by,
        before,
        sessions,
        sessions,
        query.limit,
      ),
    );
  }
  return Ids.parse(
    yield* sql.all(
      `SELECT request_id FROM requests WHERE workspace_id = ? AND request_id < ? AND ${tail}`,
      workspaceId,
      before,
      sessions,
      sessions,
      query.limit,
    ),
  );
}

const LeftRow = z.object({ left_at: z.number(), request_id: RequestId });

export function* leftBefore(
  sql: Sql,
  workspaceId: WorkspaceId,
  sessionId: SessionId,
  groupIds: readonly GroupId[],
): Steps<Map<string, LeftBefore>> {
  const left = new Map<string, LeftBefore>();
  for (const groupId of groupIds) {
    const row = yield* sql.get(
      `SELECT left_at, request_id FROM leaves
       WHERE workspace_id = ? AND session_id = ? AND group_id = ? AND left_at IS NOT NULL ORDER BY left_at DESC LIMIT 1`,
      workspaceId,
      sessionId,
      groupId,
    );
    if (row === undefined) continue;
    const { left_at: at, request_id: requestId } = LeftRow.parse(row);
    const request = yield* loadRequest(sql, requestId);
    const group = request?.leaves.find((leave) => leave.group.groupId === groupId)?.group;
    if (request !== null) left.set(groupId, { at, by: request.ask.by, name: group?.name ?? null });
  }
  return left;
}

export function* successorOf(sql: Sql, requestId: RequestId): Steps<RequestId | null> {
  const row = yield* sql.get(
    'SELECT request_id FROM requests WHERE after_request = ? ORDER BY request_id DESC LIMIT 1',
    requestId,
  );
  return row === undefined ? null : RequestId.parse(row.request_id);
}
