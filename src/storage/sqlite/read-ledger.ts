import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { RequestId, WorkspaceId } from '../../leaving/ids.ts';
import type { Ledger, LedgerEntry, VerifyResult } from '../../leaving/ports/ledger.ts';
import { columns, toEntry } from './rows.ts';
import { verifyChain } from './verify-chain.ts';

/** The reading half of the ledger. */
export type LedgerReader = Pick<
  Ledger,
  'load' | 'open' | 'recent' | 'verify' | 'workspaces' | 'callsOfSession' | 'callsOfLane'
>;

/** Reads over an open database; `guarded` turns what SQLite throws into LedgerUnavailable. */
export function createLedgerReader(
  database: DatabaseSync,
  guarded: <T>(read: () => T) => Promise<T>,
): LedgerReader {
  return {
    load: (requestId) => guarded(() => loadEntries(database, requestId)),
    open: (workspaceId) => guarded(() => openRequests(database, workspaceId)),
    recent: (workspaceId, page) => guarded(() => recentRequests(database, workspaceId, page)),
    callsOfSession: (workspaceId, sessionId, since) =>
      guarded(() =>
        count(
          database.prepare(
            `SELECT COUNT(*) AS calls FROM entries
             WHERE type = 'calling' AND json_extract(data, '$.sessionId') = ? AND time >= ? AND workspace_id = ?`,
          ),
          [sessionId, since, workspaceId],
        ),
      ),
    callsOfLane: (lane, since) =>
      guarded(() =>
        count(
          database.prepare(
            `SELECT COUNT(*) AS calls FROM entries WHERE type = 'calling' AND json_extract(data, '$.lane') = ? AND time >= ?`,
          ),
          [lane, since],
        ),
      ),
    verify: (workspaceId): Promise<VerifyResult> => guarded(() => verifyChain(database, workspaceId)),
    workspaces: () =>
      guarded(() =>
        database
          .prepare('SELECT workspace_id FROM chains ORDER BY workspace_id')
          .all()
          .map((row) => WorkspaceId.parse(row.workspace_id)),
      ),
  };
}

function count(statement: StatementSync, values: readonly (string | number)[]): number {
  return Number(statement.get(...values)?.calls ?? 0);
}

export function loadEntries(database: DatabaseSync, requestId: RequestId): LedgerEntry[] {
  return database
    .prepare(`SELECT ${columns} FROM entries WHERE request_id = ? ORDER BY version`)
    .all(requestId)
    .map(toEntry);
}

function openRequests(database: DatabaseSync, workspaceId: WorkspaceId | undefined): RequestId[] {
  const rows =
    workspaceId === undefined
      ? database.prepare('SELECT request_id FROM open_requests ORDER BY request_id').all()
      : database
          .prepare('SELECT request_id FROM open_requests WHERE workspace_id = ? ORDER BY request_id')
          .all(workspaceId);
  return rows.map((row) => RequestId.parse(row.request_id));
}

function recentRequests(
  database: DatabaseSync,
  workspaceId: WorkspaceId,
  { limit, before }: { readonly limit: number; readonly before?: RequestId },
): RequestId[] {
  return database
    .prepare(
      `SELECT request_id FROM entries WHERE workspace_id = ? AND version = 1 AND request_id < ?
       ORDER BY request_id DESC LIMIT ?`,
    )
    .all(workspaceId, before ?? '~', limit)
    .map((row) => RequestId.parse(row.request_id));
}
