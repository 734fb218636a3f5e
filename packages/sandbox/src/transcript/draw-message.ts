import { drawBlocks } from './draw-blocks.ts';
import { wrap } from './draw-modal.ts';
import { type Names, readMrkdwn } from './read-mrkdwn.ts';

/** Draws a message as it stands in a channel; without blocks its text is what people see. */
export function drawMessage(
  message: { readonly text: string; readonly blocks: readonly unknown[] },
  author: string,
  names: Names,
): string[] {
  const body =
    message.blocks.length > 0
      ? drawBlocks(message.blocks, names)
      : readMrkdwn(message.text, names).split('\n');
  return [author, ...body.flatMap((line) => wrap(line)).map((line) => `  ${line}`)];
}
