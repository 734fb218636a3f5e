import { describe, expect, test } from '@jest/globals';
import type { ShapeName } from '../src/shapes/shapes.ts';
import { fixture, groupId, outline, sessionId, useBench } from './bench.ts';

const groups = `/${sessionId}/groups`;
const invitePath = `${groups}/join-info?code=Ck7QmW2xVb9LsTfR4dNzYp`;

interface DocsList {
  readonly groups: readonly { readonly jid: string; readonly name: string }[];
  readonly pagination: { readonly total: number; readonly hasMore: boolean };
}

describe('shapes', () => {
  const bench = useBench();

  const sameKeys: readonly [ShapeName, string, string][] = [
    ['docs', '/sessions', 'sessions/list.docs'],
    ['docs', `/sessions/${sessionId}`, 'sessions/get.docs.working'],
    ['docs', groups, 'groups/list.docs'],
    ['docs', `${groups}/${groupId}`, 'groups/get.member'],
    ['docs', `${groups}/${groupId}/info`, 'groups/get-info.docs'],
    ['docs', `${groups}/${groupId}/participants`, 'groups/participants.docs'],
    ['docs', '/account', 'account/get.sdk'],
    ['sdk', '/sessions', 'sessions/list.sdk'],
    ['sdk', `/sessions/${sessionId}`, 'sessions/get.sdk.working'],
    ['sdk', `${groups}?exclude=participants`, 'groups/list.sdk.no-participants'],
    ['sdk', `${groups}/${groupId}`, 'groups/get.member'],
    ['sdk', `${groups}/${groupId}/participants`, 'groups/participants.sdk'],
    ['sdk', invitePath, 'groups/join-info.sdk'],
    ['waha-gows', '/sessions', 'sessions/list.waha'],
    ['waha-gows', groups, 'groups/list.waha-gows'],
    ['waha-gows', `${groups}/count`, 'groups/count.waha'],
    ['waha-gows', `${groups}/${groupId}/participants`, 'groups/participants.waha-v2'],
  ];
  test.each(sameKeys)('%s answers %s with the keys and types of %s', async (shape, path, name) => {
    bench.wasend.shape = shape;
    const reply = await bench.get(path);
    const { status, body } = fixture(name);
    expect(reply.status).toBe(status);
    expect(outline(reply.body)).toEqual(outline(body));
  });

  test('waha-noweb answers lists as a map by id, with the keys of its fixture', async () => {
    bench.wasend.shape = 'waha-noweb';
    const { body } = await bench.get(`${groups}?search=padel`);
    expect(Object.keys(body as object)).toEqual([groupId]);
    expect(outline(body)).toEqual(outline(fixture('groups/list.waha-noweb').body));
  });

  test.each([
    ['docs', { total: 18, byStatus: { active: 18 } }],
    ['sdk', { total: 18, byStatus: { ACTIVE: '18' } }],
    ['waha-gows', { count: 18 }],
    ['waha-noweb', { count: 18 }],
  ] as const)('%s counts in its own way', async (shape, body) => {
    bench.wasend.shape = shape;
    expect((await bench.get(`${groups}/count`)).body).toEqual(body);
  });

  test.each(['sdk', 'waha-gows', 'waha-noweb'] as const)('%s has no /info', async (shape) => {
    bench.wasend.shape = shape;
    const path = `${groups}/${groupId}/info`;
    expect(await bench.get(path)).toMatchObject({ status: 404, body: { message: `Cannot GET ${path}` } });
  });

  test('docs tells where an invite leads without joining, and refuses one that leads nowhere', async () => {
    bench.wasend.world.removeUs(groupId, sessionId);
    const { body } = await bench.get(invitePath);
    expect(body).toMatchObject({ success: true, data: { jid: groupId, participantsCount: 4 }, error: null });
    expect(bench.wasend.world.isMember(sessionId, groupId)).toBe(false);
    expect((await bench.get(invitePath.toLowerCase())).status).toBe(404);
  });

  test('an empty list is the fixture’s', async () => {
    bench.wasend.stale.emptyList = true;
    expect((await bench.get(groups)).body).toEqual(fixture('groups/list.empty.docs').body);
    bench.wasend.shape = 'sdk';
    expect((await bench.get(groups)).body).toEqual(fixture('groups/list.empty.sdk').body);
  });
});

