import type { RichTextBlock } from '@slack/types';
import type { Leave } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import { countOf } from '../block-kit/counts.ts';
import { mostSectionCharacters } from '../block-kit/limits.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { packed } from '../block-kit/mrkdwn.ts';
import { readablePhone } from '../block-kit/number-label.ts';
import type { NameOf } from '../block-kit/people.ts';
import { oneLine } from '../block-kit/strangers.ts';
import { shownAs, shownWords } from './words/shown-as.ts';

const header = row([
  'date',
  'outcome',
  'group id',
  'name',
  'members',
  'role',
  'number',
  'asked by',
  'request',
]);

interface LeaveList {
  readonly request: Request;
  readonly nameOf: NameOf;
}

/** Every group of a request as CSV, for whoever asked for the list: leaving cannot be undone, and nobody can look these groups up any more. */
export function leaveList({ request, nameOf }: LeaveList): PlainMessage[] {
  const rows = request.leaves.map((leave) => rowOf(leave, request, nameOf));
  const title = `The list of ${countOf(rows.length, 'group')}, as CSV:`;
  return packed([header, ...rows], mostSectionCharacters - 100).map((part, index) => {
    const text = index === 0 ? title : 'The list goes on.';
    return { text, blocks: [block(text, part)] };
  });
}

function rowOf(
  { group, status, calledAt }: Leave,
  { ask, askedAt, requestId }: Request,
  nameOf: NameOf,
): string {
  return row([
    new Date(calledAt ?? askedAt).toISOString().slice(0, 16).replace('T', ' '),
    shownWords[shownAs(status)].word,
    group.groupId,
    oneLine(group.name ?? '').slice(0, 200),
    group.memberCount === null ? '' : String(group.memberCount),
    group.standing,
    [ask.number.phone === null ? '' : readablePhone(ask.number.phone), ask.number.name ?? '']
      .map(oneLine)
      .join(' ')
      .trim()
      .slice(0, 80),
    oneLine(nameOf(ask.by)).slice(0, 60),
    requestId,
  ]);
}

function row(cells: readonly string[]): string {
  return cells.map(cell).join(',');
}

/** A cell that a spreadsheet takes as text: a stranger's name must not become a formula there; a phone number is none. */
function cell(text: string): string {
  const literal = /^[=+\-@\t\r]/.test(text) && !/^\+\d[\d ]*/.test(text) ? `'${text}` : text;
  return `"${literal.replaceAll('"', '""')}"`;
}

/** Preformatted rich text is never parsed: what stands in it is what people copy. */
function block(title: string, text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: title }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] },
    ],
  };
}
