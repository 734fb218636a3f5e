import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { ShownEntry, ShownLedger } from '../protocol.ts';

const Data = z.record(z.string(), z.unknown());
const Row = z.object({
  workspace_id: z.string(),
  sequence: z.number(),
  subject_id: z.string(),
  version: z.number(),
  time: z.number(),
  type: z.string(),
  data: z.string().transform((text, context) => {
    try {
      return Data.parse(JSON.parse(text));
    } catch {
      context.addIssue('its data is no JSON object');
      return z.NEVER;
    }
  }),
  hash: z.string(),
});

/** As much of a row as says where it stands, when the rest of it does not read. */
const Place = z.object({
  workspace_id: z.string().catch('?'),
  sequence: z.number().catch(0),
  subject_id: z.string().catch('?'),
  version: z.number().catch(0),
  time: z.number().catch(0),
  type: z.string().catch('?'),
  hash: z.string().catch(''),
});

const ordered = 'SELECT * FROM entries ORDER BY time, workspace_id, sequence';

/**
 * The app's ledger as it stands in its file, oldest first; empty before the file is laid out. Only reads, beside the
 * app, which keeps writing. Never throws: what cannot be read is said, and spoils nothing beside it.
 */
export function readEntries(storePath: string): ShownLedger {
  if (!existsSync(storePath)) return { entries: [], fault: null };
  try {
    const database = new DatabaseSync(storePath, { readOnly: true });
    try {
      if (!isLaidOut(database)) return { entries: [], fault: null };
      return { entries: database.prepare(ordered).all().map(toEntry), fault: null };
    } finally {
      database.close();
    }
  } catch (error) {
    return { entries: [], fault: error instanceof Error ? error.message : String(error) };
  }
}

function isLaidOut(database: DatabaseSync): boolean {
  const found = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'entries'")
    .get();
  return found !== undefined;
}

function toEntry(stored: unknown): ShownEntry {
  const row = Row.safeParse(stored);
  const place = Place.parse(stored);
  return {
    workspaceId: place.workspace_id,
    sequence: place.sequence,
    subjectId: place.subject_id,
    version: place.version,
    time: place.time,
    type: place.type,
    data: row.success ? row.data.data : (stored as Readonly<Record<string, unknown>>),
    hash: place.hash.slice(0, 8),
    fault: row.success ? null : z.prettifyError(row.error),
  };
}
