import { afterEach, describe, expect, test } from '@jest/globals';
import { ChannelId, SessionId } from '../../src/leaving/ids.ts';
import { admin, House, owner, sessionId, team } from './house.ts';

describe('the pace, judged at Wasend', () => {
  let house: House;
  afterEach(async () => {
    await house.end();
  });

  const groupsOf = (count: number) => {
    house.wasend.world.addManyGroups(sessionId, count);
    return house.wasend.world.groups(sessionId).slice(-count);
  };
  /** A group of a second number of the same key, which is left from another channel. */
  const otherNumber = async () => {
    const id = '5b1d9a70-0c3e-4c58-8a17-2f6e4d3c9b22';
    house.wasend.world.setStatus(id, 'WORKING');
    const [groupId = ''] = house.wasend.world.addManyGroups(id, 1);
    const channelSessions = [{ channelId: ChannelId.parse('C0QUIET'), sessionIds: [SessionId.parse(id)] }];
    await house.rule({ channelSessions });
    return groupId;
  };
  const ask = async (ids: readonly string[], user = admin, channel = team) => {
    await house.openModal(ids.join(' '), { user, channel });
    await house.confirm({ user });
  };

  test('never more than the limit in any window, and at least 95 % of it with a backlog', async () => {
    house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
    await ask(groupsOf(45).map(({ id }) => id));
    await house.until('45 calls', () => house.wasend.leaveCalls().length === 45, 500);
    const calls = house.wasend.leaveCalls();
    expect(house.wasend.mostInAnyWindow(60_000)).toBeLessThanOrEqual(10);
    expect(calls.every(({ status }) => status === 200)).toBe(true);
    // Forty calls after the first ten fill four windows: 240 s at the limit.
    const spanMs = (calls[40]?.at ?? 0) - (calls[0]?.at ?? 0);
    expect((4 * 60_000) / spanMs).toBeGreaterThanOrEqual(0.95);
    expect(house.wasend.maxConcurrentPerSession()).toBe(1);
  });

  test('the pace holds across a restart', async () => {
    house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
    await ask(groupsOf(15).map(({ id }) => id));
    await house.until('10 calls', () => house.wasend.leaveCalls().length === 10, 100);
    await house.stopApp();
    await house.startApp();
    await house.until('15 calls', () => house.wasend.leaveCalls().length === 15, 500);
    expect(house.wasend.mostInAnyWindow(60_000)).toBeLessThanOrEqual(10);
  });

  test('a single leave waits behind somebody’s long request for one slot at most', async () => {
    house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0', WASEND_RATE: '2/60' });
    const [single, ...bulk] = groupsOf(13);
    await ask(bulk.map(({ id }) => id));
    await house.until('the lane is full', () => house.wasend.leaveCalls().length === 2, 100);
    await ask([single?.id ?? ''], owner);
    await house.until('the single leave', () => house.wasend.leaveCalls(single?.id).length === 1, 500);
    const place = house.wasend.leaveCalls().findIndex(({ groupId }) => groupId === single?.id);
    expect(place).toBeLessThanOrEqual(3);
  });

  test.each([
    ['429-rate-overlimit', 3, 'left'],
    ['500-rate-overlimit', 2, 'still-in'],
  ] as const)(
    'WhatsApp’s own limit (%s) rests this number for fifteen minutes and no other, then goes on',
    async (fault, calls, first) => {
      house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
      const other = await otherNumber();
      house.wasend.faults.next(fault, { route: 'leave' });
      const groups = groupsOf(2);
      await ask(groups.map(({ id }) => id));
      await house.until('the limit', () => house.wasend.leaveCalls().length === 1, 100);
      const limitedAt = house.clock.now();
      await ask([other], owner, 'C0QUIET');
      const freely = await house.until('the other number', () => house.wasend.leaveCalls(other)[0], 100);
      expect(freely.at - limitedAt).toBeLessThan(5_000);
      await house.told(30_000);
      const own = house.wasend.leaveCalls().filter((call) => call.sessionId === sessionId);
      expect(own).toHaveLength(calls);
      expect((own[1]?.at ?? 0) - (own[0]?.at ?? 0)).toBeGreaterThanOrEqual(15 * 60_000);
      const [one, two] = groups.map(({ id }) => house.wasend.world.isMember(sessionId, id));
      expect([one, two]).toEqual([first === 'still-in', false]);
    },
  );

  test.each([0.05, 0.5, 1])(
    'with %d of the calls done but timed out, nobody is asked twice and everybody is out',
    async (share) => {
      house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
      let draws = 0;
      const random = () => {
        draws += 1;
        return (draws * 0.618) % 1;
      };
      house.wasend.faults.always('done-but-timed-out', share, { route: 'leave', random });
      const groups = groupsOf(12);
      await ask(groups.map(({ id }) => id));
      await house.until('an audit line', () => house.audit()[0], 15_000);
      for (const { id } of groups) {
        expect(house.wasend.leaveCalls(id)).toHaveLength(1);
        expect(house.wasend.world.isMember(sessionId, id)).toBe(false);
      }
      await house.told();
      expect(house.firstLine()).toBe('Left 12 of 12 groups');
    },
  );
});
