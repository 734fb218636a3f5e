import type { PlainMessage } from '../../messages/block-kit/message.ts';
import { sortSlackFailure } from '../wire/slack-errors.ts';
import type { CardDesk } from './card.ts';
import type { CardRecord } from './card-record.ts';

export type AuditTold =
  | { readonly kind: 'settled'; readonly audit: NonNullable<CardRecord['audit']> }
  | { readonly kind: 'later'; readonly at: number };

/** Posts the one audit line of a request. `not-told` is final: the channel takes nothing from this app; the log says so. */
export async function tellAudit(line: PlainMessage, desk: CardDesk): Promise<AuditTold> {
  const channel = desk.auditChannel;
  if (channel === null) return { kind: 'settled', audit: 'no-audit-channel' };
  const freeAt = desk.pace.take(channel, desk.now());
  if (freeAt !== null) return { kind: 'later', at: freeAt };
  try {
    const blocks = line.blocks ? { blocks: [...line.blocks] } : {};
    await desk.client.chat.postMessage({
      channel,
      text: line.text,
      ...blocks,
      unfurl_links: false,
      unfurl_media: false,
    });
    return { kind: 'settled', audit: 'told' };
  } catch (error) {
    const failure = sortSlackFailure(error);
    if (failure.kind === 'later') return { kind: 'later', at: desk.now() + failure.retryAfterMs };
    desk.warn({ channel, code: failure.code, line: line.text }, 'the audit channel did not take the line');
    return { kind: 'settled', audit: 'not-told' };
  }
}
