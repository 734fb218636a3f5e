import type { WorkspaceId } from '../ids.ts';
import type { Note, NoteEvent, NoteId } from '../notes.ts';

/** Entries beside requests, each told to the audit channels it names. Throws `LedgerUnavailable`. */
export interface Notes {
  /** Appends one note and owes its telling. */
  write(workspaceId: WorkspaceId, event: NoteEvent): Promise<Note>;
  /** Null when there is none of this id. */
  load(noteId: NoteId): Promise<Note | null>;
  /** The note has been told, or could not be told for good. Idempotent. */
  told(noteId: NoteId): Promise<void>;
}
