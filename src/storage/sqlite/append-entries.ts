import type { DatabaseSync } from 'node:sqlite';
import type { LedgerEvent } from '../../leaving/events.ts';
import type { RequestId, WorkspaceId } from '../../leaving/ids.ts';
import type { AppendResult, LedgerEntry } from '../../leaving/ports/ledger.ts';
import { firstHash, hashRow } from '../hash-chain.ts';

/** Appends inside the caller's transaction. */
export function appendEntries(
  database: DatabaseSync,
  workspaceId: WorkspaceId,
  requestId: RequestId,
  expectedVersion: number,
  events: readonly LedgerEvent[],
  time: number,
): AppendResult {
  const version = versionOf(database, requestId);
  if (version !== expectedVersion) return { kind: 'stale', version };
  const entries: LedgerEntry[] = [];
  let head = headOf(database, workspaceId);
  for (const [index, event] of events.entries()) {
    const entry = chain(head, { workspaceId, requestId, version: version + index + 1, time, event });
    insert(database, entry);
    head = { sequence: entry.sequence, hash: entry.hash };
    entries.push(entry);
  }
  moveHead(database, workspaceId, head);
  noteOpen(database, workspaceId, requestId, events);
  return { kind: 'appended', entries };
}

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

type Unchained = Pick<LedgerEntry, 'workspaceId' | 'requestId' | 'version' | 'time' | 'event'>;

function chain(head: Head, unchained: Unchained): LedgerEntry {
  const sequence = head.sequence + 1;
  const { type, data } = split(unchained.event);
  const hash = hashRow(head.hash, { ...unchained, sequence, type, data });
  return { ...unchained, sequence, previousHash: head.hash, hash };
}

/** An event's type has its own column; the rest is stored as JSON. */
function split({ type, ...rest }: LedgerEvent): { type: string; data: string } {
  return { type, data: JSON.stringify(rest) };
}

function insert(database: DatabaseSync, entry: LedgerEntry): void {
  const { type, data } = split(entry.event);
  database
    .prepare(
      `INSERT INTO entries (workspace_id, sequence, request_id, version, time, type, data, previous_hash, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      entry.workspaceId,
      entry.sequence,
      entry.requestId,
      entry.version,
      entry.time,
      type,
      data,
      entry.previousHash,
      entry.hash,
    );
}

export function versionOf(database: DatabaseSync, requestId: RequestId): number {
  const row = database
    .prepare('SELECT MAX(version) AS version FROM entries WHERE request_id = ?')
    .get(requestId);
  return Number(row?.version ?? 0);
}

function headOf(database: DatabaseSync, workspaceId: WorkspaceId): Head {
  const row = database
    .prepare('SELECT last_sequence, last_hash FROM chains WHERE workspace_id = ?')
    .get(workspaceId);
  return row === undefined
    ? { sequence: 0, hash: firstHash }
    : { sequence: Number(row.last_sequence), hash: String(row.last_hash) };
}

function moveHead(database: DatabaseSync, workspaceId: WorkspaceId, head: Head): void {
  database
    .prepare(
      `INSERT INTO chains (workspace_id, last_sequence, last_hash, pruned_hash) VALUES (?, ?, ?, ?)
       ON CONFLICT (workspace_id) DO UPDATE SET last_sequence = excluded.last_sequence, last_hash = excluded.last_hash`,
    )
    .run(workspaceId, head.sequence, head.hash, firstHash);
}

function noteOpen(
  database: DatabaseSync,
  workspaceId: WorkspaceId,
  requestId: RequestId,
  events: readonly LedgerEvent[],
): void {
  const isClosed = events.some((event) => event.type === 'closed');
  if (isClosed) database.prepare('DELETE FROM open_requests WHERE request_id = ?').run(requestId);
  else {
    database
      .prepare('INSERT OR IGNORE INTO open_requests (request_id, workspace_id) VALUES (?, ?)')
      .run(requestId, workspaceId);
  }
}
