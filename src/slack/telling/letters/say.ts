import { createHash } from 'node:crypto';
import type { PlainMessage } from '../../../messages/block-kit/message.ts';
import { type SlackFailure, sortSlackFailure } from '../../wire/slack-errors.ts';
import { contentOf, noPreviews, plainContentOf } from '../content.ts';
import type { Desk } from './desk.ts';
import { afterFailure, type NextRung, type PlaceKind, rungAt } from './ladder.ts';
import type { Letter } from './letter.ts';

/** Where a message may be said, in the order of its ladder. */
export type Place =
  | { readonly kind: 'channel' | 'audit-channel' | 'direct-message'; readonly channel: string }
  | {
      readonly kind: 'thread';
      readonly channel: string;
      readonly ts: string;
      /** Shown in the channel too. */
      readonly broadcast: boolean;
    }
  | { readonly kind: 'response-url' };

/** `at` is when to come again (epoch milliseconds); null when somebody was told, or nobody can be. */
export interface Said {
  readonly letter: Letter;
  readonly at: number | null;
}

/**
 * Brings one message in line with what it should say: posted once, edited when it changed, posted once again when it
 * is gone or cannot be edited, and down its ladder until somewhere it is taken. That nobody could be told is logged at
 * error, with the words. Idempotent; throws nothing of Slack's doings.
 */
export async function say(
  letter: Letter,
  message: PlainMessage,
  places: readonly [Place, ...Place[]],
  desk: Desk,
): Promise<Said> {
  const digest = createHash('sha256').update(JSON.stringify(message)).digest('hex');
  if (letter.shown === digest || letter.isUsedUp || letter.isFinal) return { letter, at: null };
  const kinds: readonly PlaceKind[] = places.map(({ kind }) => kind);
  let current = kinds.includes(letter.rung.place)
    ? letter
    : { ...letter, rung: rungAt(places[0].kind), message: null };
  for (;;) {
    const place = places.find(({ kind }) => kind === current.rung.place) ?? places[0];
    const freeAt = await takeTurn(place, current, desk);
    if (freeAt !== null) return { letter: current, at: freeAt };
    try {
      const delivered = await deliver(current, message, place, desk);
      return { letter: { ...delivered, shown: digest, rung: rungAt(place.kind) }, at: null };
    } catch (error) {
      const said = afterRefusal(current, error, message, kinds, desk);
      if (said.letter.isUsedUp || (said.at !== null && said.at > desk.now())) return said;
      current = said.letter;
    }
  }
}

/** Where the message goes on, and when. */
function afterRefusal(
  letter: Letter,
  error: unknown,
  message: PlainMessage,
  kinds: readonly PlaceKind[],
  { now, logger }: Desk,
): Said {
  const failure = sortSlackFailure(error);
  const next = afterFailure(letter.rung, failure, kinds, now());
  logger.warn({ ...letter.rung, code: failure.code }, 'Slack did not take a message');
  if (isToBePostedAgain(letter, failure, next))
    return {
      letter: { ...letter, rung: rungAt(letter.rung.place), message: null, wasPostedAgain: true },
      at: null,
    };
  if (next.kind === 'nobody') {
    logger.error({ code: failure.code, text: message.text }, 'nobody could be told');
    return { letter: { ...letter, isUsedUp: true }, at: null };
  }
  const stays = next.rung.place === letter.rung.place;
  return { letter: { ...letter, rung: next.rung, message: stays ? letter.message : null }, at: next.at };
}

/** A card that is removed a second time is not wanted there. */
function isToBePostedAgain(letter: Letter, failure: SlackFailure, next: NextRung): boolean {
  if (letter.message === null || letter.wasPostedAgain) return false;
  const leaves = next.kind === 'nobody' || next.rung.place !== letter.rung.place;
  return leaves && failure.kind !== 'unreachable';
}

async function takeTurn(place: Place, { message }: Letter, { pace }: Desk): Promise<number | null> {
  if (place.kind === 'response-url') return null;
  return pace.take(message?.channel ?? place.channel);
}

async function deliver(letter: Letter, message: PlainMessage, place: Place, desk: Desk): Promise<Letter> {
  const { text, blocks } = letter.rung.plain ? plainContentOf(message) : contentOf(message);
  const content = blocks.length === 0 ? { text } : { text, blocks };
  if (place.kind === 'response-url') {
    await desk.respond({ response_type: 'in_channel', replace_original: false, ...content, ...noPreviews });
    return letter;
  }
  const { chat } = await desk.client();
  if (letter.message !== null) {
    await chat.update({ ...letter.message, text, blocks });
    return letter;
  }
  const thread =
    place.kind === 'thread'
      ? { thread_ts: place.ts, ...(place.broadcast ? { reply_broadcast: true } : {}) }
      : {};
  const posted = await chat.postMessage({ channel: place.channel, ...content, ...thread, ...noPreviews });
  return { ...letter, message: { channel: posted.channel ?? place.channel, ts: posted.ts ?? '' } };
}
