import { expect } from '@jest/globals';
import { initialState } from '@wasend-slack/slack-stand-in/element-state.ts';
import type { JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import { render } from 'preact-render-to-string';
import { ConfirmDialog } from '../../../src/web/page/block-kit/confirm-dialog.tsx';
import { PlainText } from '../../../src/web/page/block-kit/plain-text.tsx';
import { draw, liveIn, wordsOf } from './draw.tsx';
import { bare, confirmsIn, literalParts, textsIn } from './texts-in.ts';

type Json = Readonly<Record<string, unknown>>;

/** People, user groups, channels and places that the app's own words may mention. */
const ours =
  /^(?:U0(?:ADA|MEI|OLU|ADMIN|OTHER)|S0LEADS|C0(?:CLIENTS|AUDIT|SALES|TEAM)|https:\/\/agency\.slack\.com\/.*)$/;

/** Draws a message or a view as the page does, the dialogs in it that ask again too. Answers the HTML. */
export function drawn(payload: unknown): string {
  const { type, title, submit, close, blocks, text } = payload as Json;
  const isView = type === 'modal' || type === 'home';
  const body = Array.isArray(blocks) && blocks.length > 0 ? blocks : [{ type: 'section', text: said(text) }];
  const frame = [title, submit, close].filter((part) => part !== undefined);
  const state = isView ? initialState(payload as JsonObject) : {};
  const names = { user: same, channel: same, userGroup: same };
  return [
    ...frame.map((part) => render(<PlainText text={part} />)),
    draw(body, isView ? { stateOf: (blockId, actionId) => state[blockId]?.[actionId] } : null),
    ...confirmsIn(payload).map((confirm) =>
      render(<ConfirmDialog confirm={confirm} names={names} onAnswer={() => {}} />),
    ),
  ].join('\n');
}

/** Everything of it is drawn, every word can be read, no markup is left over, and nothing of a stranger does anything. */
export function expectDrawn(payload: unknown): void {
  const html = drawn(payload);
  expect(html).not.toContain('cannot-draw');
  expect(liveIn(html).filter((id) => !ours.test(id))).toEqual([]);
  const read = bare(unescaped(html));
  const { blocks, text } = payload as Json;
  const sent = Array.isArray(blocks) && blocks.length > 0 ? payload : said(text);
  const parts = [...textsIn(sent), ...confirmsIn(payload).flatMap(textsIn)].flatMap(literalParts);
  for (const part of parts) expect(read).toContain(bare(part));
  const leftOver = (wordsOf(html).match(markup) ?? []).filter(
    (one) => !parts.some((part) => part.includes(one)),
  );
  expect(leftOver).toEqual([]);
}

/** Markup that a reader would see where it was not read. */
const markup = /<!(?:date|subteam)\^|<[@#][UWCS]0\w+>|<https:\/\/agency|&(?:lt|gt|amp);/g;

function said(text: unknown): Json {
  return { type: 'mrkdwn', text: String(text), verbatim: true };
}

/** Tags away, entities read, what stands in attributes kept: a placeholder is read too. */
function unescaped(html: string): string {
  const attributes = [...html.matchAll(/(?:placeholder|value|aria-label)="([^"]*)"/g)].map(
    ([, held = '']) => held,
  );
  return wordsOf(`${html.replace(/<[^>]*>/g, '')}\n${attributes.join('\n')}`).replaceAll('&#39;', "'");
}

function same(id: string): string {
  return id;
}
