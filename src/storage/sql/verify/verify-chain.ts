import { firstHash } from '../../hash-chain.ts';
import type { Fault } from '../../verify.ts';
import { columns, eventOf, hashOf, Row } from '../entries/entry-rows.ts';
import type { Sql, SqlRow, Steps } from '../steps.ts';

export interface ChainWalk {
  readonly entries: number;
  readonly firstSequence: number;
  readonly lastHash: string;
  readonly prunedEntries: number;
  readonly faults: readonly Fault[];
}

/** Walks the entries of a workspace, oldest first: every hash, link and sequence, every event, and where the chain begins and ends. */
export function* verifyChain(sql: Sql, workspaceId: string): Steps<ChainWalk> {
  const faults: Fault[] = [];
  const fault = (sequence: number, why: string): void => {
    faults.push({ workspaceId, where: `entry ${sequence}`, why });
  };
  let last: { readonly sequence: number; readonly hash: string } | null = null;
  let first: Row | null = null;
  let entries = 0;
  const pruned = { entries: 0, through: 0, lastHash: firstHash };
  const versions = new Map<string, number>();
  const pageFrom = (sequence: number) => pageAfter(sql, workspaceId, sequence);
  let page = yield* pageFrom(Number.MIN_SAFE_INTEGER);
  while (page.length > 0) {
    for (const stored of page) {
      const read = Row.safeParse(stored);
      if (!read.success) {
        fault(Number(stored.sequence), 'does not read as an entry');
        continue;
      }
      const row = read.data;
      first ??= row;
      checkLink(row, last, versions.get(row.subject_id) ?? 0, fault);
      versions.set(row.subject_id, row.version);
      notePruned(row, pruned, fault);
      last = { sequence: row.sequence, hash: row.hash };
      entries += 1;
    }
    page = yield* pageFrom(Number(page.at(-1)?.sequence));
  }
  if (first !== null && !beginsRightly(first, pruned))
    fault(first.sequence, 'the entries before it are missing, and nothing says that they were pruned');
  yield* checkHead(sql, workspaceId, last, fault);
  return {
    entries,
    firstSequence: first?.sequence ?? 0,
    lastHash: last?.hash ?? firstHash,
    prunedEntries: pruned.entries,
    faults,
  };
}

/** Whether a row is what was written, and follows the row and the version before it. */
function checkLink(
  row: Row,
  last: { readonly sequence: number; readonly hash: string } | null,
  version: number,
  fault: (sequence: number, why: string) => void,
): void {
  if (last !== null && row.sequence !== last.sequence + 1)
    fault(row.sequence, `entry ${last.sequence + 1} is missing`);
  if (last !== null && row.previous_hash !== last.hash)
    fault(row.sequence, 'does not follow the entry before it');
  if (hashOf(row) !== row.hash) fault(row.sequence, 'was changed');
  if (row.version !== version + 1)
    fault(row.sequence, `has version ${row.version} where ${version + 1} comes next`);
}

/** Pages, so that a walk over a long chain does not fill the memory. */
function pageAfter(sql: Sql, workspaceId: string, sequence: number): Steps<SqlRow[]> {
  return sql.all(
    `SELECT ${columns} FROM entries WHERE workspace_id = ? AND sequence > ? ORDER BY sequence LIMIT 1000`,
    workspaceId,
    sequence,
  );
}

function notePruned(
  row: Row,
  pruned: { entries: number; through: number; lastHash: string },
  fault: (sequence: number, why: string) => void,
): void {
  try {
    const event = eventOf(row);
    if (event.type !== 'pruned') return;
    pruned.entries += event.entries;
    pruned.through = event.through;
    pruned.lastHash = event.lastHash;
  } catch {
    fault(row.sequence, 'holds no event this version can read');
  }
}

function beginsRightly(
  { sequence, previous_hash: before }: Row,
  pruned: { through: number; lastHash: string },
): boolean {
  return sequence === pruned.through + 1 && before === pruned.lastHash;
}

function* checkHead(
  sql: Sql,
  workspaceId: string,
  last: { readonly sequence: number; readonly hash: string } | null,
  fault: (sequence: number, why: string) => void,
): Steps<void> {
  const head = yield* sql.get(
    'SELECT last_sequence, last_hash FROM chains WHERE workspace_id = ?',
    workspaceId,
  );
  const end = last?.sequence ?? 0;
  if (head === undefined) fault(end, 'the head of the chain is missing');
  else if (head.last_sequence !== end)
    fault(end, `the chain ends at ${end}, but ${head.last_sequence} was written`);
  else if (head.last_hash !== last?.hash) fault(end, 'the last entry is not the one that was written');
}
