import type { KnownBlock } from '@slack/types';
import type { PlainMessage } from '../../messages/block-kit/message.ts';

/** Names from WhatsApp must not fetch previews into a channel. */
export const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
const mostOfSection = 3_000;
/** https://docs.slack.dev/reference/methods/chat.update: longer ones are refused. */
const mostOfText = 4_000;

/**
 * What is sent of a message. Every text is in blocks that are `verbatim`, a message without blocks too: outside of them
 * Slack makes links and mentions of what strangers wrote.
 */
export function contentOf(message: PlainMessage): { text: string; blocks: KnownBlock[] } {
  const { text, blocks } = message;
  return { text, blocks: blocks.length > 0 ? [...blocks] : [verbatim(text)] };
}

/** The same for a place that refused the blocks. The empty list takes off those that stand there. */
export function plainContentOf(message: PlainMessage): { text: string; blocks: KnownBlock[] } {
  return { text: cut(message.text, mostOfText), blocks: [] };
}

/** What is answered to one person alone, beside whatever stands there. */
export function ephemeral(message: PlainMessage): { text: string; blocks: KnownBlock[] } & typeof toOneAlone {
  return { ...toOneAlone, ...contentOf(message) };
}

/** Always said: what Slack does where it is missing depends on where the `response_url` came from. */
export const toOneAlone = { response_type: 'ephemeral', replace_original: false } as const;

function verbatim(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, mostOfSection), verbatim: true } };
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Never through one of our own mentions, dates or links.
  const kept = text.slice(0, most - 1).replace(/<[^<>]*$/, '');
  return `${kept.toWellFormed()}…`;
}
