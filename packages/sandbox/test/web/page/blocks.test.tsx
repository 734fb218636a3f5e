import { describe, expect, test } from '@jest/globals';
import { channelLabel } from '../../../src/web/page/slack/channels/channel-name.tsx';
import { draw, liveIn, wordsOf } from './draw.tsx';

const mrkdwn = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
const plain = (text: string) => ({ type: 'plain_text', text });
const hostile = '<!channel> *free* <https://evil.example|bank> <img src=x onerror=alert(1)>';
const input = (element: object, changes: object = {}) => [
  {
    type: 'input',
    block_id: 'field',
    label: plain('Which?'),
    element: { action_id: 'field', ...element },
    ...changes,
  },
];

describe('blocks as the page draws them', () => {
  test('what pings or leads away is shown as doing so', () => {
    const html = draw(mrkdwn('<!channel> <@U0ADMIN> <#C0TEAM> <https://x.example|here>'));
    expect(liveIn(html)).toEqual(['U0ADMIN', 'C0TEAM', '@channel', 'https://x.example']);
    expect(wordsOf(html)).toContain('@name of U0ADMIN');
    expect(html).toContain('rel="noreferrer noopener"');
  });

  test('a script is never an address', () => {
    expect(liveIn(draw(mrkdwn('<javascript:alert(1)|here> <slack:settings|there>')))).toEqual([]);
  });

  test('a button is heard by its own label for screen readers, where it has one', () => {
    const press = { type: 'button', action_id: 'change', text: plain('Change') };
    const elements = [press, { ...press, accessibility_label: 'Change: Safety' }];
    const html = draw([{ type: 'actions', elements }]);
    expect(html.match(/aria-label="[^"]*"/g)).toEqual(['aria-label="Change: Safety"']);
  });

  test('a channel is written as Slack writes it, without a gap', () => {
    expect(channelLabel({ kind: 'public', name: 'client-groups' })).toBe('#client-groups');
  });

  test('plain text is never read as mrkdwn', () => {
    const html = draw([{ type: 'header', text: plain(hostile) }]);
    expect(liveIn(html)).toEqual([]);
    expect(wordsOf(html)).toBe(hostile);
    expect(html).not.toMatch(/<img|<b>/);
  });

  test('preformatted text is never read as anything', () => {
    const pre = { type: 'rich_text_preformatted', elements: [{ type: 'text', text: hostile }] };
    const html = draw([{ type: 'rich_text', elements: [pre] }]);
    expect(wordsOf(html)).toBe(hostile);
    expect(html).not.toMatch(/<img|<b>|<a /);
  });

  test('a time is a time, with all of it as a tooltip', () => {
    const html = draw(mrkdwn('until <!date^1700000000^{time_secs}|then>'));
    expect(html).toContain('datetime="2023-11-14T22:13:20.000Z"');
  });

  test.each([
    ['a block nobody knows', [{ type: 'carousel', elements: [] }]],
    ['what is no block', ['text']],
    ['an element nobody knows', [{ type: 'actions', elements: [{ type: 'datepicker', action_id: 'a' }] }]],
    ['an input of another kind', input({ type: 'file_input' })],
    ['a text that is none', [{ type: 'section', text: { type: 'markdown', text: 'x' } }]],
    [
      'rich text with a style nobody knows',
      [
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { blink: true } }] },
          ],
        },
      ],
    ],
  ])('%s is shown as it was sent, with a warning', (_, blocks) => {
    const html = draw(blocks, {});
    expect(wordsOf(html)).toContain('The sandbox cannot draw this:');
    expect(html).toContain('cannot-draw');
  });

  test('an input in a message cannot be, and is said to be there', () => {
    expect(draw(input({ type: 'plain_text_input' }))).toContain('cannot-draw');
  });

  test('a field has its label, its hint, and what is wrong with it', () => {
    const html = draw(
      input({ type: 'plain_text_input', max_length: 9 }, { hint: plain('Nine at most'), optional: true }),
      {
        errors: { field: 'Too long' },
        stateOf: () => ({ type: 'plain_text_input', value: 'typed' }),
      },
    );
    const id = /<label for="([^"]+)"/.exec(html)?.[1] ?? 'none';
    expect(html).toContain(`id="${id}"`);
    expect(html).toContain(`aria-describedby="${id}-hint ${id}-error"`);
    expect(html).toMatch(/value="typed"/);
    expect(html).toMatch(/role="alert">Too long/);
    expect(wordsOf(html)).toMatch(/Which\? \(optional\).*Too long.*Nine at most/s);
  });

  test.each([
    [
      'static_select',
      { selected_option: { text: plain('Two'), value: '2' } },
      /<option[^>]* selected[^>]*>Two/,
    ],
    ['multi_static_select', { selected_options: [{ text: plain('Two'), value: '2' }] }, /Remove Two/],
    ['multi_external_select', { selected_options: [{ text: plain('Choir'), value: 'c' }] }, /Remove Choir/],
    ['multi_users_select', { selected_users: ['U0ADMIN'] }, /Remove Ada Admin/],
    ['conversations_select', { selected_conversation: 'C0TEAM' }, /Remove #client-groups/],
    ['multi_conversations_select', { selected_conversations: ['C0TEAM', 'C0GONE'] }, /Remove C0GONE/],
  ])('a %s shows what is chosen', (type, state, shown) => {
    const options = [
      { text: plain('One'), value: '1' },
      { text: plain('Two'), value: '2' },
    ];
    expect(draw(input({ type, options }), { stateOf: () => ({ type, ...state }) })).toMatch(shown);
  });

  test('an alert is in the colour of its level, and one of no level is not drawn', () => {
    const alert = { type: 'alert', text: { type: 'mrkdwn', text: '*Careful*' }, level: 'warning' };
    expect(draw([alert])).toMatch(/class="block alert warning".*<b>Careful<\/b>/s);
    expect(draw([{ ...alert, level: 'purple' }])).toContain('cannot-draw');
  });

  test('a table has a head and its cells', () => {
    const cell = (text: string) => ({ type: 'raw_text', text });
    const html = draw([
      {
        type: 'table',
        rows: [
          [cell('Group'), cell('Role')],
          [cell('<b>'), { type: 'raw_number', value: 7 }],
        ],
      },
    ]);
    expect(html).toMatch(/<th scope="col">.*Group.*<td>.*&lt;b.*<td>.*7/s);
    expect(draw([{ type: 'table', rows: 'none' }])).toContain('cannot-draw');
  });

  test('a long section is folded where it does not say expand', () => {
    const text = Array.from({ length: 9 }, (_, index) => `line ${index}`).join('\n');
    expect(draw(mrkdwn(text))).toContain('See more');
    expect(draw([{ ...mrkdwn(text)[0], expand: true }])).not.toContain('See more');
    expect(draw(mrkdwn('one line'))).not.toContain('See more');
  });

  test('boxes show what is ticked, and a menu behind three dots has its options', () => {
    const options = ['1', '2'].map((value) => ({ text: plain(`Option ${value}`), value }));
    const boxes = draw(input({ type: 'checkboxes', options }), {
      stateOf: () => ({ type: 'checkboxes', selected_options: [options[1]] }),
    });
    expect(boxes).toMatch(/checkbox(?:(?!checked).)*Option 1.*checked.*Option 2/s);
    const menu = draw([
      { type: 'section', text: plain('x'), accessory: { type: 'overflow', action_id: 'more', options } },
    ]);
    expect(menu).toMatch(/aria-label="More".*Option 1.*Option 2/s);
  });

  test('rich text has its styles, lists and mentions, and no markup', () => {
    const html = draw([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: '*a*', style: { bold: true } },
                  { type: 'user', user_id: 'U0ADMIN' },
                ],
              },
            ],
          },
        ],
      },
    ]);
    expect(html).toMatch(/<ul[^>]*><li>.*<b>\*a\*<\/b>/s);
    expect(liveIn(html)).toEqual(['U0ADMIN']);
  });
});
