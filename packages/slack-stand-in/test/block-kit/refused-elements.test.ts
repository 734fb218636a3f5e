import { describe, expect, test } from '@jest/globals';
import { findBlockKitFaults, type Surface } from '../../src/block-kit-limits.ts';
import { mrkdwn, plain } from '../stand-in-bench.ts';
import {
  actions,
  button,
  input,
  letters,
  message,
  modalWith,
  option,
  options,
  section,
  select,
} from './samples.ts';

describe('elements that Slack refuses', () => {
  test.each<[string, Surface, unknown, string, string]>([
    [
      'a button in an input block',
      'modal',
      modalWith(input(button({}))),
      '/blocks/0/element/type',
      'unsupported type: button',
    ],
    [
      'a text input among actions',
      'modal',
      modalWith(actions({ type: 'plain_text_input' })),
      '/blocks/0/elements/0/type',
      'unsupported type',
    ],
    [
      'a button text of 76 characters',
      'message',
      message(actions(button({ text: plain(letters(76)) }))),
      '/blocks/0/elements/0/text/text',
      'less than 76',
    ],
    [
      'a button text in mrkdwn',
      'message',
      message(actions(button({ text: mrkdwn('a') }))),
      '/blocks/0/elements/0/text/type',
      'unsupported type',
    ],
    [
      'a button value of 2001 characters',
      'message',
      message(actions(button({ value: letters(2001) }))),
      '/blocks/0/elements/0/value',
      'less than 2001',
    ],
    [
      'a button style nobody knows',
      'message',
      message(actions(button({ style: 'warning' }))),
      '/blocks/0/elements/0/style',
      'enum',
    ],
    [
      'a confirm text of 301 characters',
      'message',
      message(actions(button({ confirm: { text: plain(letters(301)) } }))),
      '/blocks/0/elements/0/confirm/text/text',
      'less than 301',
    ],
    [
      '101 options',
      'modal',
      modalWith(input(select({ options: options(101) }))),
      '/blocks/0/element/options',
      'no more than 100',
    ],
    [
      'no options at all',
      'modal',
      modalWith(input(select({ options: [] }))),
      '/blocks/0/element/options',
      'no fewer than 1',
    ],
    [
      'options together with groups',
      'modal',
      modalWith(
        input(select({ options: options(1), option_groups: [{ label: plain('G'), options: options(1) }] })),
      ),
      '/blocks/0/element',
      'exactly one of options and option_groups',
    ],
    [
      'an option text of 76 characters',
      'modal',
      modalWith(input(select({ options: [option('a', letters(76))] }))),
      '/blocks/0/element/options/0/text/text',
      'less than 76',
    ],
    [
      'an option value of 76 characters',
      'modal',
      modalWith(input(select({ options: [option(letters(76), 'a')] }))),
      '/blocks/0/element/options/0/value',
      'less than 76',
    ],
    [
      'an initial option that is not offered',
      'modal',
      modalWith(input(select({ options: options(2), initial_option: option('v1', 'Other') }))),
      '/blocks/0/element/initial_option',
      'match one of the options',
    ],
    [
      'eleven checkboxes',
      'modal',
      modalWith(input({ type: 'checkboxes', options: options(11) })),
      '/blocks/0/element/options',
      'no more than 10',
    ],
    [
      'six overflow options',
      'message',
      message(section(mrkdwn('a'), { accessory: { type: 'overflow', options: options(6) } })),
      '/blocks/0/accessory/options',
      'no more than 5',
    ],
    [
      'a placeholder of 151 characters',
      'modal',
      modalWith(input({ type: 'plain_text_input', placeholder: plain(letters(151)) })),
      '/blocks/0/element/placeholder/text',
      'less than 151',
    ],
    [
      'a max_length of 3001',
      'modal',
      modalWith(input({ type: 'plain_text_input', max_length: 3001 })),
      '/blocks/0/element/max_length',
      'integer from 1 to 3000',
    ],
    [
      'a min_length above max_length',
      'modal',
      modalWith(input({ type: 'plain_text_input', min_length: 9, max_length: 3 })),
      '/blocks/0/element/min_length',
      'more than max_length',
    ],
    [
      'a date that is none',
      'modal',
      modalWith(input({ type: 'datepicker', initial_date: '2.3.2026' })),
      '/blocks/0/element/initial_date',
      'YYYY-MM-DD',
    ],
    [
      'a number that is no string',
      'modal',
      modalWith(input({ type: 'number_input', is_decimal_allowed: false, min_value: 1 })),
      '/blocks/0/element/min_value',
      'number written as a string',
    ],
    [
      'rich text of an unknown kind',
      'message',
      message({ type: 'rich_text', elements: [{ type: 'text', text: 'a' }] }),
      '/blocks/0/elements/0/type',
      'unsupported type',
    ],
  ])('%s', (_name, surface, payload, pointer, words) => {
    const faults = findBlockKitFaults(surface, payload);
    expect(faults).toContainEqual(
      expect.objectContaining({ pointer, message: expect.stringContaining(words) }),
    );
  });
});
