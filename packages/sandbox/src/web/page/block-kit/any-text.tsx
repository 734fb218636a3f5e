import { Mrkdwn } from '../mrkdwn/mrkdwn.tsx';
import { CannotDraw } from './cannot-draw.tsx';
import { asText } from './json.ts';
import { PlainText } from './plain-text.tsx';
import type { Names } from './surface.ts';

/** A text object of either kind. */
export function AnyText({ text, names }: { readonly text: unknown; readonly names: Names }) {
  const read = asText(text);
  if (read === null) return <CannotDraw what={text} />;
  if (read.type === 'plain_text') return <PlainText text={text} />;
  return <Mrkdwn text={read.text} verbatim={read.verbatim} names={names} />;
}
