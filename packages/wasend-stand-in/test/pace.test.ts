import { describe, expect, test } from '@jest/globals';
import { fixture, groupId, key, leavePath, sessionId, useBench } from './bench.ts';

describe('the pace', () => {
  const bench = useBench();
  const leaveMany = async (count: number, everyMs = 0): Promise<number[]> => {
    const statuses: number[] = [];
    for (const id of bench.wasend.world.addManyGroups(sessionId, count)) {
      statuses.push((await bench.leave(id)).status);
      bench.nowMs += everyMs;
    }
    return statuses;
  };
  const times = (count: number, status: number) => Array.from({ length: count }, () => status);

  test('lets ten leave calls through in sixty seconds, and no eleventh', async () => {
    expect(await leaveMany(11, 1_000)).toEqual([...times(10, 200), 429]);
    expect(bench.wasend.mostInAnyWindow(60_000)).toBe(11);
    expect(bench.wasend.leaveCalls().filter(({ did }) => did)).toHaveLength(10);
  });

  test('answers the eleventh as documented, with the seconds until the first has left the window', async () => {
    await leaveMany(10, 2_000);
    const reply = await bench.leave(groupId);
    const { status, body } = fixture('errors/documented/429-no-headers');
    expect(reply).toMatchObject({ status, body });
    expect(reply.headers.get('retry-after')).toBe('40');
    bench.nowMs += 39_999;
    expect((await bench.leave(groupId)).headers.get('retry-after')).toBe('1');
    bench.nowMs += 1;
    expect((await bench.leave(groupId)).status).toBe(200);
  });

  test('counts refused calls, and lets a call of every six seconds through for ever', async () => {
    for (let count = 0; count < 10; count += 1) await bench.leave('120363000000000001@g.us');
    expect((await bench.leave(groupId)).status).toBe(429);
    bench.nowMs += 60_000;
    expect(await leaveMany(30, 6_000)).toEqual(times(30, 200));
    expect(bench.wasend.mostInAnyWindow(60_000)).toBe(11);
  });

  test('counts every key alone', async () => {
    await leaveMany(10);
    const { world } = bench.wasend;
    world.addKey('wk_stand_in_2');
    world.addSession('wk_stand_in_2', { id: 'second', groups: [{ id: groupId }] });
    const path = leavePath(groupId).replace(sessionId, 'second');
    expect((await bench.call('POST', path, { key: 'wk_stand_in_2' })).status).toBe(200);
    expect((await bench.leave(groupId, { key })).status).toBe(429);
    expect(bench.wasend.mostInAnyWindow(60_000)).toBe(11);
  });

  test('leaves reads alone', async () => {
    await leaveMany(10);
    expect((await bench.get(`/${sessionId}/groups`)).status).toBe(200);
  });

  test('the most in any window is counted over windows that begin at any call', async () => {
    await leaveMany(3, 10_000);
    bench.nowMs += 39_999;
    await leaveMany(4);
    expect(bench.wasend.mostInAnyWindow(60_000)).toBe(6);
    expect(bench.wasend.mostInAnyWindow(10_000)).toBe(4);
    expect(bench.wasend.mostInAnyWindow(600_000)).toBe(7);
  });
});

describe('a limit that counts every call', () => {
  const bench = useBench({ limit: { calls: 2, windowMs: 1_000, counts: 'all' } });

  test('is filled by reads', async () => {
    const statuses = [await bench.get('/account'), await bench.get('/sessions'), await bench.leave(groupId)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    bench.nowMs += 1_000;
    expect((await bench.leave(groupId)).status).toBe(200);
  });
});
