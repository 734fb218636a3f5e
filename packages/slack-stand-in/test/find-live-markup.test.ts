import { describe, expect, test } from '@jest/globals';
import { findLiveMarkup } from '../src/find-live-markup.ts';

describe('live markup', () => {
  test.each([
    ['<!channel>', 'broadcast'],
    ['<!here|here>', 'broadcast'],
    ['<!everyone>', 'broadcast'],
    ['<!subteam^S0LEADS>', 'user-group'],
    ['<!subteam^S0LEADS|@leads>', 'user-group'],
    ['<@U0ADMIN>', 'user'],
    ['<@W0ADMIN|ada>', 'user'],
    ['<#C0TEAM|client-groups>', 'channel'],
    ['<https://example.com>', 'link'],
    ['<https://example.com|the site>', 'link'],
    ['<mailto:a@example.com|write>', 'link'],
    ['<https://evil.example|https://bank.example>', 'disguised-link'],
    ['<!date^1772442000^{date}|March 2>', 'date'],
  ])('%s is a live %s', (text, kind) => {
    expect(findLiveMarkup(`Left ${text} today`)).toEqual([{ kind, text }]);
  });

  test.each([
    '&lt;!channel&gt;',
    '&lt;@U0ADMIN&gt;',
    'a < b > c',
    '<3 this group>',
    '@channel',
    'https://example.com',
    '*bold*',
  ])('%s is not live in a verbatim text', (text) => {
    expect(findLiveMarkup(text)).toEqual([]);
  });

  test('a text that is not verbatim also turns bare words into mentions and links', () => {
    expect(findLiveMarkup('hi @here see https://example.com', { verbatim: false })).toEqual([
      { kind: 'broadcast', text: '@here' },
      { kind: 'link', text: 'https://example.com' },
    ]);
  });

  test('an address at a mail host is no mention of the channel', () => {
    expect(findLiveMarkup('ada@channel.example', { verbatim: false })).toEqual([]);
  });
});
