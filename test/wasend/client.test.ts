import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { systemClock } from '../../src/clock.ts';
import { GroupId, SessionId } from '../../src/leaving/ids.ts';
import { createWasendClient } from '../../src/wasend/client.ts';
import { laneOf } from '../../src/wasend/lane.ts';
import { retryAfterMs } from '../../src/wasend/retry-after.ts';
import { saidIn } from '../../src/wasend/said.ts';
import { type AnsweringServer, answeringServer, type SeenRequest } from './answering-server.ts';

const sessionId = SessionId.parse('my session/1');
const groupId = GroupId.parse('120363025246125486@g.us');
const apiKey = 'wk_very_secret';
const self = { phoneNumber: '+447700900123', lid: null };

let server: AnsweringServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function clientOf(answer: (request: SeenRequest, response: ServerResponse) => void) {
  server = await answeringServer(answer);
  const timeouts = { leaveMs: 300, readMs: 200 };
  return createWasendClient({ baseUrl: `${server.url}/`, apiKey, fetch, clock: systemClock, timeouts });
}

const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

describe('a leave call', () => {
  test('is one POST without a body, with the key in its header and both ids encoded', async () => {
    const client = await clientOf((_, response) => json(response, { success: true }));
    await client.leave(sessionId, groupId);
    expect(server?.seen).toHaveLength(1);
    const [request] = server?.seen ?? [];
    expect(request).toMatchObject({
      method: 'POST',
      url: '/my%20session%2F1/groups/120363025246125486%40g.us/leave',
      body: '',
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: 'application/json',
        'user-agent': 'wasend-slack',
      },
    });
    expect(request?.headers).not.toHaveProperty('content-type');
  });

  const fates: readonly (readonly [string, (response: ServerResponse) => void, string])[] = [
    ['no answer in time', () => {}, 'unknown'],
    ['a body that never ends', (response) => void response.writeHead(200).write('{'), 'unknown'],
    ['a cut connection', (response) => void response.destroy(), 'unknown'],
    [
      'an answer cut short',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"success":');
        setImmediate(() => response.destroy());
      },
      'unknown',
    ],
    [
      'a redirect',
      (response) => void response.writeHead(307, { location: 'https://elsewhere.example/' }).end(),
      'unknown',
    ],
    [
      'an answer over 1 MiB',
      (response) => json(response, { success: true, message: 'x'.repeat(1_100_000) }),
      'unknown',
    ],
    [
      'JSON that is torn',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"succ'),
      'unknown',
    ],
  ];
  test.each(fates)('%s is not known, and never asked twice', async (_, answer, kind) => {
    const client = await clientOf((_request, response) => answer(response));
    expect((await client.leave(sessionId, groupId)).class).toBe(kind);
    expect(server?.seen).toHaveLength(1);
  });

  test('a refused connection certainly was not sent', async () => {
    const client = await clientOf(() => {});
    await server?.close();
    expect(await client.leave(sessionId, groupId)).toEqual({ class: 'not-sent', status: null, said: null });
  });

  test('an unknown host certainly was not sent', async () => {
    const client = createWasendClient({
      baseUrl: 'http://nowhere.invalid',
      apiKey,
      fetch,
      clock: systemClock,
    });
    expect((await client.leave(sessionId, groupId)).class).toBe('not-sent');
  });
});

