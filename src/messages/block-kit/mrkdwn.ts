import type { ContextBlock, KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import { mostFoldedLines, mostSectionCharacters } from './limits.ts';
import { cutText, escapeMrkdwn } from './strangers.ts';

/** Text of ours that may hold strangers' words already made literal. Slack is told to find no links of its own in it. */
function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Long ones are shown whole: what cannot be undone is not folded away behind "See more". */
export function section(text: string): SectionBlock {
  const isLong = text.split('\n').length > mostFoldedLines || text.length > 800;
  return { type: 'section', text: mrkdwn(cutMarkup(text)), ...(isLong ? { expand: true } : {}) };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [mrkdwn(cutMarkup(text))] };
}

/** Lines joined into as many sections as they need, none of them cut. */
export function sections(lines: readonly string[]): KnownBlock[] {
  return packed(lines, mostSectionCharacters - 100).map(section);
}

/** Lines joined into texts of at most this many characters each. */
export function packed(lines: readonly string[], most: number): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= most)
      parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts;
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
