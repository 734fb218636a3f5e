import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeMrkdwn, stranger } from '../../../../../src/messages/block-kit/strangers.ts';
import { tokenize } from '../../../src/web/page/mrkdwn/tokenize.ts';
import type { Token } from '../../../src/web/page/mrkdwn/tokens.ts';

const read = (text: string, verbatim = true) => tokenize(text, { verbatim });
const flat = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => ('content' in token ? [token, ...flat(token.content)] : [token]));
const kinds = (text: string, verbatim = true) => flat(read(text, verbatim)).map(({ kind }) => kind);
const words = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => {
      if ('content' in token) return words(token.content);
      if (token.kind === 'text') return token.text;
      return token.kind === 'emoji' ? `:${token.name}:` : token.source;
    })
    .join('');

const live = new Set(['user', 'channel', 'user-group', 'broadcast', 'link', 'date']);
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '!channel',
        '@U0A',
        '|',
        'https://x.example',
        '*',
        '_',
        '`',
        '~',
        'a',
        ' ',
        '\n',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('mrkdwn as Slack reads it', () => {
  test.each([
    ['<!channel>', 'broadcast'],
    ['<!here>', 'broadcast'],
    ['<!everyone>', 'broadcast'],
    ['<!subteam^S0LEADS>', 'user-group'],
    ['<@U0ADMIN>', 'user'],
    ['<@W0ADMIN|ada>', 'user'],
    ['<#C0TEAM|client-groups>', 'channel'],
    ['<https://evil.example|https://bank.example>', 'link'],
    ['<mailto:a@b.example>', 'link'],
    ['<!date^1700000000^{time}|then>', 'date'],
  ])('%s is live', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
    expect(kinds(`\`${text}\``)).toContain(kind);
  });

  test.each([
    '&lt;!channel&gt;',
    '&lt;@U0ADMIN&gt;',
    '&lt;https://evil.example|bank&gt;',
    '<javascript:alert(1)|x>',
    '@channel',
    '#general',
    'https://x.example',
  ])('%s is text where nothing may be found by itself', (text) => {
    expect(kinds(text)).toEqual(['text']);
  });

  test('each entity is read once', () => {
    expect(read('&amp;lt;!channel&amp;gt;')).toEqual([{ kind: 'text', text: '&lt;!channel&gt;' }]);
  });

  test('a text that does not forbid it comes to life by itself: bare links and @here', () => {
    expect(kinds('see https://x.example. @here', false)).toEqual(['text', 'link', 'text', 'broadcast']);
    expect(kinds('me@here.example', false)).toEqual(['text']);
  });

  test.each([
    ['*Left*: Choir', 'bold'],
    ['_so_', 'italic'],
    ['~no~', 'strike'],
    ['`120363@g.us`', 'code'],
    ['```a\nb```', 'code-block'],
    ['> said', 'quote'],
  ])('%s is formatted', (text, kind) => {
    expect(kinds(text)[0]).toBe(kind);
  });

  test('marks inside words, lone ones and those in code are text', () => {
    expect(kinds('snake_case_name 2*3*4')).toEqual(['text']);
    expect(kinds('a * b')).toEqual(['text']);
    expect(kinds('`*not bold*`')).toEqual(['code', 'text']);
  });

  test('a known emoji is drawn, an unknown one stays as it is typed', () => {
    expect(kinds(':warning: :nobody_knows:')).toEqual(['emoji', 'text']);
  });
});

describe('what the app has escaped', () => {
  test('is never live, and every character of it is there', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = read(escapeMrkdwn(text));
        expect(flat(tokens).filter(({ kind }) => live.has(kind))).toEqual([]);
        const unmarked = (from: string) => from.replace(/[*_~`>\n]/g, '');
        expect(unmarked(words(tokens))).toBe(unmarked(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('as a stranger’s name it is not even formatted, nor do its marks meet ours', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const around = `*Left*: ${stranger(text, 200)} (\`1203@g.us\`) *Note:* _so_ ~no~`;
        const found = flat(read(around)).filter(({ kind }) => kind !== 'text' && kind !== 'emoji');
        expect(found.map(({ kind }) => kind)).toEqual(['bold', 'code', 'bold', 'italic', 'strike']);
      }),
      { numRuns: 3_000 },
    );
  });
});
