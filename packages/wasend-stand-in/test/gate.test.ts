import { describe, expect, test } from '@jest/globals';
import { groupId, sessionId, useBench } from './bench.ts';

const other = '120363025254044837@g.us';

describe('the gate', () => {
  const bench = useBench();
  const isIn = () => bench.wasend.world.isMember(sessionId, groupId);

  test('holds answers back when the work is done, until it is released', async () => {
    const held = bench.wasend.gate.hold('leave');
    const asked = bench.leave(groupId);
    await held.whenWaiting(1);
    expect(isIn()).toBe(false);
    expect(bench.wasend.leaveCalls()).toMatchObject([{ did: true, status: null, endedAt: null }]);
    held.release();
    expect(await asked).toMatchObject({ status: 200 });
    expect(held.waiting()).toBe(0);
    expect((await bench.leave(other)).status).toBe(200);
  });

  test('holds calls back before the work as well', async () => {
    const held = bench.wasend.gate.hold('leave', 'before-doing');
    const asked = bench.leave(groupId);
    await held.whenWaiting(1);
    expect(isIn()).toBe(true);
    held.release();
    await asked;
    expect(isIn()).toBe(false);
  });

  test('holds one route alone, and counts who waits', async () => {
    const held = bench.wasend.gate.hold('group');
    const path = `/${sessionId}/groups/${groupId}`;
    const asked = [bench.get(path), bench.get(path)];
    expect((await bench.get(`/${sessionId}/groups`)).status).toBe(200);
    await held.whenWaiting(2);
    expect(held.waiting()).toBe(2);
    held.release();
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('the journal', () => {
  const bench = useBench();

  test('counts the leave calls under way at once on each session, in whatever order they end', async () => {
    const { world, gate } = bench.wasend;
    world.addSession('wk_stand_in_1', { id: 'second', groups: [{ id: groupId }] });
    const held = gate.hold('leave');
    const asked = [bench.leave(groupId), bench.call('POST', `/second/groups/${groupId}/leave`)];
    await held.whenWaiting(2);
    expect(bench.wasend.maxConcurrentPerSession()).toBe(1);
    asked.push(bench.leave(other));
    await held.whenWaiting(3);
    expect(bench.wasend.maxConcurrentPerSession()).toBe(2);
    held.release();
    await Promise.all(asked);
  });

  test('never sees two at once when one follows the other’s answer', async () => {
    for (const id of bench.wasend.world.addManyGroups(sessionId, 10)) await bench.leave(id);
    expect(bench.wasend.maxConcurrentPerSession()).toBe(1);
  });

  test('keeps every call with the end of its key, and misses too', async () => {
    await bench.get(`/${sessionId}/groups/count`);
    await bench.get('/nowhere?a=1');
    await bench.leave(groupId);
    expect(
      bench.wasend.journal.map(({ route, path, key, status, did }) => [route, path, key, status, did]),
    ).toEqual([
      ['count', `/${sessionId}/groups/count`, 'in_1', 200, false],
      [null, '/nowhere?a=1', 'in_1', 404, false],
      ['leave', `/${sessionId}/groups/120363025246125486%40g.us/leave`, 'in_1', 200, true],
    ]);
  });
});
