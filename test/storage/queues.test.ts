import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LaneId, SessionId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { begin, lane, mei, OpenStore, sessionId, workspaceId } from '../contracts/open-store.ts';

const minuteMs = 60_000;
const windowMs = minuteMs + 250;
const dayMs = 24 * 60 * minuteMs;
const number = (index: number): SessionId => SessionId.parse(`session-${index}`);
const elsewhere = WorkspaceId.parse('T0TWO');

let store: OpenStore;
beforeEach(async () => {
  store = await OpenStore.open();
});
afterEach(() => store.close());

const waitOf = async (request: Request, changes: object = {}): Promise<[string, number] | 'claimed'> => {
  const newest = await store.load(request);
  const claimed = await store.ledger.claim(newest, store.claimOf(newest, changes));
  if (claimed.kind === 'wait') return [claimed.why, claimed.until - store.clock.now()];
  if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
  return 'claimed';
};

describe('whose turn it is when the lane has room for one', () => {
  const limit = 1;
  let mine: Request;
  /** Somebody else's place in the queue, then mine, then room for one. */
  const turnBehind = async (other: () => Promise<unknown>): Promise<unknown> => {
    await store.call(await store.ask([1], { sessionId: number(9) }), { limit });
    await other();
    await store.clock.advance(1);
    mine = await store.ask([3], { sessionId: number(3) });
    expect((await waitOf(mine, { limit }))[0]).toBe('lane-full');
    await store.clock.advance(windowMs + 1);
    return waitOf(mine, { limit });
  };
  const waiting = async (options: object = {}): Promise<Request> => {
    const request = await store.ask([2], { sessionId: number(2), ...options });
    expect(await waitOf(request, { limit })).not.toBe('claimed');
    return request;
  };

  test('it is that of who waits longer, for another number', async () => {
    expect(await turnBehind(waiting)).toEqual(['not-our-turn', 1_000]);
  });

  test('of two who began at once it is that of the older request', async () => {
    await store.call(await store.ask([1], { sessionId: number(9) }), { limit });
    const [older, younger] = [await waiting(), await store.ask([3], { sessionId: number(3) })];
    expect((await waitOf(younger, { limit }))[0]).toBe('lane-full');
    await store.clock.advance(windowMs + 1);
    expect((await waitOf(younger, { limit }))[0]).toBe('not-our-turn');
    expect(await waitOf(older, { limit })).toBe('claimed');
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'whose number is in its gap',
      async () => {
        const request = await store.ask([20, 21, 22, 23, 24], { sessionId: number(2) });
        for (let call = 0; call < 4; call += 1)
          await store.call(request, { limit: 100, gapMs: 10 * minuteMs, longestGapMs: 10 * minuteMs });
        expect((await waitOf(request, { limit }))[0]).toBe('gap');
      },
    ],
    [
      'whose number rests',
      async () => {
        const request = await store.claim(await store.ask([20, 21], { sessionId: number(2) }), {
          limit: 100,
        });
        await store.answer(request, { class: 'number-limited', status: 429, numberRests: true });
        expect((await waitOf(request, { limit }))[0]).toBe('hold-up-of-number');
      },
    ],
    [
      'whose number is busy',
      async () => {
        await store.claim(await store.ask([20], { sessionId: number(2) }), { limit: 100 });
        await waiting();
      },
    ],
    [
      'whose steps fail',
      async () => {
        const { requestId } = await waiting();
        const due = await store.storage.wakes.due('step', begin + dayMs, {
          limit: 9,
          lanesFull: [],
          underWay: [],
        });
        const one = due.find((step) => step.kind === 'step' && step.requestId === requestId);
        if (one === undefined) throw new Error('not due');
        await store.storage.wakes.failed(one, store.clock.now(), () => dayMs);
      },
    ],
    [
      'who was stopped',
      async () => {
        await store.ledger.append(await waiting(), [{ type: 'stop-asked', by: mei }]);
      },
    ],
    [
      'who waits in another lane',
      async () => {
        const options = { lane: LaneId.parse('lane-2'), sessionId: number(2) };
        await store.call(await store.ask([20], { ...options, sessionId: number(8) }), { limit });
        await waiting(options);
      },
    ],
    [
      'who waits for tomorrow',
      async () => {
        await store.call(await store.ask([20], { sessionId: number(2) }), { limit: 100 });
        const request = await store.ask([21], { sessionId: number(2) });
        expect((await waitOf(request, { dailyCap: 1 }))[0]).toBe('daily-cap');
      },
    ],
  ])('it is mine behind one %s', async (_, other) => {
    expect(await turnBehind(other)).toBe('claimed');
  });

  test.each([
    [-1, 'claimed'],
    [0, 'not-our-turn'],
  ])('%d ms after the rest of the number before it is over: %s', async (afterMs, turn) => {
    const rested = await store.claim(await store.ask([20, 21], { sessionId: number(2) }), { limit: 100 });
    await store.answer(rested, { class: 'number-limited', status: 429, numberRests: true });
    await waitOf(rested, { limit });
    await store.clock.advance(15 * minuteMs + afterMs);
    mine = await store.ask([3], { sessionId: number(3) });
    expect([await waitOf(mine, { limit })].flat()[0]).toBe(turn);
  });

  test.each([
    [-1, 'claimed'],
    [0, 'not-our-turn'],
  ])('%d ms after the gap of the number before it is over: %s', async (afterMs, turn) => {
    const gap = { limit: 100, gapMs: 10 * minuteMs, longestGapMs: 10 * minuteMs };
    const request = await store.ask([20, 21, 22, 23, 24], { sessionId: number(2) });
    for (let call = 0; call < 4; call += 1) await store.call(request, gap);
    await waitOf(request, { limit });
    await store.clock.advance(10 * minuteMs + afterMs);
    mine = await store.ask([3], { sessionId: number(3) });
    expect([await waitOf(mine, { limit })].flat()[0]).toBe(turn);
  });

  test('a number that several wait for counts once, and mine not at all', async () => {
    const two = { limit: 2 };
    await store.call(await store.ask([1], { sessionId: number(9) }), two);
    await store.call(await store.ask([2], { sessionId: number(8) }), two);
    for (const group of [3, 4, 5]) await waitOf(await store.ask([group], { sessionId: number(2) }), two);
    await store.clock.advance(1);
    mine = await store.ask([6], { sessionId: number(3) });
    await waitOf(mine, two);
    await store.clock.advance(windowMs + 1);
    expect(await waitOf(mine, two)).toBe('claimed');
  });
});

