import { withEmoji } from '../mrkdwn/emoji.ts';
import { CannotDraw } from './cannot-draw.tsx';
import { asText } from './json.ts';

/** A plain_text object: every character stands for itself, but for the names of emoji. */
export function PlainText({ text }: { readonly text: unknown }) {
  const read = asText(text);
  if (read?.type !== 'plain_text') return <CannotDraw what={text} />;
  return <>{plainWords(text)}</>;
}

/** The same as a string, for attributes; empty when it is no plain_text. */
export function plainWords(text: unknown): string {
  const read = asText(text);
  if (read?.type !== 'plain_text') return '';
  return read.emoji ? withEmoji(read.text) : read.text;
}
