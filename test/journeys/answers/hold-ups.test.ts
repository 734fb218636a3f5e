import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startWasendStandIn, type WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { House, owner, sessionId } from '../house.ts';
import { outcomeIn } from './one-answer.ts';

const minuteMs = 60_000;

describe('what cannot be asked just now', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
  });
  afterEach(() => house.end());

  const confirmed = async (count = 1): Promise<string[]> => {
    const ids = Array.from({ length: count }, (_, index) => house.group(index).id);
    await house.openModal(ids.join(' '));
    return ids;
  };
  /** How many calls never left this machine. */
  const notSent = (): number =>
    house.logLines.filter((line) => line.includes('Wasend could not be reached')).length;
  /** When that was found, in epoch milliseconds. */
  const notSentAt = async (): Promise<number[]> => {
    const { requestId } = await house.newestRequest();
    const entries = await house.storage.ledger.entries(requestId);
    return entries.flatMap(({ event, at }) =>
      event.type === 'answered' && event.answer.class === 'not-sent' ? [at] : [],
    );
  };

  test('a Wasend that is not there is asked again with growing pauses, and after an hour it is given up', async () => {
    await confirmed(2);
    await house.wasend.close();
    const from = house.clock.now();
    await house.confirm();
    await house.until('the reason', () => /cannot be reached/.test(house.card()), 500);
    expect(house.card()).toContain('ECONNREFUSED');
    expect(house.card()).toContain('stop_request');
    await house.told(30_000);
    const { ending, leaves } = await house.newestRequest();
    expect(ending).toMatchObject({ kind: 'given-up', why: 'unreachable' });
    expect(leaves.map(({ status }) => status)).toEqual([
      { kind: 'not-asked', why: 'unreachable' },
      { kind: 'not-asked', why: 'unreachable' },
    ]);
    expect(house.card()).toContain('try_again');
    const tookMs = house.clock.now() - from;
    expect(tookMs).toBeGreaterThanOrEqual(60 * minuteMs);
    expect(tookMs).toBeLessThan(63 * minuteMs);
    const pauses = pausesBetween(await notSentAt());
    // From a minute on the number is read before each call, and that already does not get through.
    expect(pauses).toEqual([5, 10, 20, ...pauses.slice(3)]);
    expect(notSent()).toBeGreaterThan(50);
  });

  test('as soon as it is there again, what waits is left, once', async () => {
    const ids = await confirmed(2);
    const { port } = new URL(house.wasend.url);
    await house.wasend.close();
    await house.confirm();
    await house.until('some tries', () => notSent() >= 4, 1_000);
    const again = await comeBack(Number(port));
    try {
      await house.told(1_000);
      const { leaves } = await house.newestRequest();
      expect(leaves.map(({ status }) => status.kind)).toEqual(['left', 'left']);
      for (const id of ids) expect(again.leaveCalls(id)).toHaveLength(1);
    } finally {
      await again.close();
    }
  });

  /** Where the old one listened; the port may need a moment. */
  const comeBack = (port: number): Promise<WasendStandIn> =>
    startWasendStandIn({ port, now: () => house.clock.now() });

  test('a key whose calls are refused for an hour with 429 is given up likewise', async () => {
    await confirmed(2);
    house.wasend.faults.next('429-retry-after', { route: 'leave', times: Number.POSITIVE_INFINITY });
    await house.confirm();
    await house.told(30_000);
    expect((await house.newestRequest()).ending).toMatchObject({ kind: 'given-up', why: 'rate-limited' });
    expect(house.card()).toContain('try_again');
    const calls = house.wasend.leaveCalls();
    expect((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)).toBeLessThanOrEqual(61 * minuteMs);
    for (const pauseSeconds of pausesBetween(calls.map(({ at }) => at)))
      expect(pauseSeconds).toBeGreaterThanOrEqual(60);
  });

  test('Try again asks only for what was not asked', async () => {
    const [first = '', second = ''] = await confirmed(2);
    house.wasend.faults.next('429-retry-after', { route: 'leave', groupId: second, times: 1_000 });
    await house.confirm();
    await house.told(30_000);
    house.wasend.faults.clear();
    // The newest 429 holds for reads as well.
    await house.clock.advance(minuteMs);
    const asked = house.wasend.leaveCalls(second).length;
    await house.press('try_again', owner);
    await house.until('the preview', () =>
      house.text(house.slack.world.viewsOf(owner).at(-1)?.content).includes('"submit"'),
    );
    await house.confirm({ user: owner });
    await house.told(1_000);
    const { leaves } = await house.newestRequest();
    expect(leaves.map(({ group, status }) => [group.groupId, status.kind])).toEqual([[second, 'left']]);
    expect(house.wasend.leaveCalls(first)).toHaveLength(1);
    expect(house.wasend.leaveCalls(second)).toHaveLength(asked + 1);
  });

  test.each(['429-retry-after', '429-body'] as const)(
    'looks that get %s are postponed and not counted',
    async (fault) => {
      const [id = ''] = await confirmed();
      house.wasend.faults.next('done-but-504', { route: 'leave' });
      house.wasend.faults.next(fault, { route: 'group', groupId: id, times: 3 });
      await house.confirm();
      await house.told(1_000);
      const { status, looks, calls } = await outcomeIn(house);
      expect([status, looks.length, calls]).toEqual(['left, confirmed', 1, 1]);
      expect(looks[0]).toBeGreaterThanOrEqual(3 * 60);
      const reads = house.wasend.journal.filter(({ route, groupId }) => route === 'group' && groupId === id);
      const limited = reads.filter((read) => read.status === 429);
      expect(limited).toHaveLength(3);
      for (const pauseSeconds of pausesBetween(limited.map(({ at }) => at)))
        expect(pauseSeconds).toBeGreaterThanOrEqual(60);
    },
  );

  test('a look that never gets an answer ends too, and nothing is said that was not seen', async () => {
    const [id = ''] = await confirmed();
    house.wasend.faults.next('504-html', { route: 'leave' });
    await house.confirm();
    await house.until('the answer', () => house.wasend.leaveCalls(id)[0]?.status, 100);
    await house.wasend.close();
    await house.told(60_000);
    const { status, calls } = await outcomeIn(house);
    expect([status, calls]).toEqual(['not-known', 1]);
    expect(house.card()).toContain('try_again');
    expect(house.wasend.world.isMember(sessionId, id)).toBe(true);
  });
});

function pausesBetween(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / 1_000));
}
