import type { PlainMessage } from '../../../messages/block-kit/message.ts';
import type { Book, Desk } from './desk.ts';
import { type Letter, unwritten } from './letter.ts';
import { type Place, say } from './say.ts';

/** Says the card as it now stands, and keeps at once what Slack holds of it. Answers when to come again. */
export async function sayCard(
  message: PlainMessage,
  places: readonly [Place, ...Place[]],
  book: Book,
  desk: Desk,
): Promise<number | null> {
  const { letter, at } = await say(book.record().card, message, places, desk);
  await book.write((record) => (letter === record.card ? record : { ...record, card: letter }));
  return at;
}

/** Says something once, however often it is called. Answers when to come again (epoch milliseconds), or null. */
export async function sayOnce(
  key: string,
  message: PlainMessage,
  places: readonly [Place, ...Place[]],
  book: Book,
  desk: Desk,
): Promise<number | null> {
  return isSaid(book.record().letters[key]) ? null : sayNow(key, message, places, book, desk);
}

/** Says something, and edits it when it has changed. */
export async function sayNow(
  key: string,
  message: PlainMessage,
  places: readonly [Place, ...Place[]],
  book: Book,
  desk: Desk,
): Promise<number | null> {
  const before = book.record().letters[key] ?? unwritten(places[0].kind);
  const { letter, at } = await say(before, message, places, desk);
  await keepLetter(key, letter, book);
  return at;
}

export async function keepLetter(key: string, letter: Letter, book: Book): Promise<void> {
  await book.write((record) =>
    letter === record.letters[key] ? record : { ...record, letters: { ...record.letters, [key]: letter } },
  );
}

function isSaid(letter: Letter | undefined): boolean {
  return letter !== undefined && (letter.shown !== null || letter.isUsedUp);
}
