import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { saidIn } from '../../src/wasend/answer/said.ts';
import { sentencesIn } from '../../src/wasend/answer/sentences.ts';
import { reduceAnswer } from '../../src/wasend/parsing/reduce-answer.ts';
import { apiKey, clientOf, groupId, json, self, sessionId, withoutMarks } from './a-client.ts';

/** What is quoted of an answer with this body. */
const said = (body: unknown) => {
  const answer = new TextEncoder().encode(JSON.stringify(body));
  const asked = { contentType: 'application/json', kind: 'nothing', self, apiKey } as const;
  return saidIn(reduceAnswer({ body: answer, ...asked }).answer.sentences);
};

describe('the API’s own words', () => {
  test.each([
    ['a message', { message: 'Successfully left the group.' }, 'Successfully left the group.'],
    ['an error alone', { error: 'Invalid API key.' }, 'Invalid API key.'],
    ['several messages', { message: ['one', 'two'] }, 'one two'],
    ['the same twice', { message: 'one', error: 'one' }, 'one'],
    [
      'the name of the status and more',
      { message: 'Unauthorized', error: 'Invalid API key.' },
      'Invalid API key.',
    ],
    [
      'more and the name of the status',
      { message: 'Invalid API key.', error: 'Unauthorized' },
      'Invalid API key.',
    ],
    ['the name of the status alone', { message: 'Unauthorized', statusCode: 401 }, 'Unauthorized'],
    ['two sentences', { message: 'Leave failed.', error: 'You own it.' }, 'Leave failed. You own it.'],
    [
      'two texts without an end',
      { message: 'Leave failed', error: 'you own it' },
      'Leave failed. you own it',
    ],
    [
      'one within the other',
      { message: 'Leave failed: you own it', error: 'You own it.' },
      'Leave failed: you own it',
    ],
    ['the engine’s', { exception: { message: '2 UNKNOWN: gone' } }, '2 UNKNOWN: gone'],
    ['a page', '<!DOCTYPE html><html><body>no</body></html>', null],
    [
      'a stack trace',
      { message: 'failed\n    at leave (/app/dist/main.js:1:2)\n    at next (/app/x.js)' },
      'failed',
    ],
    ['an e-mail address', { message: 'Ask owner@example.com about it' }, 'Ask [address] about it'],
    ['a group id', { message: 'Left 120363025246125486@g.us' }, 'Left 120363025246125486@g.us'],
    ['what only ends as a group id', { message: 'Ask me.1203@g.us' }, 'Ask [address]'],
    ['what only begins as a group id', { message: 'Ask 1203@g.us.example' }, 'Ask [address]'],
    ['an error beside a message', { message: 'one', error: 'two' }, 'one. two'],
    ['an error that is a status’s name, beside a message', { message: 'one', error: 'not found.' }, 'one'],
    ['an error that is a status’s name, alone', { error: 'Not Found' }, 'Not Found'],
    ['an error that begins as one', { message: 'one', error: 'Not Found: x' }, 'one. Not Found: x'],
    ['an error that ends as one', { message: 'one', error: 'Group Not Found' }, 'one. Group Not Found'],
    ['a page in capitals', { message: '<HTML><BODY>no</BODY></HTML>' }, null],
    ['a page beside the engine’s words', { message: '<html>no</html>', exception: 'gone' }, 'gone'],
    ['space around', { message: '\u0001 one \u0001' }, 'one'],
    ['half a character', { message: 'one \ud83d' }, 'one \ufffd'],
    ['300 characters', { message: 'x'.repeat(300) }, 'x'.repeat(300)],
    ['301 characters', { message: 'x'.repeat(301) }, `${'x'.repeat(299)}…`],
    [
      'a list of more than twenty',
      { message: Array.from({ length: 21 }, (_, at) => `${at}`) },
      Array.from({ length: 20 }, (_, at) => `${at}`).join(' '),
    ],
    ['a list of nothing', { message: ['', ' ', {}] }, null],
    ['an object without a message', { message: { text: 'one' }, error: { message: ' two ' } }, 'two'],
    ['nothing', {}, null],
    ['true as an error', { error: true }, null],
    ['control characters', { message: 'a\u0000b\nc' }, 'a b c'],
  ])('%s', (_, body, words) => {
    expect(said(body)).toBe(words);
  });

  test('what is longer than 5,000 characters is cut before anything looks at it', () => {
    const long = `${'x'.repeat(4_999)}yz`;
    expect(sentencesIn(long).message).toBe(`${'x'.repeat(4_999)}y`);
    expect(sentencesIn({ message: long, error: [long], exception: { message: long } })).toEqual({
      message: `${'x'.repeat(4_999)}y`,
      error: `${'x'.repeat(4_999)}y`,
      exception: `${'x'.repeat(4_999)}y`,
    });
    expect(sentencesIn({ message: ['x'.repeat(4_999), 'yz'] }).message).toBe(`${'x'.repeat(4_999)} `);
  });

  test('never more than 300 characters, never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 700 }), (text) => {
        const words = said({ message: text });
        expect((words ?? '').length).toBeLessThanOrEqual(300);
        expect((words ?? '').isWellFormed()).toBe(true);
      }),
    );
    expect(said({ message: '👩‍👩‍👧‍👦'.repeat(2_000) })).toMatch(/^(?:👩‍👩‍👧‍👦)+…$/u);
  });

  test('one letter with a thousand marks leaves more than “…”', () => {
    const words = said({ message: `Z${'\u0310'.repeat(1_000)}` }) ?? '';
    expect(words).toMatch(/^Z\u0310+…$/u);
    expect(words.length).toBeLessThanOrEqual(300);
  });
});

