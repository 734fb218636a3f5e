import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { findBlockKitFaults, type Surface } from '../../src/block-kit-limits.ts';
import { mrkdwn, noteModal, plain } from '../stand-in-bench.ts';
import {
  actions,
  button,
  dividers,
  input,
  letters,
  message,
  modalWith,
  option,
  options,
  section,
  select,
} from './samples.ts';

const folder = 'test/fixtures/slack/block-kit';
const fixtures = readdirSync(folder).map((name) => [
  name,
  JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')),
]);
// Views as Slack answers them carry fields that an app must not send back.
const answeredFields = ['id', 'team_id', 'state', 'hash', 'root_view_id', 'app_id', 'bot_id'];

describe('what Slack accepts', () => {
  test.each(fixtures)('%s has no faults once the fields of answered views are taken off', (_name, view) => {
    const sent = Object.fromEntries(Object.entries(view).filter(([name]) => !answeredFields.includes(name)));
    expect(findBlockKitFaults(view.type, sent)).toEqual([]);
  });

  test.each<[string, Surface, unknown]>([
    ['a section of 3000 characters', 'message', message(section(mrkdwn(letters(3000))))],
    [
      'ten fields of 2000 characters',
      'message',
      message({ type: 'section', fields: Array(10).fill(plain(letters(2000))) }),
    ],
    ['a header of 150 characters', 'message', message({ type: 'header', text: plain(letters(150)) })],
    ['50 blocks in a message', 'message', message(...dividers(50))],
    ['100 blocks in a modal', 'modal', modalWith(...dividers(100))],
    ['25 buttons', 'message', message(actions(...Array(25).fill(button({}))))],
    [
      'a button with everything at its limit',
      'message',
      message(
        actions(
          button({
            text: plain(letters(75)),
            value: letters(2000),
            style: 'danger',
            accessibility_label: letters(75),
            confirm: {
              title: plain(letters(100)),
              text: plain(letters(300)),
              confirm: plain(letters(30)),
              deny: plain(letters(30)),
            },
          }),
        ),
      ),
    ],
    [
      '100 options',
      'modal',
      modalWith(input(select({ options: options(100), placeholder: plain(letters(150)) }))),
    ],
    [
      'an initial option equal to an offered one',
      'modal',
      modalWith(input(select({ options: options(3), initial_option: option('v1') }))),
    ],
    [
      'an external select',
      'modal',
      modalWith(input({ type: 'external_select', min_query_length: 0, placeholder: plain('Find') })),
    ],
    [
      'a number input',
      'modal',
      modalWith(input({ type: 'number_input', is_decimal_allowed: false, min_value: '0', max_value: '120' })),
    ],
    ['a markdown block', 'message', message({ type: 'markdown', text: letters(12_000) })],
    [
      'rich text',
      'message',
      message({
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: '<!channel>', style: { bold: true } }],
          },
        ],
      }),
    ],
    ['a title of 24 characters', 'modal', noteModal({ title: plain(letters(24)) })],
    ['private metadata of 3000 characters', 'modal', noteModal({ private_metadata: letters(3000) })],
    ['text only', 'message', { text: letters(4000) }],
    [
      'what may go along with a message',
      'message',
      {
        channel: 'C0TEAM',
        thread_ts: '1.2',
        text: 'a',
        unfurl_links: false,
        metadata: { event_type: 'card', event_payload: { id: 1 } },
      },
    ],
  ])('%s', (_name, surface, payload) => {
    expect(findBlockKitFaults(surface, payload)).toEqual([]);
  });
});
