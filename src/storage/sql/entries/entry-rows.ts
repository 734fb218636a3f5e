import { z } from 'zod';
import { LedgerUnavailable, NewerEntry } from '../../../errors.ts';
import { RequestEvent } from '../../../leaving/events.ts';
import { WorkspaceId } from '../../../leaving/ids.ts';
import { NoteEvent } from '../../../leaving/notes.ts';
import { type ChainedRow, hashRow } from '../../hash-chain.ts';
import { upgradeEvent } from './upgrade-event.ts';

export const Row = z.object({
  workspace_id: WorkspaceId,
  sequence: z.number().int().positive(),
  subject_id: z.string(),
  version: z.number().int().positive(),
  time: z.number().int(),
  type: z.string(),
  data: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
  format: z.number().int().positive(),
});
export type Row = z.infer<typeof Row>;

export const columns =
  'workspace_id, sequence, subject_id, version, time, type, data, previous_hash, hash, format';

/** The format in which this version writes events. */
export const currentFormat = 2;

const AnyEvent = z.union([RequestEvent, NoteEvent]);
export type AnyEvent = z.infer<typeof AnyEvent>;

const knownTypes: ReadonlySet<string> = new Set(
  [...RequestEvent.options, ...NoteEvent.options].map(({ shape }) => shape.type.value),
);
const Named = z.object({ workspace_id: z.string(), sequence: z.number(), type: z.string() });

/** One entry as it stands on disk. */
export interface Entry {
  readonly workspaceId: WorkspaceId;
  readonly sequence: number;
  readonly subjectId: string;
  readonly version: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly event: AnyEvent;
  readonly hash: string;
}

/** A stored row as an entry. A row that does not read as one is a loud fault, never a missing entry. */
export function toEntry(stored: unknown): Entry {
  try {
    const row = Row.parse(stored);
    const { workspace_id: workspaceId, sequence, subject_id: subjectId, version, time: at, hash } = row;
    return { workspaceId, sequence, subjectId, version, at, hash, event: eventOf(row) };
  } catch (cause) {
    const named = Named.safeParse(stored);
    if (named.success && !knownTypes.has(named.data.type))
      throw new NewerEntry(
        `Ledger entry ${named.data.workspace_id}/${named.data.sequence} (${named.data.type}) was written by a newer version of this app.`,
        cause,
      );
    const place = z.object({ workspace_id: z.string(), sequence: z.number() }).safeParse(stored);
    const where = place.success ? `${place.data.workspace_id}/${place.data.sequence}` : 'without a place';
    throw new LedgerUnavailable(`Ledger entry ${where} cannot be read. Run: npm run ledger -- verify`, cause);
  }
}

/** The event of a row, in today's shape. Throws a zod error or SyntaxError. */
export function eventOf({ type, data, format }: Pick<Row, 'type' | 'data' | 'format'>): AnyEvent {
  const stored = { type, ...(JSON.parse(data) as object) };
  return AnyEvent.parse(format === currentFormat ? stored : upgradeEvent(stored));
}

/** What a row's hash must be. */
export function hashOf(row: Row): string {
  const {
    workspace_id: workspaceId,
    subject_id: subjectId,
    sequence,
    version,
    time,
    type,
    data,
    format,
  } = row;
  const chained: ChainedRow = { workspaceId, sequence, subjectId, version, time, type, data, format };
  return hashRow(row.previous_hash, chained);
}
