import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LaneId, SessionId, UserId } from '../../src/leaving/ids.ts';
import type { LeaveAnswer } from '../../src/leaving/outcome.ts';
import { groupId, lane, mei, type OpenStore, sessionId, workspaceId } from './open-store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const number = (index: number): SessionId => SessionId.parse(`session-${index}`);

/** What every ledger promises of the pace of calls; `runs` of what is tried at random. */
export function paceContract(open: () => Promise<OpenStore>, runs: number): void {
  describe('pace', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    /** Calls single groups, each of a number of its own, until one has to wait. Answers how many went out. */
    async function callUntilFull(from: number): Promise<number> {
      for (let made = 0; ; made += 1) {
        const request = await store.ask([from + made], { sessionId: number(from + made) });
        if ((await store.tryClaim(request)) !== 'claimed') {
          await store.ledger.append(await store.load(request), [{ type: 'stop-asked', by: mei }]);
          return made;
        }
        await store.answer(request, { class: 'accepted' });
      }
    }

    test('the window lets ten calls out, and the next when the first is a minute and the jitter old', async () => {
      expect(await callUntilFull(100)).toBe(10);
      await store.clock.advance(minuteMs + 250);
      expect(await callUntilFull(200)).toBe(0);
      await store.clock.advance(1);
      expect(await callUntilFull(300)).toBe(10);
    });

    test('whatever the claims and however the clock jumps, no 60 s hold more than the limit', async () => {
      const step = fc.record({
        waitMs: fc.constantFrom(0, 1, 900, 7_000, 29_000, 61_000),
        jumpMs: fc.constantFrom(0, 0, 0, 61_000, -61_000, hourMs, -hourMs, 9_000 * hourMs),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 20, maxLength: 60 }),
          fc.integer({ min: 1, max: 5 }),
          async (steps, limit) => {
            const own = await open();
            const made: number[] = [];
            let index = 0;
            for (const { waitMs, jumpMs } of steps) {
              await own.clock.advance(waitMs);
              own.clock.jump(jumpMs);
              index += 1;
              const request = await own.ask([index], { sessionId: number(index) });
              if ((await own.tryClaim(request, { limit })) !== 'claimed') {
                await own.ledger.append(await own.load(request), [{ type: 'stop-asked', by: mei }]);
                continue;
              }
              made.push(own.clock.monotonic());
              await own.answer(request, { class: 'accepted' });
            }
            await own.close();
            const tooMany = made.filter(
              (at, call) => at - (made[call - limit] ?? Number.NEGATIVE_INFINITY) <= minuteMs,
            );
            expect(tooMany).toEqual([]);
          },
        ),
        { numRuns: runs },
      );
    });

    test('a clock set back by an hour keeps nothing shut for longer than the window', async () => {
      expect(await callUntilFull(100)).toBe(10);
      store.clock.jump(-hourMs);
      await store.clock.advance(minuteMs + 251);
      expect(await callUntilFull(200)).toBe(10);
    });

    test('a store that a clock far ahead has left behind is usable in a window of the right time', async () => {
      store.clock.jump(365 * 24 * hourMs);
      expect(await callUntilFull(100)).toBe(10);
      if (store.url === 'sqlite::memory:') return;
      store.clock.jump(-365 * 24 * hourMs);
      await store.reopen();
      expect(await callUntilFull(200)).toBe(0);
      await store.clock.advance(minuteMs + 251);
      expect(await callUntilFull(300)).toBe(10);
    });

    test('after a restart the window goes by the calls on record', async () => {
      expect(await callUntilFull(100)).toBe(10);
      if (store.url === 'sqlite::memory:') return;
      await store.reopen();
      expect(await callUntilFull(200)).toBe(0);
    });

    test('one call at a time per number, whichever request it belongs to', async () => {
      const [one, two, other] = [
        await store.ask([1, 2]),
        await store.ask([3]),
        await store.ask([4], { sessionId: number(2) }),
      ];
      await store.claim(one);
      expect(await store.tryClaim(two)).toBe('number-busy');
      expect(await store.tryClaim(other)).toBe('claimed');
      await store.answer(one, { class: 'rate-limited', retryAfterMs: 1_000, status: 429 });
      await store.clock.advance(1_000);
      await store.answer(other, { class: 'accepted' });
      expect(await store.tryClaim(two)).toBe('claimed');
      expect(await store.tryClaim(one)).toBe('number-busy');
      expect(await store.tryClaim(two, { groupId: groupId(5), attempt: 1 })).toBe('number-busy');
    });

    test('a call under way is nobody’s to settle until its lease ends, also when the clock jumps', async () => {
      const request = await store.claim(await store.ask([1]));
      const { status } = request.leaves[0] ?? {};
      if (status?.kind !== 'calling') throw new Error('not calling');
      store.clock.jump(hourMs);
      expect(store.ledger.isLost(status)).toBe(false);
      await store.clock.advance(99_999);
      expect(store.ledger.isLost(status)).toBe(false);
      await store.clock.advance(1);
      expect(store.ledger.isLost(status)).toBe(true);
    });

    test('from the fifth call in 15 minutes on a number waits a gap, whichever requests it serves', async () => {
      const gap = { gapMs: 30_000, longestGapMs: 45_000 };
      const [one, two] = [await store.ask([1, 2, 3]), await store.ask([4, 5, 6])];
      for (const request of [one, two, one, two]) await store.call(request, gap);
      expect(await store.tryClaim(two, gap)).toBe('gap');
      expect(await store.tryClaim(await store.ask([7], { sessionId: number(2) }), gap)).toBe('claimed');
      await store.clock.advance(29_999);
      expect(await store.tryClaim(two, gap)).toBe('gap');
      await store.clock.advance(1);
      await store.call(two, gap);
      await store.clock.advance(29_999);
      expect(await store.tryClaim(one, gap)).toBe('gap');
    });

    test('a number that was idle for a quarter of an hour, or twice its longest gap, begins anew', async () => {
      const gap = { gapMs: 1_200_000, longestGapMs: 1_200_000, limit: 100 };
      const request = await store.ask([1, 2, 3, 4, 5, 6, 7, 8]);
      for (let call = 0; call < 4; call += 1) await store.call(request, gap);
      await store.clock.advance(1_200_000);
      await store.call(request, gap);
      expect(await store.tryClaim(request, gap)).toBe('gap');
      await store.clock.advance(2_400_000);
      await store.call(request, gap);
      await store.call(request, gap);
    });

    test('the daily cap is kept at the call, and says when there is room again', async () => {
      const request = await store.ask([1, 2, 3]);
      const capped = { dailyCap: 2 };
      await store.call(request, capped);
      await store.clock.advance(hourMs);
      await store.call(request, capped);
      const wait = await store.ledger.claim(
        await store.load(request),
        store.claimOf(await store.load(request), capped),
      );
      expect(wait).toMatchObject({
        kind: 'wait',
        why: 'daily-cap',
        until: store.clock.now() + 23 * hourMs + 1,
      });
      await store.clock.advance(23 * hourMs + 1);
      expect(await store.tryClaim(request, capped)).toBe('claimed');
    });

    test('an ask that never left this machine backs the lane off, 5 s doubling to 60 s', async () => {
      const [request, other] = [await store.ask([1]), await store.ask([2], { sessionId: number(2) })];
      for (const backOffMs of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
        await store.claim(await store.load(request), { limit: 100 });
        await store.answer(request, { class: 'not-sent', status: null, fault: 'ECONNREFUSED' });
        expect(await store.tryClaim(request)).toBe('hold-up-of-lane');
        expect(await store.tryClaim(other)).toBe('hold-up-of-lane');
        await store.clock.advance(backOffMs - 1);
        expect(await store.tryClaim(request)).toBe('hold-up-of-lane');
        await store.clock.advance(1);
      }
      expect(await store.tryClaim(await store.ask([3], { lane: LaneId.parse('lane-2') }))).toBe('claimed');
    });

    test('a lane that fails is tried by one call alone, and all go on when it works again', async () => {
      const [one, two] = [await store.ask([1, 3]), await store.ask([2], { sessionId: number(2) })];
      await store.claim(one);
      await store.answer(one, { class: 'not-sent', status: null });
      await store.clock.advance(5_000);
      await store.claim(await store.load(one));
      expect(await store.tryClaim(two)).toBe('hold-up-of-lane');
      await store.answer(one, { class: 'accepted' });
      expect(await store.tryClaim(two)).toBe('claimed');
    });

    test('a 429 closes the lane until the time told, and no answer of an earlier call opens it', async () => {
      const [one, two, three] = [1, 2, 3].map((index) => ({ sessionId: number(index), index }));
      const requests = await Promise.all(
        [one, two, three].map((it) => store.ask([it?.index ?? 0], { sessionId: number(it?.index ?? 0) })),
      );
      const [first, second, third] = requests;
      if (first === undefined || second === undefined || third === undefined) throw new Error();
      await store.claim(first);
      await store.claim(second);
      await store.answer(first, { class: 'rate-limited', status: 429, retryAfterMs: 90_000 });
      await store.answer(second, { class: 'accepted' });
      expect(await store.tryClaim(third)).toBe('hold-up-of-lane');
      await store.clock.advance(89_999);
      expect(await store.tryClaim(third)).toBe('hold-up-of-lane');
      await store.clock.advance(1);
      expect(await store.tryClaim(third)).toBe('claimed');
    });

    test('a failed connection does not shorten the time that was told', async () => {
      const [one, two] = [await store.ask([1]), await store.ask([2], { sessionId: number(2) })];
      await store.claim(one);
      await store.claim(two);
      await store.answer(one, { class: 'rate-limited', status: 429, retryAfterMs: 90_000 });
      await store.answer(two, { class: 'not-sent', status: null });
      await store.clock.advance(80_000);
      expect(await store.tryClaim(two)).toBe('hold-up-of-lane');
    });

    test('a read that was told to wait closes the lane too, and from then on reads count for an hour', async () => {
      await store.storage.noteRead(lane, null);
      expect(await store.tryClaim(await store.ask([1]), { limit: 1 })).toBe('claimed');
      const own = await open();
      await own.storage.noteRead(lane, 2_000);
      const request = await own.ask([1]);
      expect(await own.tryClaim(request)).toBe('hold-up-of-lane');
      await own.clock.advance(2_000);
      for (let read = 0; read < 9; read += 1) await own.storage.noteRead(lane, null);
      expect(await own.tryClaim(request)).toBe('lane-full');
      await own.close();
    });

    const overlimits: readonly Pick<LeaveAnswer, 'class' | 'numberRests'>[] = [
      { class: 'number-limited' },
      { class: 'unknown', numberRests: true },
      { class: 'refused', numberRests: true },
    ];
    test.each(overlimits)(
      'WhatsApp’s own limit, told as %j, rests the number a quarter of an hour and no other',
      async (answer) => {
        const [one, same, other] = [
          await store.ask([1]),
          await store.ask([2]),
          await store.ask([3], { sessionId: number(2) }),
        ];
        await store.claim(one);
        await store.answer(one, { ...answer, status: 500 });
        expect(await store.tryClaim(same)).toBe('hold-up-of-number');
        expect(await store.tryClaim(other)).toBe('claimed');
        await store.clock.advance(15 * minuteMs - 1);
        expect(await store.tryClaim(same)).toBe('hold-up-of-number');
        await store.clock.advance(1);
        expect(await store.tryClaim(same)).toBe('claimed');
      },
    );

    test('a session that only starts rests its number for a moment', async () => {
      const request = await store.claim(await store.ask([1]));
      const doubted = await store.answer(request, { class: 'session-in-doubt', status: 422 });
      const look = {
        type: 'looked',
        groupId: groupId(1),
        look: 1,
        sighting: 'cannot-tell',
        evidence: 'group-unread',
        owner: false,
      } as const;
      await store.ledger.append(doubted, [{ ...look, session: 'starting' }]);
      expect(await store.tryClaim(request)).toBe('hold-up-of-number');
      await store.clock.advance(15_000);
      expect(await store.tryClaim(request)).toBe('claimed');
    });

    test('trouble of yesterday takes no patience from the requests of today', async () => {
      const request = await store.ask([1]);
      await store.claim(request);
      await store.answer(request, { class: 'not-sent', status: null });
      await store.clock.advance(24 * hourMs);
      await store.claim(await store.load(request));
      await store.answer(request, { class: 'not-sent', status: null });
      const again = await store.load(request);
      const wait = await store.ledger.claim(again, store.claimOf(again));
      expect(wait).toMatchObject({ holdUp: { failingSince: store.clock.now(), tries: 1 } });
    });

    test('a claim by older rules, by an older connection or of an older state is not made', async () => {
      const request = await store.ask([1, 2]);
      await store.rules.noteConnection(workspaceId, 3, {
        type: 'settings-changed',
        by: UserId.parse('U0MEI'),
        changes: [{ what: 'key', before: null, after: 'wk_1' }],
        tell: [],
      });
      expect(await store.tryClaim(request, { settingsRevision: 1, connectionRevision: 3 })).toBe(
        'rules-changed',
      );
      expect(await store.tryClaim(request, { connectionRevision: 2 })).toBe('rules-changed');
      const stopped = await store.ledger.append(request, [{ type: 'stop-asked', by: mei }]);
      expect(stopped.kind).toBe('appended');
      const claim = store.claimOf(request, { connectionRevision: 3 });
      expect(await store.ledger.claim(request, claim)).toEqual({ kind: 'stale' });
      expect(sessionId).toBe(request.ask.sessionId);
    });
  });
}
