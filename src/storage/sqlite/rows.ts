import { z } from 'zod';
import { LedgerUnavailable } from '../../errors.ts';
import { LedgerEvent } from '../../leaving/events.ts';
import { RequestId, WorkspaceId } from '../../leaving/ids.ts';
import type { LedgerEntry } from '../../leaving/ports/ledger.ts';

const Row = z.object({
  workspace_id: WorkspaceId,
  sequence: z.number().int().positive(),
  request_id: RequestId,
  version: z.number().int().positive(),
  time: z.number().int(),
  type: z.string(),
  data: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
});
export type Row = z.infer<typeof Row>;

export const columns = 'workspace_id, sequence, request_id, version, time, type, data, previous_hash, hash';

/** Checks a row's columns. Throws a zod error. */
export function readRow(row: unknown): Row {
  return Row.parse(row);
}

/** A stored row as an entry. A row that does not read as one is a loud fault, never a missing entry. */
export function toEntry(stored: unknown): LedgerEntry {
  try {
    const row = Row.parse(stored);
    const event = LedgerEvent.parse({ type: row.type, ...(JSON.parse(row.data) as object) });
    return {
      workspaceId: row.workspace_id,
      sequence: row.sequence,
      requestId: row.request_id,
      version: row.version,
      time: row.time,
      event,
      previousHash: row.previous_hash,
      hash: row.hash,
    };
  } catch (cause) {
    const place = z.object({ workspace_id: z.string(), sequence: z.number() }).safeParse(stored);
    const where = place.success ? `${place.data.workspace_id}/${place.data.sequence}` : 'without a place';
    throw new LedgerUnavailable(`Ledger entry ${where} cannot be read. Run: npm run ledger -- verify`, cause);
  }
}
