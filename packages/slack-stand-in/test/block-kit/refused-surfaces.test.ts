import { describe, expect, test } from '@jest/globals';
import { findBlockKitFaults, type Surface } from '../../src/block-kit-limits.ts';
import { mrkdwn, noteModal, plain } from '../stand-in-bench.ts';
import { dividers, letters, modalWith, section } from './samples.ts';

describe('views and whole messages that Slack refuses', () => {
  test.each<[string, Surface, unknown, string, string]>([
    [
      '101 blocks on the Home tab',
      'home',
      { type: 'home', blocks: dividers(101) },
      '/blocks',
      'no more than 100',
    ],
    [
      'a title of 25 characters',
      'modal',
      noteModal({ title: plain(letters(25)) }),
      '/title/text',
      'less than 25',
    ],
    [
      'a submit of 25 characters',
      'modal',
      noteModal({ submit: plain(letters(25)) }),
      '/submit/text',
      'less than 25',
    ],
    [
      'an input without a submit',
      'modal',
      noteModal({ submit: undefined }),
      '',
      'missing required field: submit',
    ],
    [
      'private metadata of 3001 characters',
      'modal',
      noteModal({ private_metadata: letters(3001) }),
      '/private_metadata',
      'less than 3001',
    ],
    [
      'a callback_id of 256 characters',
      'modal',
      noteModal({ callback_id: letters(256) }),
      '/callback_id',
      'less than 256',
    ],
    [
      'a view over 250 KB',
      'modal',
      modalWith(...Array(90).fill(section(mrkdwn(letters(3000))))),
      '',
      '250 KB',
    ],
    [
      'a Home tab with a title',
      'home',
      { type: 'home', title: plain('a'), blocks: [] },
      '',
      'invalid additional property: title',
    ],
    ['a message without anything', 'message', { blocks: undefined }, '', 'missing required field: text'],
    ['a text of 4001 characters', 'message', { text: letters(4001) }, '/text', 'less than 4001'],
    ['a message that is no object', 'message', 'hello', '', 'must provide an object'],
  ])('%s', (_name, surface, payload, pointer, words) => {
    const faults = findBlockKitFaults(surface, payload);
    expect(faults).toContainEqual(
      expect.objectContaining({ pointer, message: expect.stringContaining(words) }),
    );
  });
});
