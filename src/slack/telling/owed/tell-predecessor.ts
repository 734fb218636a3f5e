import { type Desk, openBook } from '../letters/desk.ts';
import { unwritten } from '../letters/letter.ts';
import { type Place, say } from '../letters/say.ts';
import { keepLetter } from '../letters/say-letters.ts';
import { cardUrl } from '../tell-card.ts';
import { stateOf } from '../tell-state.ts';
import type { Owed } from '../telling.ts';

const key = 'predecessor';
/** The earlier request is being told to its end just now. */
const pauseMs = 5_000;

/**
 * Brings the card of the request that this one asks again for in line, once: it links this card and loses its button.
 * That card belongs to a closed request, which nothing wakes any more; so its successor sees to it, as soon as it has
 * a card itself. It is edited or left alone, never posted anew.
 */
export const tellPredecessor: Owed = async ({ shown: { request }, book, desk, means }) => {
  const { after } = request.ask;
  const { card, letters } = book.record();
  if (after === undefined || letters[key]?.isFinal || (card.shown === null && !card.isUsedUp)) return null;
  const done = (): Promise<void> => keepLetter(key, { ...unwritten('channel'), isFinal: true }, book);
  const earlier = await means.requests.tellable(after);
  const theirs = await openBook(means.cards, after);
  const before = theirs.record().card;
  const isOurs =
    earlier?.request.workspaceId === request.workspaceId && earlier.successor === request.requestId;
  if (!isOurs || before.message === null) {
    await done();
    return null;
  }
  if (earlier.request.closing === null) return desk.now() + pauseMs;
  const url = cardUrl(book.record(), desk.url);
  const state = await stateOf(earlier, { url }, null, desk, means);
  // Its end was told long ago: a link that is missing is no result that nobody heard.
  const logger: Desk['logger'] = {
    info: (detail, line) => desk.logger.info(detail, line),
    warn: (detail, line) => desk.logger.warn(detail, line),
    error: (detail, line) => desk.logger.warn(detail, line),
  };
  const place: Place = { kind: 'channel', channel: before.message.channel };
  const { letter, at } = await say(
    { ...before, rung: { ...before.rung, place: 'channel' }, isUsedUp: false, wasPostedAgain: true },
    means.draw.card(state).message,
    [place],
    { ...desk, logger },
  );
  const kept = { ...letter, isUsedUp: before.isUsedUp, rung: { ...letter.rung, place: before.rung.place } };
  await theirs.write((record) => ({ ...record, card: kept }));
  if (at === null) await done();
  return at;
};
