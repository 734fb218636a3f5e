import type { DatabaseSync } from 'node:sqlite';
import type { WorkspaceId } from '../../leaving/ids.ts';
import type { ChainFault, VerifyResult } from '../../leaving/ports/ledger.ts';
import { firstHash, hashRow } from '../hash-chain.ts';
import { columns, type Row, readRow } from './rows.ts';

interface Head {
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly prunedThrough: number;
  readonly prunedHash: string;
}

/** Walks a workspace's chain from the oldest row kept to the head that was written with the newest one. */
export function verifyChain(database: DatabaseSync, workspaceId: WorkspaceId): VerifyResult {
  const head = readHead(database, workspaceId);
  const faults: ChainFault[] = [];
  const fault = (sequence: number, why: string): void => {
    faults.push({ workspaceId, sequence, why });
  };
  let sequence = head.prunedThrough;
  let previousHash = head.prunedHash;
  let entries = 0;
  const rows = database.prepare(`SELECT ${columns} FROM entries WHERE workspace_id = ? ORDER BY sequence`);
  for (const stored of rows.iterate(workspaceId)) {
    const row = readRow(stored);
    for (const why of faultsOf(row, sequence, previousHash)) fault(row.sequence, why);
    sequence = row.sequence;
    previousHash = row.hash;
    entries += 1;
  }
  if (sequence !== head.lastSequence)
    fault(head.lastSequence, `the chain ends at ${sequence}, but ${head.lastSequence} was written`);
  else if (previousHash !== head.lastHash) fault(sequence, 'the last entry is not the one that was written');
  return faults.length === 0
    ? { kind: 'whole', entries, lastHash: previousHash }
    : { kind: 'broken', faults };
}

function faultsOf(row: Row, sequenceBefore: number, hashBefore: string): string[] {
  const faults: string[] = [];
  if (row.sequence !== sequenceBefore + 1) faults.push(`entry ${sequenceBefore + 1} is missing`);
  if (row.previous_hash !== hashBefore) faults.push('does not follow the entry before it');
  const { workspace_id: workspaceId, request_id: requestId, sequence, version, time, type, data } = row;
  const hash = hashRow(row.previous_hash, { workspaceId, sequence, requestId, version, time, type, data });
  if (hash !== row.hash) faults.push('was changed');
  return faults;
}

function readHead(database: DatabaseSync, workspaceId: WorkspaceId): Head {
  const row = database
    .prepare(
      'SELECT last_sequence, last_hash, pruned_through, pruned_hash FROM chains WHERE workspace_id = ?',
    )
    .get(workspaceId);
  return {
    lastSequence: Number(row?.last_sequence ?? 0),
    lastHash: String(row?.last_hash ?? firstHash),
    prunedThrough: Number(row?.pruned_through ?? 0),
    prunedHash: String(row?.pruned_hash ?? firstHash),
  };
}
