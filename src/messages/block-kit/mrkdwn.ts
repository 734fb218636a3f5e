import type { ContextBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import { mostSectionCharacters } from './limits.ts';

/** Makes a text literal in mrkdwn: it can no longer mention, link or end our own markup. https://docs.slack.dev/messaging/formatting-message-text */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts at whole characters as people see them, with … at the end. Never longer than `most` UTF-16 units. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return most < 1 ? '' : `${kept}…`;
}

const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Invisible characters and direction marks: they would hide or reorder what stands around a name. */
const hidden = /[\u00AD\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const formatting = /[*_~`]/g;
/** On both sides of a mark: after it, so that it opens nothing; before it, so that it closes nothing that stands around a name. */
const wordJoiner = '\u2060';
const isolate = ['\u2068', '\u2069'] as const;

/** A text written by a stranger, cleaned for a plain_text object: one line, nothing hidden, cut. */
export function plainStranger(text: string, most: number): string {
  return cutText(text.toWellFormed().replace(controls, ' ').replace(hidden, '').trim(), most);
}

/**
 * A text written by a stranger, for mrkdwn: one line, literal, without formatting, and kept apart from the direction
 * of what stands around it. `most` counts before escaping.
 */
export function stranger(text: string, most: number): string {
  const literal = plainStranger(text, most).replace(
    formatting,
    (mark) => `${wordJoiner}${mark}${wordJoiner}`,
  );
  return `${isolate[0]}${escapeMrkdwn(literal)}${isolate[1]}`;
}

/** The API's own words, always in quotation marks; an empty string when it said nothing. */
export function quoted(said: string | null, most = 300): string {
  return said === null ? '' : `“${stranger(said, most)}”`;
}

/** A time in each reader's own zone. `at` is epoch milliseconds. */
export function slackDate(at: number, format = '{time}'): string {
  const fallback = new Date(at).toISOString().replace('T', ' ').slice(0, 19);
  return `<!date^${Math.floor(at / 1000)}^${format}|${fallback} UTC>`;
}

/** Text of ours that may hold strangers' words already made literal. Slack is told to find no links of its own in it. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(cutMarkup(text)) };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [mrkdwn(cutMarkup(text))] };
}

/** Builders keep below the limit by themselves; this is the last net, and it cuts between lines so as not to tear markup. */
function cutMarkup(text: string): string {
  if (text.length <= mostSectionCharacters) return text;
  const lines = text.split('\n');
  while (lines.length > 1 && lines.join('\n').length > mostSectionCharacters - 2) lines.pop();
  const kept = lines.join('\n');
  return kept.length <= mostSectionCharacters - 2
    ? `${kept}\n…`
    : escapeMrkdwn(cutText(kept.replace(/[<>&]/g, ' '), mostSectionCharacters));
}
