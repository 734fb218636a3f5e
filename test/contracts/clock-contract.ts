import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { nextStep } from '../../src/leaving/advance/next-step.ts';
import type { Request } from '../../src/leaving/request.ts';
import type { OpenStore } from './open-store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const yearMs = 365 * 24 * hourMs;

/** What every store promises where the clock of a start lies behind what is on record. */
export function clockContract(open: () => Promise<OpenStore>): void {
  describe.each([
    ['a minute', minuteMs],
    ['an hour', hourMs],
    ['a day', 24 * hourMs],
    ['a year', yearMs],
  ])('a clock that was set back by %s before a start', (_, aheadMs) => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
      store.clock.jump(aheadMs);
    });
    afterEach(() => store.close());

    async function restart(): Promise<void> {
      store.clock.jump(-aheadMs);
      await store.reopen();
    }
    /** How long after now a request has its next step, and which it is then. */
    async function waits(request: Request): Promise<[number, string]> {
      const newest = await store.load(request);
      const now = store.clock.now();
      const step = nextStep(newest, now, store.ledger.isLost);
      if (step.kind !== 'sleep') return [0, step.kind];
      return [step.until - now, nextStep(newest, step.until, store.ledger.isLost).kind];
    }
    const inMemory = (): boolean => store.url === 'sqlite::memory:';

    test('a hold is no longer than it is', async () => {
      if (inMemory()) return;
      const request = await store.ask([1], { holdMs: 20_000 });
      await store.clock.advance(15_000);
      await restart();
      expect(await waits(request)).toEqual([20_000, 'call']);
      const due = await store.storage.wakes.nextAt('step', 0);
      expect((due ?? 0) - store.clock.now()).toBeLessThanOrEqual(20_000);
      await store.clock.advance(5_000);
      await store.reopen();
      expect(await waits(request)).toEqual([15_000, 'call']);
    });

    test('looks come as long after the start as after their answer', async () => {
      if (inMemory()) return;
      const accepted = await store.call(await store.ask([1, 2]));
      await store.clock.advance(2_000);
      await restart();
      expect(await waits(accepted)).toEqual([0, 'call']);
      expect((await store.load(accepted)).leaves[0]?.answeredAt).toBe(store.clock.now());
      const lost = await store.claim(await store.load(accepted));
      await store.answer(lost, { class: 'unknown', status: 504 });
      expect(await waits(accepted)).toEqual([3_000, 'look']);
    });

    test('an approval waits for as long as it does, and a recheck is not fresh', async () => {
      if (inMemory()) return;
      const until = store.clock.now() + 15 * minuteMs;
      const waiting = await store.ask([1], { approval: { needed: 1, until, list: 'list-1' } });
      await store.clock.advance(minuteMs);
      const holdUntil = store.clock.now() + 5_000;
      const given = await store.ask([2], { approval: { needed: 1, until, list: 'list-2' } });
      const approved = { type: 'approved', by: 'U0IDA', list: 'list-2', holdUntil } as never;
      await store.ledger.append(given, [approved, { type: 'rechecked', setAside: [] }]);
      await restart();
      expect(await waits(waiting)).toEqual([15 * minuteMs, 'expire']);
      expect(await waits(given)).toEqual([5_000, 'recheck']);
    });

    test('a gap and a closed lane are as long as they were, and never shorter', async () => {
      if (inMemory()) return;
      const gap = { gapMs: 30_000, longestGapMs: 45_000 };
      const request = await store.ask([1, 2, 3, 4, 5, 6]);
      for (let call = 0; call < 4; call += 1) await store.call(request, gap);
      await restart();
      expect(await store.tryClaim(request, gap)).toBe('gap');
      await store.clock.advance(29_999);
      expect(await store.tryClaim(request, gap)).toBe('gap');
      await store.clock.advance(1);
      await store.claim(await store.load(request), gap);
      await store.answer(request, { class: 'rate-limited', status: 429, retryAfterMs: 40_000 });
      store.clock.jump(aheadMs);
      await store.reopen();
      await store.storage.noteRead(request.ask.lane, 50_000);
      await restart();
      await store.clock.advance(49_999);
      expect(await store.tryClaim(request, gap)).toBe('hold-up-of-lane');
      await store.clock.advance(1);
      expect(await store.tryClaim(request, gap)).not.toBe('hold-up-of-lane');
    });

    test('a wait for a call is looked at again at the start', async () => {
      if (inMemory()) return;
      const request = await store.ask([1, 2]);
      await store.call(request, { dailyCap: 1 });
      expect(await store.tryClaim(request, { dailyCap: 1 })).toBe('daily-cap');
      await restart();
      const due = await store.storage.wakes.due('step', store.clock.now(), {
        limit: 9,
        lanesFull: [],
        underWay: [],
      });
      expect(due).toMatchObject([{ requestId: request.requestId }]);
    });
  });
}
