import { describe, expect, test } from '@jest/globals';
import { families } from '../../../../../test/messages/families/families.ts';
import { draw, wordsOf } from './draw.tsx';
import { drawn, expectDrawn } from './expect-drawn.tsx';

const input = { type: 'input', block_id: 'field', label: { type: 'plain_text', text: 'Field' } };

describe.each(Object.entries(families))('%s, as the page draws it', (_, family) => {
  test.each(Object.entries(family))('%s', (_title, payload) => {
    for (const one of Array.isArray(payload) ? payload : [payload]) {
      // What stands at a field or in another message.
      if (typeof one !== 'string') expectDrawn(one);
      else if (one.length < 300) {
        const element = { type: 'plain_text_input', action_id: 'field' };
        const html = draw([{ ...input, element }], { errors: { field: one } });
        expect(wordsOf(html)).toContain(one);
      }
    }
  });
});

test('a word that is not drawn would be found missing', () => {
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'seen' } };
  expect(() => expectDrawn({ blocks: [section, { type: 'carousel' }] })).toThrow();
  expect(() =>
    expectDrawn({ blocks: [{ ...section, accessory: { type: 'image', alt_text: 'x' } }] }),
  ).toThrow();
  expect(() =>
    expectDrawn({ blocks: [{ ...section, text: { type: 'mrkdwn', text: '<!channel>', verbatim: true } }] }),
  ).toThrow();
  expect(drawn({ text: 'Only *text*.' })).toContain('<b>text</b>');
});
