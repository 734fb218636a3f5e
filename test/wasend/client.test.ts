import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { GroupId, SessionId } from '../../src/leaving/ids.ts';
import type { KeyClient } from '../../src/wasend/client.ts';
import { laneOf } from '../../src/wasend/lane.ts';
import { apiKey, clientOf, groupId, json, self, sessionId, valueIn } from './a-client.ts';
import type { AnsweringServer, SeenRequest } from './answering-server.ts';

let server: AnsweringServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function aClient(
  answer: (request: SeenRequest, response: ServerResponse) => void,
  timeouts?: { readonly leaveMs: number; readonly readMs: number },
): Promise<KeyClient> {
  await server?.close();
  const made = await clientOf(answer, timeouts);
  server = made.server;
  return made.client;
}

describe('a leave call', () => {
  test('is one POST without a body, with the key in its header and both ids encoded', async () => {
    const client = await aClient((_, response) => json(response, { success: true }));
    await client.leave(SessionId.parse('my session/1'), groupId);
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

  const fates: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ['no answer in time', () => {}],
    ['a body that never ends', (response) => void response.writeHead(200).write('{')],
    ['a cut connection', (response) => void response.destroy()],
    [
      'an answer cut short',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"success":');
        setImmediate(() => response.destroy());
      },
    ],
    ['a redirect', (response) => void response.writeHead(307, { location: '/elsewhere' }).end()],
    ['an answer over 1 MiB', (response) => json(response, { success: true, message: 'x'.repeat(1_100_000) })],
    [
      'JSON that is torn',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"succ'),
    ],
  ];
  test.each(fates)('%s is not known, and never asked twice', async (_, answer) => {
    const client = await aClient((_request, response) => answer(response), { leaveMs: 500, readMs: 500 });
    expect((await client.leave(sessionId, groupId)).class).toBe('unknown');
    expect(server?.seen).toHaveLength(1);
  });
});

describe('a single group', () => {
  const found = { success: true, info: { id: groupId, name: 'Choir', participants: [] } };
  const routeMiss = (url: string) => ({ message: `Cannot GET ${url}`, error: 'Not Found', statusCode: 404 });
  const htmlMiss = (response: ServerResponse): void => {
    response.writeHead(404, { 'content-type': 'text/html' });
    response.end('<html><h1>404 Not Found</h1></html>');
  };
  const other = GroupId.parse('120363025246125487@g.us');

  test.each<[string, (request: SeenRequest, response: ServerResponse) => void]>([
    ['NestJS', (request, response) => json(response, routeMiss(request.url), 404)],
    ['nginx', (_, response) => htmlMiss(response)],
    ['Kong', (_, response) => json(response, { message: 'no Route matched with those values' }, 404)],
    ['anybody', (_, response) => json(response, { error: 'Not Found' }, 404)],
    ['a default backend', (_, response) => void response.writeHead(404).end('default backend - 404')],
  ])('is read under /info where %s knows no other route, and from then on at once', async (_, miss) => {
    const client = await aClient((request, response) =>
      request.url.endsWith('/info') ? json(response, found) : miss(request, response),
    );
    expect(valueIn(await client.group(sessionId, groupId, self))).toMatchObject({
      facts: { name: 'Choir' },
      path: 'group-info',
    });
    await client.forLooks().group(sessionId, other, self);
    expect(server?.seen.map(({ url }) => url.endsWith('/info'))).toEqual([false, true, true]);
  });

  test('a 404 that names the group is an answer: /info is not tried', async () => {
    const client = await aClient((_, response) =>
      json(response, { message: 'Session or group not found.' }, 404),
    );
    expect(await client.group(sessionId, groupId, self)).toMatchObject({
      why: 'refused',
      outsider: { namesGroup: true, path: 'group' },
    });
    expect(server?.seen).toHaveLength(1);
  });

  test('a refusal of the route that worked is told, not that of the route that is not there', async () => {
    let isGone = false;
    const client = await aClient((request, response) => {
      if (request.url.endsWith('/info')) json(response, routeMiss(request.url), 404);
      else if (isGone) json(response, { error: 'Not Found' }, 404);
      else json(response, found);
    });
    await client.group(sessionId, groupId, self);
    isGone = true;
    expect(await client.group(sessionId, groupId, self)).toMatchObject({
      outsider: { namesGroup: false, path: 'group' },
    });
  });

  test('a page, a route miss and a gateway’s text are no outsider’s refusal', async () => {
    for (const miss of [
      (_: SeenRequest, response: ServerResponse) => htmlMiss(response),
      (request: SeenRequest, response: ServerResponse) => json(response, routeMiss(request.url), 404),
      (_: SeenRequest, response: ServerResponse) => void response.writeHead(404).end('Group not found'),
    ]) {
      const client = await aClient(miss);
      const read = await client.group(sessionId, groupId, self);
      expect(read).toMatchObject({ kind: 'failed', why: 'refused', status: 404 });
      expect(read).not.toHaveProperty('outsider');
      await server?.close();
    }
  });

  test.each([
    'Group not found',
    'Group not found.',
    'Failed to get the group. Group not found.',
    'Session or group not found.',
    'Group 120363025246125486@g.us not found in this session',
    'The group does not exist',
    'Unknown group',
    'Not a member of the group or group owner.',
    'You are not a participant of this group',
    "you're not participating in that group",
    'This number is no longer in the group',
  ])('“%s” names the group', async (message) => {
    const client = await aClient((_, response) => json(response, { message }, 403));
    expect(await client.group(sessionId, groupId, self)).toMatchObject({ outsider: { namesGroup: true } });
  });

  test.each([
    'Not Found',
    'Failed to get the group.',
    'Failed to get the group. Session not found.',
    'Your plan does not include groups',
    'Your plan has no group reads: 0 members found',
    'You are not the owner of this session',
    'You are not allowed to read this group',
    'Failed at /groups/not-found/120363025246125486@g.us',
  ])('“%s” does not', async (message) => {
    const client = await aClient((_, response) => json(response, { message }, 403));
    expect(await client.group(sessionId, groupId, self)).toMatchObject({ outsider: { namesGroup: false } });
  });

  test.each([
    ["2 UNKNOWN: you're not participating in that group", true],
    ["you're not participating in that group", true],
    ['2 UNKNOWN: that group does not exist', true],
    ["info query failed: you're not participating in that group", false],
    ["you're not participating in that group, or the socket is closed", false],
    ['Group not found', false],
  ])('a 500 with “%s” is an outsider’s refusal: %s', async (message, isRefusal) => {
    const client = await aClient((_, response) =>
      json(response, { statusCode: 500, exception: { message } }, 500),
    );
    const read = await client.group(sessionId, groupId, self);
    expect(read.kind === 'failed' && read.outsider !== undefined).toBe(isRefusal);
  });
});