describe('where reads count as calls', () => {
  const lookMs = 3_000;
  let mine: Request;
  /** What a leave has to wait, so long after another request's look was due. */
  const waitOverdue = async (ms: number, counts = true): Promise<unknown> => {
    await store.call(await store.ask([1], { sessionId: number(2) }));
    if (counts) await store.storage.noteRead(lane, 1);
    await store.clock.advance(lookMs + ms);
    mine = await store.ask([3]);
    return waitOf(mine);
  };

  test('a look that is overdue by a minute goes before a leave, and not one of less', async () => {
    expect(await waitOverdue(minuteMs - 1)).toBe('claimed');
    await store.answer(mine, { class: 'accepted' });
    await store.clock.advance(1);
    expect(await waitOf(await store.ask([4], { sessionId: number(4) }))).toEqual(['not-our-turn', 3_000]);
  });

  test('but not one of another key, nor where they do not count', async () => {
    expect(await waitOverdue(minuteMs, false)).toBe('claimed');
    await store.answer(mine, { class: 'accepted' });
    await store.storage.noteRead(lane, 1);
    await store.clock.advance(2);
    const apart = { lane: LaneId.parse('lane-2'), sessionId: number(5) };
    await store.storage.noteRead(apart.lane, 1);
    await store.clock.advance(2);
    expect(await waitOf(await store.ask([5], apart))).toBe('claimed');
    expect(await waitOf(await store.ask([6], { sessionId: number(6) }))).toEqual(['not-our-turn', 3_000]);
  });
});

