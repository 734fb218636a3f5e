import { WorkspaceId } from '../../leaving/ids.ts';
import { NoteId } from '../../leaving/notes.ts';
import { writeNote } from './entries/notes.ts';
import type { Sql, Steps } from './steps.ts';
import { inForceOf } from './tables/in-force.ts';

/**
 * Cuts off the oldest entries of a workspace up to the first that is young enough or belongs to a request that is not
 * closed, and says so in an entry. A request is kept or cut whole. Runs in the caller's transaction; answers how many
 * entries went.
 */
export function* pruneWorkspace(
  sql: Sql,
  workspaceId: WorkspaceId,
  before: number,
  now: number,
  newId: () => string,
): Steps<number> {
  const kept = yield* sql.get(
    `SELECT MIN(sequence) AS sequence FROM entries WHERE workspace_id = ? AND subject_id IN (
       SELECT subject_id FROM entries WHERE workspace_id = ? AND time >= ?
       UNION SELECT request_id FROM requests WHERE workspace_id = ? AND is_closed = 0
       UNION SELECT note_id FROM outbox WHERE workspace_id = ?)`,
    workspaceId,
    workspaceId,
    before,
    workspaceId,
    workspaceId,
  );
  const upTo = yield* wholeSubjects(sql, workspaceId, kept?.sequence == null ? null : Number(kept.sequence));
  const last = yield* sql.get(
    'SELECT sequence, hash FROM entries WHERE workspace_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT 1',
    workspaceId,
    upTo,
  );
  if (last === undefined) return 0;
  const through = Number(last.sequence);
  const requests = 'SELECT subject_id FROM entries WHERE workspace_id = ? AND sequence <= ? AND version = 1';
  yield* sql.run(`DELETE FROM leaves WHERE request_id IN (${requests})`, workspaceId, through);
  yield* sql.run(`DELETE FROM requests WHERE request_id IN (${requests})`, workspaceId, through);
  const entries = yield* sql.run(
    'DELETE FROM entries WHERE workspace_id = ? AND sequence <= ?',
    workspaceId,
    through,
  );
  yield* writeNote(
    sql,
    NoteId.parse(newId()),
    workspaceId,
    {
      type: 'pruned',
      entries,
      through,
      lastHash: String(last.hash),
      tell: [],
      ...(yield* inForceOf(sql, workspaceId)),
    },
    now,
  );
  return entries;
}

/** The first sequence to keep, moved back until nothing that begins before it goes on behind it. */
function* wholeSubjects(sql: Sql, workspaceId: WorkspaceId, from: number | null): Steps<number> {
  let upTo = from ?? Number.MAX_SAFE_INTEGER;
  for (;;) {
    const row = yield* sql.get(
      `SELECT MIN(sequence) AS sequence FROM entries WHERE workspace_id = ? AND sequence < ? AND subject_id IN (
         SELECT subject_id FROM entries WHERE workspace_id = ? AND sequence >= ?)`,
      workspaceId,
      upTo,
      workspaceId,
      upTo,
    );
    if (row?.sequence == null) return upTo;
    upTo = Number(row.sequence);
  }
}

/** All workspaces that have entries. */
export function* workspacesWithEntries(sql: Sql): Steps<WorkspaceId[]> {
  return (yield* sql.all('SELECT workspace_id FROM chains ORDER BY workspace_id')).map((row) =>
    WorkspaceId.parse(row.workspace_id),
  );
}