describe('lists', () => {
  const bench = useBench();
  const list = async (query: string) => (await bench.get(`${groups}?${query}`)).body as DocsList;

  test('page through a thousand groups, each once', async () => {
    bench.wasend.world.addManyGroups(sessionId, 1000 - bench.wasend.world.groups(sessionId).length);
    const seen: string[] = [];
    for (let hasMore = true; hasMore; ) {
      const page = await list(`limit=50&offset=${seen.length}&exclude=participants`);
      seen.push(...page.groups.map(({ jid }) => jid));
      expect(page.pagination.total).toBe(1000);
      hasMore = page.pagination.hasMore;
    }
    expect(seen).toHaveLength(1000);
    expect(new Set(seen).size).toBe(1000);
    expect(seen).toEqual(bench.wasend.world.groups(sessionId).map(({ id }) => id));
  });

  test('give 50 groups when no limit is asked for', async () => {
    bench.wasend.world.addManyGroups(sessionId, 60);
    const { groups: page, pagination } = await list('');
    expect(page).toHaveLength(50);
    expect(pagination).toEqual({ total: 78, limit: 50, offset: 0, hasMore: true });
  });

  test('search names and descriptions', async () => {
    expect((await list('search=PADEL')).groups.map(({ name }) => name)).toEqual(['Padel Tuesdays']);
    expect((await list('search=be%20kind')).groups.map(({ name }) => name)).toEqual([
      '<!channel> *free* <https://evil.example|bank>',
    ]);
  });

  test('leave participants out only when asked to', async () => {
    expect(outline(await list(''))).toContain('.groups[].participants[].jid: string');
    expect(outline(await list('exclude=participants')).join()).not.toContain('participants');
  });

  test('refuse a limit that is no number as Nest does', async () => {
    expect(await bench.get(`${groups}?limit=x`)).toMatchObject({
      status: 400,
      body: { message: [expect.stringContaining('limit')], error: 'Bad Request', statusCode: 400 },
    });
  });
});

describe('refusals of reads', () => {
  const bench = useBench();

  test('docs refuses a group we are not in, one that is not there, and an id that is none', async () => {
    bench.wasend.world.removeUs(groupId, sessionId);
    const statuses = await Promise.all(
      [groupId, '120363000000000001@g.us', 'x'].map((id) => bench.get(`${groups}/${id}`)),
    );
    expect(statuses.map(({ status }) => status)).toEqual([403, 404, 400]);
  });

  test('waha refuses with 500 and the engine’s words', async () => {
    bench.wasend.shape = 'waha-gows';
    bench.wasend.world.removeUs(groupId, sessionId);
    expect(await bench.get(`${groups}/${groupId}`)).toMatchObject({
      status: 500,
      body: { exception: { details: "you're not participating in that group" }, request: { method: 'GET' } },
    });
    expect(await bench.get(`${groups}/120363000000000001@g.us`)).toMatchObject({
      status: 500,
      body: { exception: { details: 'that group does not exist' } },
    });
    const { status, body } = fixture('errors/waha/404-session-get');
    expect(await bench.get('/sessions/nobody')).toMatchObject({ status, body });
  });

  test('another key sees neither the session nor its groups', async () => {
    bench.wasend.world.addKey('wk_stand_in_2');
    const as = { key: 'wk_stand_in_2' };
    expect((await bench.call('GET', '/sessions', as)).body).toEqual({ sessions: [] });
    expect((await bench.call('GET', `/sessions/${sessionId}`, as)).status).toBe(404);
    expect((await bench.call('GET', groups, as)).status).toBe(404);
    expect((await bench.call('GET', groups, { key: 'wk_wrong' })).status).toBe(401);
  });

  test('a session that is not working tells of itself and not of its groups', async () => {
    bench.wasend.world.setStatus(sessionId, 'STOPPED');
    expect(await bench.get(`/sessions/${sessionId}`)).toMatchObject({
      status: 200,
      body: { status: 'STOPPED' },
    });
    expect(await bench.get(groups)).toMatchObject({ status: 422, body: { status: 'STOPPED' } });
  });

  test.each([
    ['GET', '/'],
    ['POST', `${groups}/${groupId}/leav`],
    ['GET', `${groups}/${groupId}/leave`],
    ['DELETE', '/sessions'],
  ])('%s %s is a route miss', async (method, path) => {
    expect(await bench.call(method, path)).toMatchObject({
      status: 404,
      body: { message: `Cannot ${method} ${path}`, error: 'Not Found', statusCode: 404 },
    });
  });
});