test('the engine’s words behind a gateway’s status are no refusal', async () => {
  const client = await aClient((_, response) =>
    json(response, { message: 'that group does not exist' }, 502),
  );
  expect(await client.group(sessionId, groupId, self)).not.toHaveProperty('outsider');
});

describe('other reads', () => {
  test.each([
    [{ total: 5, byStatus: { active: 3 } }, 5],
    [{ total: '10' }, 10],
    [{ count: 10 }, 10],
    [{ success: true, data: { total: 7 } }, 7],
  ])('%j counts groups', async (body, counted) => {
    const client = await aClient((_, response) => json(response, body));
    expect(valueIn(await client.groupCount(sessionId))).toBe(counted);
  });

  test('a body that contradicts its good status is no answer', async () => {
    const client = await aClient((_, response) =>
      json(response, { success: false, message: 'Session not found', total: 0 }),
    );
    expect(await client.groupCount(sessionId)).toMatchObject({ why: 'refused', said: 'Session not found' });
  });

  test.each(['message', 'exception', 'data', 'groups'])('80,000 levels of %s throw nothing', async (key) => {
    const body = `${`{"${key}":`.repeat(80_000)}1${'}'.repeat(80_000)}`;
    const client = await aClient((_, response) => void response.writeHead(200).end(body));
    expect(await client.group(sessionId, groupId, self)).toMatchObject({ why: 'unreadable' });
    expect(await client.session(sessionId)).toMatchObject({ why: 'unreadable' });
    expect(await client.sessions()).toMatchObject({ why: 'unreadable' });
    expect(await client.groups(sessionId, self, { members: true })).toMatchObject({ why: 'unreadable' });
    expect((await client.leave(sessionId, groupId)).class).toBe('unknown');
  });
});

test('a lane is the same for the same key, and does not tell it', () => {
  expect(laneOf(apiKey)).toBe(laneOf(apiKey));
  expect(laneOf(apiKey)).not.toBe(laneOf('wk_other'));
  expect(laneOf(apiKey)).not.toContain('bars');
});
