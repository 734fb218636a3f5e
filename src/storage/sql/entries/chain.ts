import { LedgerUnavailable } from '../../../errors.ts';
import type { WorkspaceId } from '../../../leaving/ids.ts';
import { firstHash, hashRow } from '../../hash-chain.ts';
import type { Sql, Steps } from '../steps.ts';
import { type AnyEvent, currentFormat, type Entry } from './entry-rows.ts';

/** Whose entries are written, and how many of them there are already. */
export interface Subject {
  readonly workspaceId: WorkspaceId;
  readonly subjectId: string;
  readonly version: number;
}

/** Appends events to a workspace's chain inside the caller's transaction, and answers them as entries. */
export function* chainEvents(
  sql: Sql,
  subject: Subject,
  events: readonly AnyEvent[],
  at: number,
): Steps<Entry[]> {
  const { workspaceId, subjectId } = subject;
  let head = yield* headOf(sql, workspaceId);
  const entries: Entry[] = [];
  for (const [index, event] of events.entries()) {
    const { type, ...rest } = event;
    const data = JSON.stringify(rest);
    const version = subject.version + index + 1;
    const sequence = head.sequence + 1;
    const row = { workspaceId, sequence, subjectId, version, time: at, type, data, format: currentFormat };
    const hash = hashRow(head.hash, row);
    yield* sql.run(
      `INSERT INTO entries (workspace_id, sequence, subject_id, version, time, type, data, previous_hash, hash, format)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      workspaceId,
      sequence,
      subjectId,
      version,
      at,
      type,
      data,
      head.hash,
      hash,
      currentFormat,
    );
    head = { sequence, hash };
    entries.push({ workspaceId, sequence, subjectId, version, at, event, hash });
  }
  yield* sql.run(
    `INSERT INTO chains (workspace_id, last_sequence, last_hash) VALUES (?, ?, ?)
     ON CONFLICT (workspace_id) DO UPDATE SET last_sequence = excluded.last_sequence, last_hash = excluded.last_hash`,
    workspaceId,
    head.sequence,
    head.hash,
  );
  return entries;
}

/** Checks an event before it is written: what could not be read again must not get in. Throws LedgerUnavailable. */
export function checked<Event>(schema: { parse(value: unknown): Event }, event: unknown): Event {
  try {
    return schema.parse(event);
  } catch (cause) {
    throw new LedgerUnavailable('An event that could not be read again was not written.', cause);
  }
}

function* headOf(
  sql: Sql,
  workspaceId: WorkspaceId,
): Steps<{ readonly sequence: number; readonly hash: string }> {
  const row = yield* sql.get(
    'SELECT last_sequence, last_hash FROM chains WHERE workspace_id = ?',
    workspaceId,
  );
  return row === undefined
    ? { sequence: 0, hash: firstHash }
    : { sequence: Number(row.last_sequence), hash: String(row.last_hash) };
}
