import type { UserId } from '../../../leaving/ids.ts';
import type { Outlook } from '../../../leaving/waiting.ts';
import type { CardRecord } from '../card-record.ts';
import { sayOnce } from '../letters/say-letters.ts';
import { cardUrl } from '../tell-card.ts';
import type { Owed, Reply, Telling } from '../telling.ts';

/** The expected end has moved by more than this: told once, with why. */
const movedByMs = 10 * 60_000;

/** Tells the asker once that it takes longer than was first said. */
export const tellMoved: Owed = async (telling) => {
  const { shown, state, book, means } = telling;
  const { request, outlook } = shown;
  if (request.finishedAt !== null) return null;
  const { expectedEndAt } = outlook;
  await book.write((record) =>
    record.saidEndAt !== null || expectedEndAt === null ? record : { ...record, saidEndAt: expectedEndAt },
  );
  const { saidEndAt, letters } = book.record();
  const endAt = expectedEndAt ?? heldUpUntil(outlook);
  if (saidEndAt === null || letters.moved?.shown != null) return null;
  const isMoved = endAt !== null && endAt - saidEndAt > movedByMs;
  return isMoved ? reply('moved', means.draw.moved(state), telling) : null;
};

function heldUpUntil({ waitingFor }: Outlook): number | null {
  return waitingFor?.kind === 'hold-up' ? waitingFor.until : null;
}

/** Tells the end to those who waited: in the card's thread, and alone where that thread is not theirs. */
export const tellEnd: Owed = async (telling) => {
  const { shown, state, card, book, desk, means } = telling;
  const { request } = shown;
  if (request.finishedAt === null || !isCardSettled(book.record())) return null;
  const waits: number[] = [];
  for (const [index, message] of card.thread.entries())
    keepWait(waits, await reply(`end:${index}`, message, telling));
  for (const person of elsewhere(telling)) {
    const message = means.draw.end(state, cardUrl(book.record(), desk.url));
    const places = [{ kind: 'direct-message', channel: person }] as const;
    keepWait(waits, await sayOnce(`end-for:${person}`, message, places, book, desk));
  }
  return waits.length === 0 ? null : Math.min(...waits);
};

function keepWait(waits: number[], at: number | null): void {
  if (at !== null) waits.push(at);
}

/** Those who joined from where the card is not; where it has no thread, everybody who joined. */
function elsewhere({ shown: { request }, book }: Telling): readonly UserId[] {
  const { ask, joinedBy } = request;
  const hasThread = threadOf(book.record()) !== null && book.record().card.rung.place === 'channel';
  const people = joinedBy
    .filter(({ by, channelId }) => by !== ask.by && (!hasThread || channelId !== ask.channelId))
    .map(({ by }) => by);
  return [...new Set(people)];
}

/** In the card's thread; where there is none, to the asker alone. */
function reply(key: string, message: Reply, { shown, book, desk }: Telling): Promise<number | null> {
  const thread = threadOf(book.record());
  const alone = { kind: 'direct-message', channel: shown.request.ask.by } as const;
  if (thread === null) return sayOnce(key, message, [alone], book, desk);
  return sayOnce(
    key,
    message,
    [{ kind: 'thread', ...thread, broadcast: message.broadcast }, alone],
    book,
    desk,
  );
}

/** Where the asker sees the card's thread; in an audit channel they do not. */
function threadOf({ card }: CardRecord): { channel: string; ts: string } | null {
  return card.rung.place === 'channel' || card.rung.place === 'direct-message' ? card.message : null;
}

/** True when the card stands somewhere, or nowhere for good. */
function isCardSettled({ card }: CardRecord): boolean {
  return card.isUsedUp || (card.shown !== null && card.rung.tries + card.rung.unreached === 0);
}
