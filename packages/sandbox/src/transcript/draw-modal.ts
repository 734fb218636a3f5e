import { z } from 'zod';
import { drawBlocks } from './draw-blocks.ts';
import type { Names } from './read-mrkdwn.ts';

const Label = z.object({ text: z.string() });
const Modal = z.looseObject({
  title: Label,
  submit: Label.optional(),
  close: Label.optional(),
  blocks: z.array(z.unknown()),
});

const width = 76;

/** Draws a modal as a framed box with its title, content and buttons, and the errors Slack would show at its inputs. */
export function drawModal(
  content: unknown,
  names: Names,
  typed: ReadonlyMap<string, string> = new Map(),
  errors: Readonly<Record<string, string>> = {},
): string[] {
  const modal = Modal.parse(content);
  const body = [
    ...drawBlocks(modal.blocks, names, typed),
    ...Object.values(errors).map((error) => `! ${error}`),
  ];
  const buttons = [modal.close, modal.submit].flatMap((label) =>
    label === undefined ? [] : [`( ${label.text} )`],
  );
  return [
    `┌─ ${modal.title.text} ${'─'.repeat(Math.max(0, width - modal.title.text.length - 4))}`,
    ...body.flatMap((line) => wrap(line)).map((line) => `│ ${line}`),
    '│',
    `│ ${buttons.join('  ')}`,
    `└${'─'.repeat(width - 1)}`,
  ];
}

/** Breaks a line at spaces so that it fits the frame; a word longer than that stays whole. */
export function wrap(line: string, limit = width - 4): string[] {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const wrapped: string[] = [];
  let current = '';
  for (const word of line.trimStart().split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && indent.length + longer.length > limit) {
      wrapped.push(indent + current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...wrapped, indent + current];
}
