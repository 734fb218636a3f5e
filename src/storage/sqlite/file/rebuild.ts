import { z } from 'zod';
import { RequestEvent } from '../../../leaving/events.ts';
import { RequestId, WorkspaceId } from '../../../leaving/ids.ts';
import { NoteEvent, NoteId } from '../../../leaving/notes.ts';
import { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import type { toEntry } from '../../sql/entries/entry-rows.ts';
import { entriesOf, foldEntries } from '../../sql/entries/load.ts';
import { writeNote } from '../../sql/entries/notes.ts';
import { noteHoldUps } from '../../sql/pace/hold-ups.ts';
import { placeOf } from '../../sql/pace/number-place.ts';
import type { Sql, Steps } from '../../sql/steps.ts';
import { writeProjection } from '../../sql/tables/project-request.ts';

const dayMs = 24 * 60 * 60_000;

/** Fills everything that is derived from the entries, in a store that has none of it yet. Runs in the caller's transaction. */
export function* rebuild(sql: Sql, now: number, newId: () => string): Steps<void> {
  const firsts = yield* sql.all(
    "SELECT subject_id FROM entries WHERE version = 1 AND type = 'requested' ORDER BY subject_id",
  );
  for (const { subject_id: id } of firsts) yield* rebuildRequest(sql, RequestId.parse(id), now);
  yield* rebuildOutbox(sql, now);
  yield* rebuildSettings(sql, now, newId);
}

function* rebuildRequest(sql: Sql, requestId: RequestId, now: number): Steps<void> {
  const entries = yield* entriesOf(sql, requestId);
  const request = foldEntries(requestId, entries);
  if (request === null) return;
  yield* writeProjection(sql, null, request, now, () => true);
  for (const entry of entries.map(toRequestEvent)) {
    if (entry.event.type === 'calling') {
      yield* sql.run(
        'INSERT INTO calls (lane, workspace_id, session_id, number, time, is_leave) VALUES (?, ?, ?, ?, ?, 1)',
        request.ask.lane,
        request.workspaceId,
        request.ask.sessionId,
        placeOf(request.ask).number,
        entry.at,
      );
    }
    if (entry.at > now - dayMs) yield* noteHoldUps(sql, request, [entry.event], entry.at);
  }
}

function toRequestEvent({ at, event }: ReturnType<typeof toEntry>): { at: number; event: RequestEvent } {
  return { at, event: RequestEvent.parse(event) };
}

/** What was refused or changed and not told yet; the first format closed such entries as it closed requests. */
function* rebuildOutbox(sql: Sql, now: number): Steps<void> {
  const untold = yield* sql.all(
    `SELECT workspace_id, subject_id FROM entries AS e WHERE version = 1 AND type IN ('ask-refused', 'settings-changed')
       AND NOT EXISTS (SELECT 1 FROM entries AS c WHERE c.subject_id = e.subject_id AND c.type = 'closed')`,
  );
  for (const { workspace_id: workspaceId, subject_id: noteId } of untold) {
    const [entry] = yield* entriesOf(sql, String(noteId));
    const event = NoteEvent.safeParse(entry?.event);
    if (!event.success || event.data.tell.length === 0) continue;
    yield* sql.run(
      'INSERT INTO outbox (note_id, workspace_id, tell_at) VALUES (?, ?, ?)',
      String(noteId),
      String(workspaceId),
      now,
    );
  }
}

const StoredSettings = z.object({ value: z.object({ v: z.literal(1), settings: WorkspaceSettings }) });

/** The first layout kept the rules in the key-value store. */
function* rebuildSettings(sql: Sql, now: number, newId: () => string): Steps<void> {
  const prefix = 'settings:';
  for (const { key, value } of yield* sql.all(
    "SELECT key, value FROM keyv WHERE key >= 'settings:' AND key < 'settings;'",
  )) {
    const workspaceId = WorkspaceId.parse(String(key).slice(prefix.length));
    const { settings } = StoredSettings.parse(JSON.parse(String(value))).value;
    yield* sql.run(
      'INSERT INTO settings (workspace_id, revision, rules) VALUES (?, 1, ?)',
      workspaceId,
      JSON.stringify(settings),
    );
    const changes = [{ what: 'in-words' as const, of: 'layout', before: '1', after: '2' }];
    const inForce = { rules: settings, rulesRevision: 1 };
    const noteId = NoteId.parse(newId());
    yield* writeNote(
      sql,
      noteId,
      workspaceId,
      { type: 'settings-changed', by: null, changes, tell: [], ...inForce },
      now,
    );
  }
  yield* sql.run("DELETE FROM keyv WHERE key >= 'settings:' AND key < 'settings;'");
}
