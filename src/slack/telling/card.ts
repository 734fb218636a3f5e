import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Request } from '../../leaving/request.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import type { CardMessage } from '../../messages/card/card.ts';
import { sortSlackFailure } from '../wire/slack-errors.ts';
import { type CardRecord, type CardRecords, cardPlaces } from './card-record.ts';
import type { ChannelPace } from './channel-pace.ts';

/** `later`: Slack cannot take it now; come again at `at` (epoch milliseconds), nothing is lost. */
export type Shown =
  | { readonly kind: 'shown'; readonly record: CardRecord }
  | { readonly kind: 'later'; readonly at: number };

export interface CardDesk {
  readonly client: WebClient;
  readonly records: CardRecords;
  readonly pace: ChannelPace;
  readonly now: () => number;
  readonly auditChannel: string | null;
  /** Where the workspace is in a browser; null when that is not known. */
  readonly workspaceUrl: string | null;
  /** Posts through the command's `response_url`; false when that is not to be had. */
  readonly respond: (body: object) => Promise<boolean>;
  readonly warn: (detail: object, message: string) => void;
}

/**
 * Brings the one card of a request in line with how it stands: posted once, edited when something changed, posted
 * once again when it is gone, moved to the next place when the channel is closed to the app. Idempotent.
 */
export async function showCard(request: Request, card: CardMessage, desk: CardDesk): Promise<Shown> {
  const record = await desk.records.get(request.requestId);
  const digest = createHash('sha256').update(JSON.stringify(card)).digest('hex');
  if (record.shown === digest || record.place === 'nowhere') return { kind: 'shown', record };
  // A message sent by response_url cannot be edited and there are only five: the first word and the last.
  const isSilentPlace =
    record.place === 'response-url' && record.shown !== null && request.finishedAt === null;
  if (isSilentPlace) return { kind: 'shown', record };
  const channel = record.message?.channel ?? request.ask.channelId;
  const freeAt = desk.pace.take(channel, desk.now());
  if (freeAt !== null) return { kind: 'later', at: freeAt };
  try {
    const next =
      record.message === null ? await post(request, card, record, desk) : await edit(card, record, desk);
    const shown = { ...next, shown: digest };
    await desk.records.put(request.requestId, shown);
    return { kind: 'shown', record: shown };
  } catch (error) {
    return recover(error, request, record, desk);
  }
}

/** The address of the card in a browser; empty where it has none. */
export function cardLink({ message }: CardRecord, { workspaceUrl }: CardDesk): string {
  if (message === null || workspaceUrl === null) return '';
  return new URL(`archives/${message.channel}/p${message.ts.replace('.', '')}`, workspaceUrl).href;
}

/** Posts a message that belongs to the card into its thread; where there is no thread, beside it. */
export async function postBesideCard(
  message: PlainMessage,
  record: CardRecord,
  desk: CardDesk,
): Promise<void> {
  if (record.message === null) {
    if (record.place === 'response-url')
      await desk.respond({ response_type: 'in_channel', ...content(message) });
    return;
  }
  const { channel, ts } = record.message;
  await desk.client.chat.postMessage({ channel, thread_ts: ts, ...content(message), ...noPreviews });
}

async function post(
  request: Request,
  card: CardMessage,
  record: CardRecord,
  desk: CardDesk,
): Promise<CardRecord> {
  if (record.place === 'response-url') {
    if (await desk.respond({ response_type: 'in_channel', ...content(card) })) return record;
    return moveOn(request, card, record, desk);
  }
  const channel = channelOf(request, record, desk);
  if (channel === null) return moveOn(request, card, record, desk);
  const posted = await desk.client.chat.postMessage({ channel, ...content(card), ...noPreviews });
  const message = { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
  // Kept at once: whatever fails next, this message is the one to edit.
  await desk.records.put(request.requestId, { ...record, message });
  return { ...record, message };
}

async function edit(card: CardMessage, record: CardRecord, desk: CardDesk): Promise<CardRecord> {
  const message = record.message;
  if (message === null) return record;
  await desk.client.chat.update({ channel: message.channel, ts: message.ts, ...content(card) });
  return record;
}

async function recover(error: unknown, request: Request, record: CardRecord, desk: CardDesk): Promise<Shown> {
  const failure = sortSlackFailure(error);
  if (failure.kind === 'later') return { kind: 'later', at: desk.now() + failure.retryAfterMs };
  desk.warn(
    { requestId: request.requestId, place: record.place, code: failure.code },
    'the card could not be shown',
  );
  const isGone = failure.kind === 'message-gone' && !record.wasPostedAgain;
  const next: CardRecord = isGone
    ? { ...record, message: null, wasPostedAgain: true }
    : failure.kind === 'place-closed'
      ? afterPlace(record)
      : { ...record, place: 'nowhere', message: null };
  await desk.records.put(request.requestId, next);
  return next.place === 'nowhere' ? { kind: 'shown', record: next } : { kind: 'later', at: desk.now() };
}

async function moveOn(
  request: Request,
  card: CardMessage,
  record: CardRecord,
  desk: CardDesk,
): Promise<CardRecord> {
  const next = afterPlace(record);
  return next.place === 'nowhere' ? next : post(request, card, next, desk);
}

function afterPlace(record: CardRecord): CardRecord {
  const place = cardPlaces[cardPlaces.indexOf(record.place) + 1] ?? 'nowhere';
  return { ...record, place, message: null };
}

function channelOf(request: Request, record: CardRecord, desk: CardDesk): string | null {
  if (record.place === 'channel') return request.ask.channelId;
  if (record.place === 'direct-message') return request.ask.by;
  return record.place === 'audit-channel' ? desk.auditChannel : null;
}

/** Names from WhatsApp must not fetch previews into the channel. */
const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

function content(message: PlainMessage) {
  return { text: message.text, ...(message.blocks ? { blocks: [...message.blocks] } : {}) };
}
