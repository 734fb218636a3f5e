import { expect, test } from '@jest/globals';
import { findLiveMarkup } from '@wasend-slack/slack-stand-in/find-live-markup.ts';
import fc from 'fast-check';
import { tokenize } from '../../../src/web/page/mrkdwn/tokenize.ts';
import type { Token } from '../../../src/web/page/mrkdwn/tokens.ts';

const flat = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => ('content' in token ? flat(token.content) : [token]));

const piece = fc.constantFrom(
  ...[
    '<!channel>',
    '<!here|x>',
    '<@U0A>',
    '<#C0A|a>',
    '<!subteam^S0A>',
    '<https://x.example|y>',
    '<!date^1^{time}|z>',
  ],
  ...[
    '<javascript:x>',
    '<b>',
    '&lt;!here&gt;',
    '<',
    '>',
    '|',
    '!',
    '@U0A',
    '`',
    '```',
    '*',
    '_',
    '~',
    ':x:',
    ' ',
    '\n',
    'a',
  ],
);

test('what the page draws as live is what the stand-in finds alive, wherever in the formatting it stands', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const drawn = flat(tokenize(text, { verbatim: true })).flatMap((token) =>
        'source' in token ? [token.source] : [],
      );
      expect(drawn).toEqual(findLiveMarkup(text).map((found) => found.text));
    }),
    { numRuns: 3_000 },
  );
});