describe('when there is room again', () => {
  const limit = 2;
  /** Two calls a second apart; then these many wait before mine. */
  const fullBehind = async (others: number): Promise<unknown> => {
    await store.call(await store.ask([1], { sessionId: number(9) }), { limit });
    await store.clock.advance(1_000);
    await store.call(await store.ask([2], { sessionId: number(8) }), { limit });
    for (let other = 0; other < others; other += 1) {
      await waitOf(await store.ask([10 + other], { sessionId: number(10 + other) }), { limit });
      await store.clock.advance(1);
    }
    const mine = await store.ask([3], { sessionId: number(3) });
    return waitOf(mine, { limit });
  };

  test.each([
    [0, windowMs + 1 - 1_000],
    [1, windowMs + 1 - 1],
    [2, windowMs + 1 - 2],
    [5, windowMs + 1 - 5],
  ])('behind %d others: in %d ms', async (others, untilMs) => {
    expect(await fullBehind(others)).toEqual(['lane-full', untilMs]);
  });

  test('one slot is left and one stands before: the next slot is mine', async () => {
    await fullBehind(1);
    await store.clock.advance(windowMs - 1_000);
    const mine = await store.ask([4], { sessionId: number(4) });
    expect(await waitOf(mine, { limit })).toEqual(['not-our-turn', expect.any(Number)]);
  });

  test('the daily cap looks a day back, at this number’s own leaves', async () => {
    const request = await store.ask([1, 2, 3]);
    await store.call(await store.ask([9], { sessionId: number(2) }));
    const apart = { workspaceId: elsewhere, lane: LaneId.parse('lane-2'), phone: '+49 160 5555555' };
    await store.call(await store.ask([9], apart));
    await store.storage.noteRead(lane, 1);
    await store.clock.advance(1);
    await store.call(request, { dailyCap: 1 });
    expect(await waitOf(request, { dailyCap: 1 })).toEqual(['daily-cap', dayMs + 1]);
    await store.clock.advance(dayMs - 1);
    expect(await waitOf(request, { dailyCap: 1 })).toEqual(['daily-cap', 50]);
    await store.clock.advance(1);
    expect(await waitOf(request, { dailyCap: 1 })).toBe('claimed');
  });

  test('the daily cap counts what was made with the number under another key, and with the session under another number', async () => {
    const place = { workspaceId: elsewhere, lane: LaneId.parse('lane-2') };
    await store.call(await store.ask([8], { ...place, phone: '0049 (0)151 12345678' }));
    await store.clock.advance(10);
    await store.call(await store.ask([9], { phone: null }));
    const request = await store.ask([1]);
    expect(await waitOf(request, { dailyCap: 2 })).toEqual(['daily-cap', dayMs + 1 - 10]);
    expect(await waitOf(request, { dailyCap: 1 })).toEqual(['daily-cap', dayMs + 1]);
    expect(await waitOf(request, { dailyCap: 3 })).toBe('claimed');
  });

  test('a gap goes by this number’s own leaves of a quarter of an hour', async () => {
    const gap = { gapMs: 5_000, longestGapMs: 5_000, limit: 100 };
    const request = await store.ask([11, 12, 13, 14, 15, 16, 17, 18]);
    await store.call(
      await store.call(await store.call(await store.ask([8, 9, 10], { sessionId: number(2) }), gap), gap),
      gap,
    );
    await store.call(request, gap);
    await store.call(request, gap);
    await store.clock.advance(15 * minuteMs);
    // Those two are too long ago to count.
    for (let call = 0; call < 4; call += 1) await store.call(request, gap);
    expect(await waitOf(request, gap)).toEqual(['gap', 5_000]);
    await store.clock.advance(15 * minuteMs - 1);
    await store.call(request, gap);
    expect(await waitOf(request, gap)).toEqual(['gap', 5_000]);
  });
});