describe('reads', () => {
  test('a group is read under /info where the plain route is not there', async () => {
    const client = await clientOf((request, response) => {
      if (request.url.endsWith('/info'))
        json(response, { success: true, info: { id: groupId, name: 'Choir', participants: [] } });
      else json(response, { message: `Cannot GET ${request.url}`, error: 'Not Found', statusCode: 404 }, 404);
    });
    const read = await client.group(sessionId, groupId, self);
    expect(read).toMatchObject({ kind: 'ok', value: { facts: { name: 'Choir' }, membership: 'not-known' } });
  });

  const page = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      jid: `1203630000000${String(10_000 + from + index)}@g.us`,
      name: `G${from + index}`,
    }));
  const query = (request: SeenRequest) => new URL(request.url, 'http://localhost').searchParams;

  test('a thousand groups are read page by page, also when the server caps the page', async () => {
    const client = await clientOf((request, response) => {
      const offset = Number(query(request).get('offset'));
      const limit = Math.min(50, Number(query(request).get('limit')));
      json(response, page(offset, Math.max(0, Math.min(limit, 1_000 - offset))));
    });
    const read = await client.groups(sessionId, self);
    expect(read.kind === 'ok' && read.value.length).toBe(1_000);
  });

  test('a server that ignores the offset does not keep us going round', async () => {
    const client = await clientOf((_, response) => json(response, page(0, 100)));
    const read = await client.groups(sessionId, self);
    expect(read.kind === 'ok' && read.value.length).toBe(100);
    expect(server?.seen).toHaveLength(2);
  });

  test('a page that fails fails the list, for half a list is worse than none', async () => {
    const client = await clientOf((request, response) =>
      query(request).get('offset') === '0'
        ? json(response, page(0, 100))
        : json(response, { message: 'later' }, 500),
    );
    expect(await client.groups(sessionId, self)).toMatchObject({ kind: 'failed', why: 'unreachable' });
  });

  test('nothing is asked of the server about sorting, which no two versions agree on', async () => {
    const client = await clientOf((_, response) => json(response, []));
    await client.groups(sessionId, self, 'choir & co');
    expect(Object.fromEntries(query(server?.seen[0] as SeenRequest))).toEqual({
      limit: '100',
      offset: '0',
      search: 'choir & co',
    });
  });
});

describe('the API’s own words', () => {
  test.each([
    ['a message', { message: 'Successfully left the group.' }, 'Successfully left the group.'],
    ['an error alone', { error: 'Invalid API key.' }, 'Invalid API key.'],
    ['several messages', { message: ['one', 'two'] }, 'one two'],
    ['a page', '<!DOCTYPE html><html><body>no</body></html>', null],
    [
      'a stack trace',
      { message: 'failed\n    at leave (/app/dist/main.js:1:2)\n    at next (/app/x.js)' },
      'failed',
    ],
    ['an e-mail address', { message: 'Ask owner@example.com about it' }, 'Ask [address] about it'],
    ['a group id', { message: 'Left 120363025246125486@g.us' }, 'Left 120363025246125486@g.us'],
    ['nothing', {}, null],
    ['true as an error', { error: true }, null],
    ['control characters', { message: 'a\u0000b\nc' }, 'a b c'],
  ])('%s', (_, body, said) => {
    expect(saidIn(body)).toBe(said);
  });

  test('never more than 300 characters, never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 700 }), (text) => {
        const said = saidIn({ message: text });
        expect((said ?? '').length).toBeLessThanOrEqual(300);
        expect((said ?? '').isWellFormed()).toBe(true);
      }),
    );
    expect(saidIn({ message: '👩‍👩‍👧‍👦'.repeat(2_000) })).toMatch(/^(?:👩‍👩‍👧‍👦)+…$/u);
  });
});

describe('how long to wait', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each([
    ['seconds', { 'retry-after': '7' }, null, 7_000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, null, 30_000],
    ['a date that is past', { 'retry-after': 'Thu, 01 Jan 2025 00:00:30 GMT' }, null, 0],
    ['a reset as a time', { 'x-ratelimit-reset': String(now / 1000 + 12) }, null, 12_000],
    ['a reset as a span', { 'x-ratelimit-reset': '12' }, null, 12_000],
    ['a number in the body', {}, { retryAfter: 9 }, 9_000],
    ['nothing', {}, {}, 60_000],
    ['nonsense', { 'retry-after': 'soon' }, null, 60_000],
    ['more than an hour', { 'retry-after': '99999' }, null, 3_600_000],
  ])('%s', (_, headers, body, waitMs) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), body, now)).toBe(waitMs);
  });
});

test('a lane is the same for the same key, and does not tell it', () => {
  expect(laneOf(apiKey)).toBe(laneOf(apiKey));
  expect(laneOf(apiKey)).not.toBe(laneOf('wk_other'));
  expect(laneOf(apiKey)).not.toContain('secret');
});
