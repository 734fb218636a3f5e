import type { Request } from '../../leaving/request.ts';
import type { CardRecord } from './card-record.ts';
import { unwritten } from './letters/letter.ts';
import type { Place } from './letters/say.ts';
import { sayCard } from './letters/say-letters.ts';
import type { Owed } from './telling.ts';

/** The one card of a request, as it now stands. */
export const tellCard: Owed = async ({ shown: { request }, card, book, desk }) => {
  if (request.finishedAt !== null) await book.write(begunForTheEnd);
  const { rung, shown } = book.record().card;
  // A message sent by response_url cannot be edited and there are only five: the first word and the last.
  const isSilent = rung.place === 'response-url' && shown !== null && request.finishedAt === null;
  return isSilent ? null : sayCard(card.message, placesOf(request), book, desk);
};

/** Where nobody could be told how it goes, somebody may be told how it ended: the ladder is begun once more. */
function begunForTheEnd(record: CardRecord): CardRecord {
  if (record.isEndBegun) return record;
  const { card } = record;
  return { ...record, isEndBegun: true, card: card.isUsedUp ? unwritten('channel') : card };
}

function placesOf({ ask }: Request): readonly [Place, ...Place[]] {
  return [
    { kind: 'channel', channel: ask.channelId },
    { kind: 'response-url' },
    { kind: 'direct-message', channel: ask.by },
    ...(ask.auditChannel === null
      ? []
      : [{ kind: 'audit-channel', channel: ask.auditChannel } satisfies Place]),
  ];
}

/** The address of the card in a browser; null where it has none. */
export function cardUrl({ card }: CardRecord, workspaceUrl: string | null): string | null {
  if (card.message === null || workspaceUrl === null) return null;
  const { channel, ts } = card.message;
  return new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspaceUrl).href;
}
