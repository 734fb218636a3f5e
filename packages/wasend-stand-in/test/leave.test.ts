import { describe, expect, test } from '@jest/globals';
import { fixture, groupId, leavePath, sessionId, useBench } from './bench.ts';

const communityId = '120363031122334455@g.us';
const announcementsId = '120363025436189910@g.us';
const yearFourId = '120363025428270559@g.us';
const choirId = '120363025420351208@g.us';

describe('POST /{sessionId}/groups/{groupId}/leave', () => {
  const bench = useBench();
  const isIn = (id: string) => bench.wasend.world.isMember(sessionId, id);

  test.each([`/${sessionId}/groups/${groupId}/leave`, leavePath(groupId)])(
    'takes us out at %s',
    async (path) => {
      const reply = await bench.call('POST', path);
      const documented = fixture('leave/ok.docs');
      expect(reply).toMatchObject({ status: documented.status, body: documented.body });
      expect(isIn(groupId)).toBe(false);
      expect(bench.wasend.leaveCalls(groupId)).toMatchObject([
        { did: true, status: 200, route: 'leave', path },
      ]);
      expect(bench.wasend.problems).toEqual([]);
    },
  );

  test('is a 403 the second time, and does nothing', async () => {
    await bench.leave(groupId);
    expect(await bench.leave(groupId)).toMatchObject({
      status: 403,
      body: { success: false, error: 'You are not a member of this group.' },
    });
    expect(bench.wasend.leaveCalls(groupId).map(({ did }) => did)).toEqual([true, false]);
  });

  test('refuses the owner, and nobody else in any standing', async () => {
    const statuses = new Map<string, number>();
    for (const { id, standing } of bench.wasend.world.groups(sessionId)) {
      bench.nowMs += 60_000;
      const expected = isIn(id) ? 'in' : 'out';
      statuses.set(`${standing}, ${expected}`, (await bench.leave(id)).status);
    }
    expect(Object.fromEntries(statuses)).toMatchObject({
      'owner, in': 403,
      'admin, in': 200,
      'member, in': 200,
    });
  });

  test.each([
    ['errors/documented/403-group-owner', '120363025333238347@g.us'],
    ['errors/documented/404-group-not-found', '120363000000000001@g.us'],
  ])('answers %s as the fixture has it', async (name, id) => {
    const { status, body } = fixture(name);
    expect(await bench.leave(id)).toMatchObject({ status, body });
  });

  test.each(['x', '120363025246125486', '447700900123@s.whatsapp.net', '../../sessions', '120363@g.us'])(
    'answers 400 to the id %s',
    async (id) => {
      expect(await bench.leave(id)).toMatchObject({ status: 400, body: { error: 'Invalid groupId.' } });
    },
  );

  test('answers 401 without a key and with a wrong one, and leaves nothing', async () => {
    const { status, body } = fixture('errors/documented/401-invalid-api-key');
    expect(await bench.leave(groupId, { key: 'wk_wrong' })).toMatchObject({ status, body });
    expect(await bench.leave(groupId, { headers: { authorization: '' } })).toMatchObject({ status, body });
    expect(isIn(groupId)).toBe(true);
    expect(bench.wasend.leaveCalls().map((call) => call.key)).toEqual(['rong', null]);
  });

  test('answers another key’s session as one that is not there', async () => {
    bench.wasend.world.addKey('wk_stand_in_2');
    const { status, body } = fixture('errors/documented/404-session-not-found');
    expect(await bench.leave(groupId, { key: 'wk_stand_in_2' })).toMatchObject({ status, body });
    expect(await bench.call('POST', `/nobody/groups/${groupId}/leave`)).toMatchObject({ status, body });
    expect(isIn(groupId)).toBe(true);
  });

  test('answers 422 while the session is not working', async () => {
    bench.wasend.world.setStatus(sessionId, 'STARTING');
    const { status, body } = fixture('errors/waha/422-session-starting');
    expect(await bench.leave(groupId)).toMatchObject({ status, body });
    bench.wasend.world.setStatus(sessionId, 'CONNECTED');
    expect(await bench.leave(groupId)).toMatchObject({ status: 200 });
  });

  test('says success for a community, which a plain leave does not leave', async () => {
    expect(await bench.leave(communityId)).toMatchObject({ status: 200, body: { success: true } });
    expect(bench.wasend.leaveCalls(communityId)).toMatchObject([{ did: false }]);
    expect(isIn(communityId)).toBe(true);
  });

  test('leaves a sub-group alone, and with the last one the whole community', async () => {
    await bench.leave(yearFourId);
    expect([communityId, announcementsId, choirId].map(isIn)).toEqual([true, true, true]);
    await bench.leave(choirId);
    expect([communityId, announcementsId, choirId].map(isIn)).toEqual([false, false, false]);
  });

  test('leaves the whole community with its announcement group', async () => {
    await bench.leave(announcementsId);
    expect([communityId, announcementsId, yearFourId, choirId].map(isIn)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('follows changes made behind the app’s back', async () => {
    const { world } = bench.wasend;
    world.removeUs(groupId, sessionId);
    expect(await bench.leave(groupId)).toMatchObject({ status: 403 });
    world.addUs(groupId, sessionId, 'owner');
    expect(await bench.leave(groupId)).toMatchObject({
      status: 403,
      body: { error: 'You are the group owner.' },
    });
    world.addUs(groupId, sessionId);
    expect(await bench.leave(groupId)).toMatchObject({ status: 200 });
  });
});

describe('problems', () => {
  const bench = useBench();
  const messages = () => bench.wasend.problems.map(({ message }) => message);

  test('are noted for a leave that carries a body', async () => {
    await bench.leave(groupId, { body: '{}', headers: { 'content-type': 'application/json' } });
    expect(messages()).toEqual(['A leave request carries a body', 'A leave request carries a Content-Type']);
  });

  test('are noted for a leave without a Bearer key', async () => {
    await bench.leave(groupId, { headers: { authorization: 'Basic d2s6' } });
    expect(messages()).toEqual(['A leave request carries no Bearer key']);
  });

  test('are noted when a redirect is followed', async () => {
    bench.wasend.faults.next('redirect', { route: 'leave' });
    expect(await bench.leave(groupId, { redirect: 'follow' })).toMatchObject({ status: 404 });
    expect(messages()).toEqual(['A redirect was followed']);
  });
});
