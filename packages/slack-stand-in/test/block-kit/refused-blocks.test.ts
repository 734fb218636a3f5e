import { describe, expect, test } from '@jest/globals';
import { findBlockKitFaults, type Surface } from '../../src/block-kit-limits.ts';
import { mrkdwn, plain } from '../stand-in-bench.ts';
import { actions, button, dividers, input, letters, message, modalWith, section } from './samples.ts';

describe('blocks that Slack refuses', () => {
  test.each<[string, Surface, unknown, string, string]>([
    [
      'an empty text',
      'message',
      message(section(mrkdwn(''))),
      '/blocks/0/text/text',
      'more than 0 characters',
    ],
    [
      'a section of 3001 characters',
      'message',
      message(section(mrkdwn(letters(3001)))),
      '/blocks/0/text/text',
      'less than 3001',
    ],
    [
      'a section without text or fields',
      'message',
      message({ type: 'section' }),
      '/blocks/0',
      'text or fields',
    ],
    [
      'eleven fields',
      'message',
      message({ type: 'section', fields: Array(11).fill(plain('a')) }),
      '/blocks/0/fields',
      'no more than 10 items',
    ],
    [
      'a field of 2001 characters',
      'message',
      message({ type: 'section', fields: [plain(letters(2001))] }),
      '/blocks/0/fields/0/text',
      'less than 2001',
    ],
    [
      'a header of 151 characters',
      'message',
      message({ type: 'header', text: plain(letters(151)) }),
      '/blocks/0/text/text',
      'less than 151',
    ],
    [
      'a header in mrkdwn',
      'message',
      message({ type: 'header', text: mrkdwn('a') }),
      '/blocks/0/text/type',
      'unsupported type: mrkdwn',
    ],
    [
      'eleven context elements',
      'message',
      message({ type: 'context', elements: Array(11).fill(mrkdwn('a')) }),
      '/blocks/0/elements',
      'no more than 10',
    ],
    [
      '26 buttons',
      'message',
      message(actions(...Array(26).fill(button({})))),
      '/blocks/0/elements',
      'no more than 25',
    ],
    ['51 blocks in a message', 'message', message(...dividers(51)), '/blocks', 'no more than 50'],
    [
      'an unknown block type',
      'message',
      message({ type: 'banner' }),
      '/blocks/0/type',
      'unsupported type: banner',
    ],
    [
      'an unknown field',
      'message',
      message({ type: 'divider', colour: 'red' }),
      '/blocks/0',
      'invalid additional property: colour',
    ],
    [
      'a markdown block in a modal',
      'modal',
      modalWith({ type: 'markdown', text: 'a' }),
      '/blocks/0/type',
      'unsupported type: markdown',
    ],
    [
      'a block_id of 256 characters',
      'message',
      message({ type: 'divider', block_id: letters(256) }),
      '/blocks/0/block_id',
      'less than 256',
    ],
    [
      'a block_id used twice',
      'message',
      message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }),
      '/blocks',
      'block_id "a" already exists',
    ],
    [
      'an action_id used twice in a block',
      'message',
      message(actions(button({ action_id: 'a' }), button({ action_id: 'a' }))),
      '/blocks/0',
      'action_id "a" already exists',
    ],
    [
      'a label of 2001 characters',
      'modal',
      modalWith(input({ type: 'datepicker' }, { label: plain(letters(2001)) })),
      '/blocks/0/label/text',
      'less than 2001',
    ],
    [
      'two focused elements',
      'modal',
      modalWith(
        input({ type: 'datepicker', focus_on_load: true }),
        input({ type: 'datepicker', focus_on_load: true }),
      ),
      '/blocks',
      'focus_on_load',
    ],
    [
      'an image without alt text',
      'message',
      message({ type: 'image', image_url: 'https://example.com/a.png' }),
      '/blocks/0',
      'missing required field: alt_text',
    ],
    [
      'markdown over 12,000 characters in all',
      'message',
      message(...['a', 'b'].map((id) => ({ type: 'markdown', block_id: id, text: letters(6001) }))),
      '/blocks',
      'markdown',
    ],
  ])('%s', (_name, surface, payload, pointer, words) => {
    const faults = findBlockKitFaults(surface, payload);
    expect(faults).toContainEqual(
      expect.objectContaining({ pointer, message: expect.stringContaining(words) }),
    );
  });
});
