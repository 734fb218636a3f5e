import type { RichTextBlock } from '@slack/types';
import { outcomeIn } from '../../leaving/advance/next-step.ts';
import type { Leave } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import { countOf } from '../block-kit/group-label.ts';
import { mostSectionCharacters } from '../block-kit/limits.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { plainStranger } from '../block-kit/mrkdwn.ts';

const header = '"id","name","members","our role","request"';

/**
 * What was left, as CSV for the card's thread: leaving cannot be undone, and nobody can look these groups up any more.
 * `link` leads to the card; empty where there is none. Empty when nothing was left.
 */
export function leaveCsv(request: Request, link: string): PlainMessage[] {
  const left = request.leaves.filter((leave) => outcomeIn(request, leave) === 'left');
  if (left.length === 0) return [];
  const parts = pack([header, ...left.map((leave) => row(leave, link || request.requestId))]);
  const title = `What was left, as CSV (${countOf(left.length, 'group')}):`;
  return parts.map((part, index) => ({
    text: index === 0 ? title : 'The CSV goes on.',
    blocks: [block(index === 0 ? title : null, part)],
  }));
}

function row({ group }: Leave, request: string): string {
  const members = group.memberCount === null ? '' : String(group.memberCount);
  return [group.groupId, plainStranger(group.name ?? '', 300), members, group.standing, request]
    .map(cell)
    .join(',');
}

/** A cell that a spreadsheet takes as text: a stranger's name must not become a formula there. */
function cell(text: string): string {
  const literal = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${literal.replaceAll('"', '""')}"`;
}

function pack(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= mostSectionCharacters - 100)
      parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts;
}

/** Preformatted rich text is never parsed: what stands in it is what people copy. */
function block(title: string | null, text: string): RichTextBlock {
  const heading =
    title === null
      ? []
      : [{ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text: title }] }];
  return {
    type: 'rich_text',
    elements: [...heading, { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}
