import { LedgerUnavailable } from '../../../errors.ts';
import type { RequestId } from '../../../leaving/ids.ts';
import { afterEntry, beginRequest, type Request, type RequestEntry } from '../../../leaving/request.ts';
import type { Sql, Steps } from '../steps.ts';
import { requestEntry } from './append.ts';
import { columns, type Entry, toEntry } from './entry-rows.ts';

/** The entries of one subject in their order; empty when there is none. */
export function* entriesOf(sql: Sql, subjectId: string): Steps<Entry[]> {
  return (yield* sql.all(
    `SELECT ${columns} FROM entries WHERE subject_id = ? ORDER BY version`,
    subjectId,
  )).map(toEntry);
}

/** Folds a request from its entries; null when there is none. Throws LedgerUnavailable where one is missing or does not read. */
export function* loadRequest(sql: Sql, requestId: RequestId): Steps<Request | null> {
  const row = yield* sql.get('SELECT version FROM requests WHERE request_id = ?', requestId);
  if (row === undefined) return null;
  const entries = yield* entriesOf(sql, requestId);
  if (entries.length !== row.version) {
    throw new LedgerUnavailable(
      `Request ${requestId} has ${entries.length} entries and not ${row.version}. Run: npm run ledger -- verify`,
    );
  }
  return foldEntries(requestId, entries);
}

/** Throws on a history that cannot have happened. */
export function foldEntries(requestId: RequestId, entries: readonly Entry[]): Request | null {
  const [first, ...rest] = entries;
  if (first === undefined) return null;
  return rest
    .map(requestEntry)
    .reduce(afterEntry, beginRequest(first.workspaceId, requestId, requestEntry(first)));
}

export function* requestEntries(sql: Sql, requestId: RequestId): Steps<RequestEntry[]> {
  return (yield* entriesOf(sql, requestId)).map(requestEntry);
}
