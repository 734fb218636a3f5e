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

const rich = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }],
};
const raw = (text: string) => ({ type: 'raw_text', text });
const table = (rows: unknown[], more: object = {}) => ({ type: 'table', rows, ...more });
const task = (more: object = {}) => ({
  type: 'task_card',
  task_id: '1',
  title: 'T',
  status: 'complete',
  ...more,
});
const card = { type: 'card', title: mrkdwn(letters(150)), body: mrkdwn(letters(200)), actions: [button({})] };
const number = (more: object) => input({ type: 'number_input', is_decimal_allowed: false, ...more });
const trigger = { url: 'https://slack.com/shortcuts/Ft1' };

describe('the newer blocks and elements', () => {
  test.each<[string, Surface, unknown]>([
    ['an alert', 'modal', modalWith({ type: 'alert', text: mrkdwn(letters(200)), level: 'warning' })],
    ['a section that is not folded', 'message', message(section(mrkdwn('a'), { expand: true }))],
    ['a red dialog', 'message', message(actions(button({ confirm: { text: plain('a'), style: 'danger' } })))],
    [
      'a table',
      'message',
      message(
        table(
          [
            [raw('a'), rich],
            [raw(''), { type: 'raw_number', value: 1, text: '1' }],
          ],
          { column_settings: [{ align: 'right', is_wrapped: true }] },
        ),
      ),
    ],
    [
      'a data table',
      'message',
      message({ type: 'data_table', caption: 'c', page_size: 100, rows: [[raw('a')], [raw('b')]] }),
    ],
    [
      'a container',
      'message',
      message({
        type: 'container',
        title: plain('t'),
        is_collapsible: true,
        default_collapsed: true,
        child_blocks: [section(mrkdwn('a')), table([[raw('a')]])],
      }),
    ],
    ['a carousel of cards', 'message', message({ type: 'carousel', elements: Array(10).fill(card) })],
    [
      'a plan',
      'message',
      message({ type: 'plan', title: 'p', tasks: [task({ details: rich, output: rich })] }),
    ],
    [
      'feedback',
      'message',
      message({
        type: 'context_actions',
        elements: [
          {
            type: 'feedback_buttons',
            positive_button: { text: plain('y'), value: 'y' },
            negative_button: { text: plain('n'), value: 'n' },
          },
          { type: 'icon_button', icon: 'trash', text: plain('Delete') },
        ],
      }),
    ],
    [
      'a video',
      'home',
      {
        type: 'home',
        blocks: [
          {
            type: 'video',
            video_url: 'https://v.example',
            thumbnail_url: 'https://v.example/t',
            alt_text: 'a',
            title: plain('t'),
          },
        ],
      },
    ],
    ['an image of Slack', 'message', message({ type: 'image', alt_text: 'a', slack_file: { id: 'F1' } })],
    [
      'pickers of times',
      'modal',
      modalWith(
        input({ type: 'timepicker', initial_time: '23:59' }),
        actions({ type: 'datetimepicker', initial_date_time: 1_628_633_820 }),
      ),
    ],
    [
      'fields for addresses and files',
      'modal',
      modalWith(
        input({ type: 'email_text_input' }),
        input({ type: 'url_text_input' }),
        input({ type: 'file_input', max_files: 10 }),
        input({ type: 'rich_text_input', initial_value: rich }),
      ),
    ],
    [
      'a workflow button',
      'message',
      message(actions({ type: 'workflow_button', text: plain('Go'), workflow: { trigger } })),
    ],
    [
      'a button that opens an app',
      'message',
      message(actions(button({ url: 'slack://open' }), button({ url: 'mailto:a@b.example' }))),
    ],
  ])('%s passes', (_, surface, payload) => {
    expect(findBlockKitFaults(surface, payload)).toEqual([]);
  });

  test.each<[string, Surface, unknown, string]>([
    [
      'an alert in a message',
      'message',
      message({ type: 'alert', text: mrkdwn('a') }),
      'unsupported type: alert',
    ],
    [
      'an alert of 201 characters',
      'modal',
      modalWith({ type: 'alert', text: mrkdwn(letters(201)) }),
      'less than 201',
    ],
    [
      'an alert level nobody knows',
      'modal',
      modalWith({ type: 'alert', text: mrkdwn('a'), level: 'bad' }),
      'enum',
    ],
    ['a table in a modal', 'modal', modalWith(table([[raw('a')]])), 'unsupported type: table'],
    ['101 rows', 'message', message(table(Array(101).fill([raw('a')]))), 'no more than 100'],
    ['21 columns', 'message', message(table([Array(21).fill(raw('a'))])), 'no more than 20'],
    ['two tables', 'message', message(table([[raw('a')]]), table([[raw('a')]])), 'only one table'],
    [
      'a data table without caption',
      'message',
      message({ type: 'data_table', rows: [[raw('a')], [raw('b')]] }),
      'caption',
    ],
    [
      'a container without title',
      'message',
      message({ type: 'container', child_blocks: [section(mrkdwn('a'))] }),
      'title or rich_text_title',
    ],
    [
      'a container of 11',
      'message',
      message({ type: 'container', title: plain('t'), child_blocks: Array(11).fill({ type: 'divider' }) }),
      'no more than 10',
    ],
    ['11 cards', 'message', message({ type: 'carousel', elements: Array(11).fill(card) }), 'no more than 10'],
    [
      'a card body of 201 characters',
      'message',
      message({ ...card, body: mrkdwn(letters(201)) }),
      'less than 201',
    ],
    ['a task that is "completed"', 'message', message(task({ status: 'completed' })), 'enum'],
    [
      'a plan beside a task card',
      'message',
      message({ type: 'plan', title: 'p' }, task()),
      'exclude one another',
    ],
    [
      'a date that is none',
      'modal',
      modalWith(input({ type: 'datepicker', initial_date: '2026-99-99' })),
      'a date',
    ],
    [
      'the 30th of February',
      'modal',
      modalWith(input({ type: 'datepicker', initial_date: '2026-02-30' })),
      'a date',
    ],
    ['min over max', 'modal', modalWith(number({ min_value: '3', max_value: '2' })), 'more than max_value'],
    [
      'a number outside',
      'modal',
      modalWith(number({ min_value: '1', initial_value: '0' })),
      'from min_value',
    ],
    ['a decimal where none goes', 'modal', modalWith(number({ initial_value: '1.5' })), 'decimal'],
    [
      'a text longer than allowed',
      'modal',
      modalWith(input({ type: 'plain_text_input', initial_value: 'abc', max_length: 2 })),
      'longer than max_length',
    ],
    [
      'more chosen than may be',
      'modal',
      modalWith(
        input({
          type: 'multi_static_select',
          options: options(3),
          initial_options: options(2),
          max_selected_items: 1,
        }),
      ),
      'max_selected_items',
    ],
    [
      'a response_url outside a modal',
      'message',
      message(actions({ type: 'channels_select', response_url_enabled: true })),
      'response_url_enabled',
    ],
    [
      'a response_url outside an input',
      'modal',
      modalWith(actions({ type: 'channels_select', response_url_enabled: true })),
      'response_url_enabled',
    ],
    [
      'nonsense in an attachment',
      'message',
      { text: 'a', attachments: [{ blocks: [{ type: 'section' }] }] },
      'text or fields',
    ],
    [
      'a filter of nothing',
      'modal',
      modalWith(input({ type: 'conversations_select', filter: {} })),
      'at least one',
    ],
    [
      'a user that is none',
      'modal',
      modalWith(input({ type: 'users_select', initial_user: 'not an id' })),
      'id of a user',
    ],
    [
      'a channel that is none',
      'modal',
      modalWith(input({ type: 'multi_channels_select', initial_channels: ['U0A'] })),
      'id of a channel',
    ],
    ['an image of nothing', 'message', message({ type: 'image', alt_text: 'a' }), 'image_url and slack_file'],
    [
      'an hour that is none',
      'modal',
      modalWith(input({ type: 'timepicker', initial_time: '24:00' })),
      'a time',
    ],
  ])('%s is refused, without a doubt', (_, surface, payload, words) => {
    const faults = findBlockKitFaults(surface, payload);
    expect(faults).toContainEqual(expect.objectContaining({ message: expect.stringContaining(words) }));
    expect(faults.filter(({ isDoubtful }) => isDoubtful)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a block', message({ type: 'hologram' })],
    ['an element', message(actions({ type: 'lever' }))],
    ['an option value of 150', message(actions(select({ options: [option(letters(150), 'a')] })))],
  ])('%s that only the stand-in does not know is doubtful', (_, payload) => {
    expect(findBlockKitFaults('message', payload)).toMatchObject([{ isDoubtful: true }]);
  });
});
