import type { Closing } from '../../../leaving/requests.ts';
import type { CardRecord } from '../card-record.ts';
import { sayOnce } from '../letters/say-letters.ts';
import { cardUrl } from '../tell-card.ts';
import type { Owed } from '../telling.ts';

/** The one audit line of a request, in the channel that was the audit channel when it was asked. */
export const tellAudit: Owed = async ({ shown: { request }, state, book, desk, means }) => {
  const channel = request.ask.auditChannel;
  if (request.finishedAt === null || channel === null) return null;
  const line = means.draw.audit(state, cardUrl(book.record(), desk.url));
  return sayOnce('audit', line, [{ kind: 'audit-channel', channel }], book, desk);
};

/** How Slack was told in the end, for the ledger. */
export function closingOf({ card, letters }: CardRecord, auditChannel: string | null): Closing {
  const isTold = letters.audit?.shown != null;
  const audit = auditChannel === null ? 'no-audit-channel' : isTold ? 'told' : 'not-told';
  return { card: card.isUsedUp ? 'nowhere' : placeInLedger[card.rung.place], audit };
}

const placeInLedger = {
  channel: 'channel',
  thread: 'channel',
  'response-url': 'response-url',
  'direct-message': 'direct-message',
  'audit-channel': 'audit-channel',
  step: 'nowhere',
} as const satisfies Record<CardRecord['card']['rung']['place'], Closing['card']>;
