import { expect, test } from '@jest/globals';
import { draw, wordsOf } from './draw.tsx';

const plain = (text: string) => ({ type: 'plain_text', text });
const inputOf = (element: object) => ({ type: 'input', block_id: 'b', label: plain('Which?'), element });

test.each([
  ['an actions block without a list', { type: 'actions', elements: 'seen' }],
  ['a context block without a list', { type: 'context', elements: { seen: 1 } }],
  ['rich text without a list', { type: 'rich_text', elements: 'seen' }],
  [
    'a part of rich text without a list',
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: 'seen' }] },
  ],
  ['a section of nothing', { type: 'section', block_id: 'seen' }],
  ['a section with an accessory that is none', { type: 'section', text: plain('x'), accessory: 'seen' }],
  ['a section with fields that are no list', { type: 'section', text: plain('x'), fields: { seen: 1 } }],
  [
    'a button whose confirmation cannot be read',
    { type: 'actions', elements: [{ type: 'button', action_id: 'a', text: plain('Go'), confirm: 'seen' }] },
  ],
  [
    'a select with something that is no option',
    inputOf({ type: 'static_select', options: [{ text: 'seen' }] }),
  ],
  ['a select with options that are no list', inputOf({ type: 'multi_static_select', options: 'seen' })],
  ['a select with a group that is none', inputOf({ type: 'static_select', option_groups: ['seen'] })],
])('%s is shown as it was sent', (_, block) => {
  const words = wordsOf(draw([block], {}));
  expect(words).toContain('The sandbox cannot draw this:');
  expect(words).toContain('seen');
});

test('a button whose confirmation cannot be read is no button', () => {
  const button = { type: 'button', action_id: 'a', text: plain('Go'), confirm: 'Sure?' };
  expect(draw([{ type: 'actions', elements: [button] }])).not.toContain('<button');
});
