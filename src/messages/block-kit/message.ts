import type { KnownBlock } from '@slack/types';
import { mostTextCharacters } from './limits.ts';
import { type Line, line, marked } from './marks.ts';
import { sections } from './mrkdwn.ts';
import { cutText } from './strangers.ts';

/** What is posted. `text` says the whole result by itself: screen readers and notifications read nothing else. */
export interface PlainMessage {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** A message of a few sentences; without the blocks Slack would make links of what strangers wrote. */
export function sentences(...all: readonly string[]): PlainMessage {
  return messageOf(
    all.map((text) => line(null, text)),
    [],
  );
}

/** Lines as sections, then further blocks. */
export function messageOf(lines: readonly Line[], more: readonly KnownBlock[]): PlainMessage {
  return { text: fallbackOf(lines), blocks: [...sections(lines.map(marked)), ...more] };
}

/** The lines for those who do not see blocks: without marks, whole lines, as many as fit. */
export function fallbackOf(lines: readonly Line[]): string {
  let text = '';
  for (const { text: one } of lines) {
    const next = text === '' ? inert(one) : `${text}\n${inert(one)}`;
    if (next.length > mostTextCharacters) return text === '' ? cutText(next, mostTextCharacters) : text;
    text = next;
  }
  return text;
}

/** Slack finds links and `@here` by itself in a text outside blocks; ours are all in `<…>`, so the rest is made dead. */
function inert(text: string): string {
  return text
    .split(/(<[^<>\n]*>)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/:(?=\/\/)|[@#](?=\w)|(?<=[\p{L}\d])\.(?=[\p{L}\d])/gu, (mark) => `${mark}\u2060`),
    )
    .join('');
}
