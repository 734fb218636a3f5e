import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { ShownEntry } from './protocol.ts';

const Row = z.object({
  workspace_id: z.string(),
  sequence: z.number(),
  request_id: z.string(),
  version: z.number(),
  time: z.number(),
  type: z.string(),
  data: z.string(),
  hash: z.string(),
});

/**
 * The app's ledger as it stands in its file, oldest first; empty before the file is laid out. Only reads, beside the
 * app, which keeps writing.
 */
export function readEntries(storePath: string): ShownEntry[] {
  if (!existsSync(storePath)) return [];
  const database = new DatabaseSync(storePath, { readOnly: true });
  try {
    return database.prepare('SELECT * FROM entries ORDER BY time, workspace_id, sequence').all().map(toEntry);
  } finally {
    database.close();
  }
}

function toEntry(stored: unknown): ShownEntry {
  const row = Row.parse(stored);
  return {
    workspaceId: row.workspace_id,
    sequence: row.sequence,
    requestId: row.request_id,
    version: row.version,
    time: row.time,
    type: row.type,
    data: JSON.parse(row.data),
    hash: row.hash.slice(0, 8),
  };
}
