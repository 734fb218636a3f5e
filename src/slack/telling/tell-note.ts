import { type SessionId, type UserId, WorkspaceId } from '../../leaving/ids.ts';
import type { Note, NoteId } from '../../leaving/notes.ts';
import { RecordMovedOn } from './card-record.ts';
import type { ChannelPace } from './channel-pace.ts';
import { openBook } from './letters/desk.ts';
import { sayOnce } from './letters/say-letters.ts';
import { openDesk } from './open-desk.ts';
import { namesAt } from './tell-state.ts';
import type { TellMeans } from './telling.ts';

const afterAnotherMs = 1_000;

/**
 * Tells one note to each audit channel it names, each once: an ask that was refused, rules that were changed. Answers
 * when to come again (epoch milliseconds), or null when nothing is owed any more. Throws what the stores throw.
 */
export function createTellNote(
  means: TellMeans,
  pace: ChannelPace,
): (noteId: NoteId) => Promise<number | null> {
  return async (noteId) => {
    const note = await means.notes.load(noteId);
    const at = note === null || note.event.tell.length === 0 ? null : await tell(note, pace, means);
    if (at === null) await means.notes.told(noteId);
    return at;
  };
}

async function tell(note: Note, pace: ChannelPace, means: TellMeans): Promise<number | null> {
  const { noteId, event } = note;
  const workspaceId = WorkspaceId.parse(note.workspaceId);
  const desk = await openDesk(workspaceId, { noteId }, pace, means);
  if (desk === null) {
    means.logger.error(
      { noteId, workspaceId },
      'nobody could be told: the app is not installed there any more',
    );
    return null;
  }
  const book = await openBook(means.cards, noteId);
  const [nameOf, numberOf] = await Promise.all([
    namesAt(desk, peopleIn(note), means.names),
    means.numbersOf(workspaceId, sessionsIn(note)),
  ]);
  const message = means.draw.note(note, { nameOf, numberOf });
  const waits: number[] = [];
  try {
    for (const channel of event.tell) {
      const at = await sayOnce(channel, message, [{ kind: 'audit-channel', channel }], book, desk);
      if (at !== null) waits.push(at);
    }
  } catch (error) {
    if (error instanceof RecordMovedOn) return desk.now() + afterAnotherMs;
    throw error;
  }
  return waits.length === 0 ? null : Math.min(...waits);
}

function peopleIn({ event }: Note): readonly UserId[] {
  switch (event.type) {
    case 'ask-refused':
      return [event.by];
    case 'settings-changed':
      return event.by === null ? [] : [event.by];
    case 'pruned':
      return [];
  }
}

function sessionsIn({ event }: Note): readonly SessionId[] {
  if (event.type === 'ask-refused') return event.sessionId === undefined ? [] : [event.sessionId];
  if (event.type !== 'settings-changed') return [];
  return event.changes.flatMap((change) => {
    if (change.what === 'session') return [change.before, change.after].filter((id) => id !== null);
    if (change.what !== 'channelSessions') return [];
    return [...change.before, ...change.after].flatMap(({ sessionIds }) => sessionIds);
  });
}
