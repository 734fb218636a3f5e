import { RequestId } from '../../../leaving/ids.ts';
import type { Request } from '../../../leaving/request.ts';
import type { Fault } from '../../verify.ts';
import { entriesOf, foldEntries } from '../entries/load.ts';
import type { Sql, SqlRow, Steps } from '../steps.ts';
import { projectLeave, projectRequest } from '../tables/project-request.ts';

/** Compares what is derived from the entries of a workspace with what the entries say. */
export function* verifyDerived(sql: Sql, workspaceId: string): Steps<Fault[]> {
  const faults: Fault[] = [];
  const fault = (where: string, why: string): void => {
    faults.push({ workspaceId, where, why });
  };
  const asked = yield* sql.all(
    "SELECT subject_id FROM entries WHERE workspace_id = ? AND version = 1 AND type = 'requested'",
    workspaceId,
  );
  const known = new Set<string>();
  for (const { subject_id: subjectId } of asked) {
    const requestId = String(subjectId);
    known.add(requestId);
    try {
      const request = foldEntries(RequestId.parse(requestId), yield* entriesOf(sql, requestId));
      if (request !== null)
        for (const why of yield* faultsOf(sql, request)) fault(`request ${requestId}`, why);
    } catch (error) {
      fault(`request ${requestId}`, `cannot be read: ${(error as Error).message}`);
    }
  }
  for (const { request_id: requestId } of yield* sql.all(
    'SELECT request_id FROM requests WHERE workspace_id = ?',
    workspaceId,
  ))
    if (!known.has(String(requestId))) fault(`request ${requestId}`, 'stands in the table without an entry');
  for (const { request_id: requestId } of yield* sql.all(
    'SELECT DISTINCT request_id FROM leaves WHERE workspace_id = ?',
    workspaceId,
  ))
    if (!known.has(String(requestId)))
      fault(`request ${requestId}`, 'has groups in the table without an entry');
  for (const { note_id: noteId } of yield* sql.all(
    `SELECT note_id FROM outbox WHERE workspace_id = ? AND note_id NOT IN (
       SELECT subject_id FROM entries WHERE workspace_id = ? AND version = 1)`,
    workspaceId,
    workspaceId,
  ))
    fault(`note ${noteId}`, 'is to be told, and stands nowhere');
  return faults;
}

function* faultsOf(sql: Sql, request: Request): Steps<string[]> {
  const row = yield* sql.get('SELECT * FROM requests WHERE request_id = ?', request.requestId);
  if (row === undefined) return ['its row is missing: it would be forgotten'];
  const faults = wrongColumns(row, request);
  if (request.finishedAt === null && row.step_at === null) faults.push('is open, and nothing will wake it');
  if (
    request.closing === null &&
    row.is_closed === 0 &&
    row.step_at === null &&
    row.tell_at === null &&
    request.finishedAt !== null
  )
    faults.push('has ended, and nothing will tell it');
  for (const leave of request.leaves) {
    const wanted = projectLeave(leave);
    const found = yield* sql.get(
      'SELECT is_open, is_called, left_at FROM leaves WHERE request_id = ? AND group_id = ?',
      request.requestId,
      wanted.groupId,
    );
    const agrees =
      found?.is_open === Number(wanted.isOpen) &&
      found.is_called === Number(wanted.isCalled) &&
      found.left_at === wanted.leftAt;
    if (!agrees) faults.push(`the row of ${wanted.groupId} does not agree with the entries`);
  }
  const rows = yield* sql.get(
    'SELECT COUNT(*) AS leaves FROM leaves WHERE request_id = ? AND workspace_id = ? AND session_id = ?',
    request.requestId,
    request.workspaceId,
    request.ask.sessionId,
  );
  if (rows?.leaves !== request.leaves.length)
    faults.push('its groups in the table are not those of its entries');
  return faults;
}

function wrongColumns(row: SqlRow, request: Request): string[] {
  const wanted = projectRequest(request);
  const pairs: readonly (readonly [string, unknown])[] = [
    ['workspace_id', wanted.workspaceId],
    ['lane', wanted.lane],
    ['session_id', wanted.sessionId],
    ['number', wanted.number],
    ['asked_by', wanted.askedBy],
    ['after_request', wanted.after],
    ['version', wanted.version],
    ['is_closed', Number(wanted.isClosed)],
    ['call_group', wanted.call?.group ?? null],
    ['call_owner', wanted.call?.owner ?? null],
    ['call_lease_until', wanted.call?.leaseUntil ?? null],
    ['look_at', wanted.lookAt],
  ];
  return pairs
    .filter(([column, value]) => row[column] !== value)
    .map(([column]) => `its ${column} does not agree with the entries`);
}