describe('secrets in what the other side says', () => {
  test.each([
    ['our key', `Rejected token ${apiKey}`, 'Rejected token […]'],
    ['our key in capitals', `Rejected ${apiKey.toUpperCase()}!`, 'Rejected […]!'],
    ['its beginning', `Key ${apiKey.slice(0, 12)}… is wrong`, 'Key […]… is wrong'],
    ['its end', `Key …${apiKey.slice(-8)} is wrong`, 'Key …[…] is wrong'],
    ['its middle', `x${apiKey.slice(9, 20)}x`, 'x[…]x'],
    ['two pieces', `${apiKey.slice(0, 9)} ${apiKey.slice(-9)}`, '[…] […]'],
    ['with invisible characters inside', apiKey.split('').join('\u2060'), '[…]'],
    ['seven characters of it, which may be a word', `…${apiKey.slice(-7)}`, `…${apiKey.slice(-7)}`],
    ['a header', 'Authorization: Bearer abcdef123456', 'Authorization: […]'],
    ['Slack’s tokens', 'xoxb-1234-abcd and xapp-1-A-2', '[…] and […]'],
    ['somebody’s key', 'used wk_other_secret_1 and sk_live_12345678', 'used […] and […]'],
    ['a web token', 'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'jwt […]'],
  ])('%s', (_, message, words) => {
    expect(said({ message })).toBe(words);
  });

  test('a session’s name is not taken for one', () => {
    const message = 'Session session_1731580000123 of ops_starting_02 not found';
    expect(said({ message })).toBe(message);
  });

  test('no piece of eight survives, wherever it is cut', () => {
    const word = fc.string({ maxLength: 300 });
    const piece = fc.tuple(fc.nat(apiKey.length - 8), fc.nat(apiKey.length));
    fc.assert(
      fc.property(word, word, piece, (before, after, [from, length]) => {
        const words = withoutMarks(
          said({ message: before + apiKey.slice(from, from + 8 + length) + after }) ?? '',
        );
        for (let at = 0; at + 8 <= apiKey.length; at += 1)
          expect(words).not.toContain(apiKey.slice(at, at + 8));
      }),
    );
  });

  test.each([400, 401, 403, 404, 422, 429, 500, 200])(
    'a %i that repeats the key tells it to nobody, in any field',
    async (status) => {
      const body = {
        success: false,
        message: `Invalid API key ${apiKey}`,
        error: { message: `Bearer ${apiKey}` },
        exception: { message: apiKey },
      };
      const { client, server } = await clientOf((_, response) => json(response, body, status), {
        leaveMs: 5_000,
        readMs: 5_000,
      });
      const shown = [
        await client.leave(sessionId, groupId),
        await client.session(sessionId),
        await client.sessions(),
        await client.group(sessionId, groupId, self),
        await client.groups(sessionId, self, { members: true }),
        await client.groupCount(sessionId),
        await client.joinInfo(sessionId, 'AbCdEfGh1234IjKlMn5678'),
      ];
      await server.close();
      expect(withoutMarks(JSON.stringify(shown))).not.toContain(apiKey.slice(0, 8));
    },
  );
});
