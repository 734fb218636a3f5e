import { describe, expect, test } from '@jest/globals';
import { groupId, key, sessionId, useBench } from './bench.ts';

describe('the default world', () => {
  const bench = useBench();
  const all = () => bench.wasend.world.groups(sessionId);

  test('has one working number in groups of every standing, and one that needs a person', () => {
    expect(bench.wasend.world.sessions(key)).toEqual([
      { id: sessionId, name: 'Sales UK', phoneNumber: '+447700900123', status: 'WORKING' },
      {
        id: '5b1d9a70-0c3e-4c58-8a17-2f6e4d3c9b22',
        name: 'Support *night* & <!here>',
        phoneNumber: '+12025550143',
        status: 'SCAN_QR_CODE',
      },
    ]);
    expect(new Set(all().map(({ standing }) => standing))).toEqual(new Set(['member', 'admin', 'owner']));
    expect(all().every(({ id }) => bench.wasend.world.isMember(sessionId, id))).toBe(true);
  });

  test('has ids as WhatsApp makes them, one of them old', () => {
    const old = all().filter(({ id }) => !/^120363\d{12}@g\.us$/.test(id));
    expect(old.map(({ id }) => id)).toEqual(['447700900131-1587570015@g.us']);
  });

  test('has two invite codes of 22 letters and digits in both cases', () => {
    const codes = all().flatMap(({ inviteCode }) => inviteCode ?? []);
    expect(codes).toHaveLength(2);
    for (const code of codes) expect(code).toMatch(/^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{22}$/);
  });

  test('has phone numbers kept for fiction alone', async () => {
    const { text } = await bench.get(`/${sessionId}/groups`);
    const numbers = text.match(/(?<="phoneNumber":")[^"]+/g) ?? [];
    expect(numbers.length).toBeGreaterThan(50);
    for (const number of numbers) expect(number).toMatch(/^\+(4477009001\d\d|120255501\d\d)$/);
  });

  test('has a community with its announcement group and two sub-groups', () => {
    const parent = all().find(({ isParent }) => isParent);
    const family = all().filter(({ linkedParentId }) => linkedParentId === parent?.id);
    expect(family.map(({ isDefaultSubGroup }) => isDefaultSubGroup)).toEqual([true, false, false]);
  });

  test('hides phone numbers in the LID-only group, and everything in the nameless one', async () => {
    const read = async (id: string) =>
      (await bench.get(`/${sessionId}/groups/${id}`)).body as Record<string, unknown>;
    const lidOnly = (await read('120363025301560943@g.us')).participants as Record<string, unknown>[];
    expect(new Set(lidOnly.map(({ phoneNumber }) => phoneNumber))).toEqual(new Set(['']));
    expect(lidOnly.map(({ jid }) => jid)).toContain('100000000000017@lid');
    expect(await read('120363025372835102@g.us')).toMatchObject({
      name: '',
      participants: null,
      groupCreated: '0001-01-01T00:00:00Z',
    });
  });
});

describe('changing the world', () => {
  const bench = useBench();

  test('a group of two numbers shows both, and is left by one', async () => {
    const { world } = bench.wasend;
    world.addSession(key, { id: 'second' });
    world.addGroup('second', { id: groupId, standing: 'admin' });
    const memberCount = () => world.groups(sessionId).find(({ id }) => id === groupId)?.memberCount;
    expect(memberCount()).toBe(6);
    await bench.leave(groupId);
    expect(memberCount()).toBe(5);
    expect([world.isMember(sessionId, groupId), world.isMember('second', groupId)]).toEqual([false, true]);
  });

  test('refuses what is not there', () => {
    const { world } = bench.wasend;
    expect(() => world.addSession('wk_unknown', { id: 'x' })).toThrow('no such key');
    expect(() => world.isMember('nobody', groupId)).toThrow('no session nobody');
    expect(() => world.addUs('120363000000000001@g.us', sessionId)).toThrow('no group');
    expect(() => world.addGroup(sessionId, { id: 'x' })).toThrow('no group id');
  });

  test('removing us twice tells that the second time we were out', () => {
    const { world } = bench.wasend;
    expect([world.removeUs(groupId, sessionId), world.removeUs(groupId, sessionId)]).toEqual([true, false]);
  });
});
