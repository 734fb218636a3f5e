import type { DatabaseSync } from 'node:sqlite';

/**
 * Removes the oldest entries of each workspace up to the first that is young enough or belongs to an open request, and
 * remembers the last removed hash so that the rest still verifies. Runs in the caller's transaction.
 */
export function pruneEntries(database: DatabaseSync, before: number): number {
  let removed = 0;
  for (const { workspace_id: workspaceId } of database.prepare('SELECT workspace_id FROM chains').all()) {
    removed += pruneWorkspace(database, String(workspaceId), before);
  }
  return removed;
}

function pruneWorkspace(database: DatabaseSync, workspaceId: string, before: number): number {
  // A request is kept or removed whole: what stays begins with an entry after which every request is still complete.
  const firstKept = database
    .prepare(
      `SELECT MIN(e.sequence) AS sequence FROM entries AS e WHERE e.workspace_id = ? AND e.request_id IN (
         SELECT request_id FROM entries WHERE workspace_id = ? AND time >= ?
         UNION SELECT request_id FROM open_requests WHERE workspace_id = ?
       )`,
    )
    .get(workspaceId, workspaceId, before, workspaceId);
  const upTo =
    firstKept?.sequence === null || firstKept === undefined
      ? Number.MAX_SAFE_INTEGER
      : Number(firstKept.sequence);
  const last = database
    .prepare(
      'SELECT sequence, hash FROM entries WHERE workspace_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT 1',
    )
    .get(workspaceId, upTo);
  if (last === undefined) return 0;
  database
    .prepare('UPDATE chains SET pruned_through = ?, pruned_hash = ? WHERE workspace_id = ?')
    .run(Number(last.sequence), String(last.hash), workspaceId);
  const { changes } = database
    .prepare('DELETE FROM entries WHERE workspace_id = ? AND sequence <= ?')
    .run(workspaceId, Number(last.sequence));
  return Number(changes);
}
