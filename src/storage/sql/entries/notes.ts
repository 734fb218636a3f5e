import type { WorkspaceId } from '../../../leaving/ids.ts';
import { type Note, NoteEvent, NoteId } from '../../../leaving/notes.ts';
import type { Notes } from '../../../leaving/ports/notes.ts';
import type { Sql, Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';
import { chainEvents, checked } from './chain.ts';
import type { Entry } from './entry-rows.ts';
import { entriesOf } from './load.ts';

/** Writes one note inside the caller's transaction, and owes its telling where it names a channel. */
export function* writeNote(
  sql: Sql,
  noteId: NoteId,
  workspaceId: WorkspaceId,
  event: NoteEvent,
  now: number,
): Steps<Note> {
  const safe = checked(NoteEvent, event);
  const [entry] = yield* chainEvents(sql, { workspaceId, subjectId: noteId, version: 0 }, [safe], now);
  if (entry === undefined) throw new Error('Nothing was written');
  if (safe.tell.length > 0)
    yield* sql.run(
      'INSERT INTO outbox (note_id, workspace_id, tell_at) VALUES (?, ?, ?)',
      noteId,
      workspaceId,
      now,
    );
  return noteOf(entry, safe);
}

export function createNotes({ store, sql, newId }: StoreMeans): Notes {
  return {
    write: (workspaceId, event) =>
      store.write({ durability: 'durable', workspaceId, wakes: true }, (now) =>
        writeNote(sql, NoteId.parse(newId()), workspaceId, event, now),
      ),
    load: (noteId) =>
      store.read(function* () {
        const [entry] = yield* entriesOf(sql, noteId);
        if (entry === undefined) return null;
        const event = NoteEvent.safeParse(entry.event);
        return event.success ? noteOf(entry, event.data) : null;
      }),
    async told(noteId) {
      await store.write({ durability: 'losable' }, () =>
        sql.run('DELETE FROM outbox WHERE note_id = ?', noteId),
      );
    },
  };
}

function noteOf({ subjectId, workspaceId, at, sequence, hash }: Entry, event: NoteEvent): Note {
  return { noteId: NoteId.parse(subjectId), workspaceId, event, at, seal: { sequence, hash } };
}