describe('what is said of the queue', () => {
  const ahead = (place: object = {}, window: object = {}) =>
    store.ledger.queueAhead(
      { workspaceId, lane, sessionId, phone: '+49 151 12345678', requestId: null, ...place },
      { windowMs: minuteMs, limit: 10, callsOfNumber: 6, ...window },
    );

  test('is everybody with calls to make: who waits, who calls, and of the own workspace who is held', async () => {
    const calling = await store.claim(await store.ask([1, 2]));
    await store.clock.advance(10);
    await waitOf(await store.ask([3, 4]));
    await store.ask([5], { holdMs: 5_000, sessionId: number(2) });
    await store.ask([6], { holdMs: 5_000, sessionId: number(2), workspaceId: elsewhere });
    await waitOf(await store.ask([7], { workspaceId: elsewhere }));
    await store.ask([8], { lane: LaneId.parse('lane-2') });
    const stopped = await store.ask([9]);
    await store.ledger.append(stopped, [{ type: 'stop-asked', by: mei }]);
    await store.clock.advance(10);
    const now = begin + 20;
    const queue = await ahead();
    expect(queue.number.requests).toEqual(
      expect.arrayContaining([
        { from: now, waitingSince: now, calls: 1 },
        { from: now, waitingSince: begin + 10, calls: 2 },
        { from: now, waitingSince: begin + 10, calls: 1 },
      ]),
    );
    expect(queue.number.requests).toHaveLength(3);
    expect(queue.otherNumbers).toEqual([
      {
        freeAt: 0,
        hasGap: false,
        recentCalls: [],
        requests: [{ from: begin + 5_010, waitingSince: begin + 5_010, calls: 1 }],
      },
    ]);
    // Those of another workspace are nobody's business.
    expect(queue.requestsAhead).toBe(1);
    const own = await ahead({ requestId: calling.requestId });
    expect(own.number.requests).toHaveLength(2);
    expect((await ahead({ sessionId: number(2), phone: null })).otherNumbers).toHaveLength(1);
  });

  test('is a hundred requests of the own workspace at most: what more of them say of the end is hours away', async () => {
    for (let group = 0; group < 101; group += 1) await store.ask([group], { holdMs: 5_000 });
    expect((await ahead()).number.requests).toHaveLength(100);
  });

  test('a number is free when gap and rest are over, whichever is later', async () => {
    const request = await store.ask([1, 2, 3, 4, 5]);
    for (let call = 0; call < 3; call += 1)
      await store.call(request, { gapMs: 20 * minuteMs, longestGapMs: 20 * minuteMs });
    const claimed = await store.claim(await store.load(request), {
      gapMs: 20 * minuteMs,
      longestGapMs: 20 * minuteMs,
    });
    expect((await ahead()).number).toMatchObject({ freeAt: begin + 20 * minuteMs, hasGap: true });
    await store.answer(claimed, { class: 'number-limited', status: 429, numberRests: true });
    expect((await ahead()).number).toMatchObject({ freeAt: begin + 20 * minuteMs });
    await store.clock.advance(20 * minuteMs);
    const again = await store.claim(await store.load(request), { gapMs: 1, longestGapMs: 20 * minuteMs });
    await store.answer(again, { class: 'number-limited', status: 429, numberRests: true });
    expect((await ahead()).number).toMatchObject({ freeAt: store.clock.now() + 15 * minuteMs });
  });

  test('calls are told newest first: of the lane within its window, of the number within a day, as many as asked for', async () => {
    const request = await store.ask([1, 2, 3]);
    const times: number[] = [];
    for (const pauseMs of [0, dayMs - minuteMs, minuteMs - 1]) {
      await store.clock.advance(pauseMs);
      times.unshift(store.clock.now());
      await store.call(request);
    }
    await store.call(await store.ask([4], { sessionId: number(2) }));
    expect((await ahead()).recentCalls).toEqual([times[0], times[0], times[1]]);
    expect((await ahead({}, { limit: 2 })).recentCalls).toEqual([times[0], times[0]]);
    expect((await ahead()).number.recentCalls).toEqual(times);
    expect((await ahead({}, { callsOfNumber: 2 })).number.recentCalls).toEqual(times.slice(0, 2));
    await store.clock.advance(1);
    expect((await ahead()).number.recentCalls).toEqual(times.slice(0, 2));
    expect((await ahead()).recentCalls).toEqual([times[0], times[0]]);
    expect((await ahead({ workspaceId: elsewhere })).number.recentCalls).toEqual(times.slice(0, 2));
  });
});
