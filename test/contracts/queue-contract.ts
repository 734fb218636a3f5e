import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LaneId, SessionId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { groupId, lane, mei, type OpenStore, sessionId, workspaceId } from './open-store.ts';

const otherNumber = SessionId.parse('session-2');
const minuteMs = 60_000;
const window = { windowMs: minuteMs, limit: 10, callsOfNumber: 6 };

/** What every ledger says of a wait: why, until when, and what comes before. */
export function queueContract(open: () => Promise<OpenStore>): void {
  describe('what is said of a wait', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    async function waitOf(request: Request, changes: object = {}): Promise<unknown> {
      const newest = await store.load(request);
      const { kind, ...wait } = await store.ledger.claim(newest, store.claimOf(newest, changes));
      expect(kind).toBe('wait');
      return wait;
    }

    test('until when a number is busy, in its gap, or at its cap', async () => {
      const now = store.clock.now();
      const one = await store.claim(await store.ask([1, 2, 3, 4, 5, 6]));
      const two = await store.ask([7]);
      expect(await waitOf(two)).toEqual({ why: 'number-busy', until: now + 100_000, holdUp: null });
      await store.answer(one, { class: 'accepted' });
      const gap = { gapMs: 30_000, longestGapMs: 45_000 };
      for (let call = 0; call < 3; call += 1) await store.call(one, gap);
      expect(await waitOf(one, gap)).toEqual({ why: 'gap', until: now + 30_000, holdUp: null });
      await store.clock.advance(30_000);
      const dayMs = 24 * 60 * minuteMs;
      expect(await waitOf(one, { dailyCap: 4 })).toEqual({
        why: 'daily-cap',
        until: now + dayMs + 1,
        holdUp: null,
      });
    });

    test('until when the lane is full', async () => {
      const limit = 1;
      await store.call(await store.ask([1]), { limit });
      const request = await store.ask([2], { sessionId: otherNumber });
      const until = store.clock.now() + minuteMs + 251;
      expect(await waitOf(request, { limit })).toEqual({ why: 'lane-full', until, holdUp: null });
    });

    test('a hold-up says what for, since when, and by how many tries', async () => {
      const request = await store.claim(await store.ask([1]));
      const doubted = await store.answer(request, { class: 'session-in-doubt', status: 422 });
      const look = { type: 'looked', groupId: groupId(1), look: 1, sighting: 'cannot-tell' } as const;
      const starting = { ...look, evidence: 'group-unread', owner: false, session: 'starting' } as const;
      await store.ledger.append(doubted, [starting]);
      const now = store.clock.now();
      expect(await waitOf(request)).toMatchObject({
        why: 'hold-up-of-number',
        until: now + 15_000,
        holdUp: { why: 'session-starting', tries: 1, failingSince: now, lastTryAt: now },
      });
      const lost = await store.claim(await store.ask([2], { sessionId: otherNumber }));
      await store.answer(lost, { class: 'not-sent', status: null });
      await store.clock.advance(5_000);
      await store.claim(await store.load(lost));
      await store.clock.advance(1_000);
      await store.answer(lost, { class: 'not-sent', status: null });
      expect(await waitOf(lost)).toMatchObject({
        why: 'hold-up-of-lane',
        until: now + 16_000,
        holdUp: { why: 'unreachable', tries: 2, failingSince: now, lastTryAt: now + 6_000 },
      });
    });

    test('an answer that comes when the time told is over leaves the lane free', async () => {
      const [one, two] = [await store.ask([1]), await store.ask([2], { sessionId: otherNumber })];
      await store.claim(one);
      await store.claim(two);
      await store.answer(one, { class: 'rate-limited', status: 429, retryAfterMs: 90_000 });
      await store.clock.advance(90_000);
      await store.answer(two, { class: 'accepted' });
      const place = { requestId: null, workspaceId, lane, sessionId };
      expect((await store.ledger.queueAhead(place, window)).laneHoldUp).toBeNull();
    });

    test('a queue that is empty, and one with a request that waits for nobody', async () => {
      const place = { requestId: null, workspaceId, lane, sessionId };
      const empty = {
        wait: null,
        laneHoldUp: null,
        numberHoldUp: null,
        requestsAhead: 0,
        waitingSince: null,
        recentCalls: [],
        number: { freeAt: 0, hasGap: false, recentCalls: [], requests: [] },
        otherNumbers: [],
      };
      expect(await store.ledger.queueAhead(place, window)).toEqual(empty);
      const { requestId } = await store.ask([1, 2]);
      expect(await store.ledger.queueAhead({ ...place, requestId }, window)).toEqual(empty);
      expect(await store.ledger.queueAhead(place, window)).toMatchObject({
        number: { requests: [{ calls: 2 }] },
      });
    });

    test('who waits longer comes before, with what is still to be asked, of this number or another', async () => {
      const begin = store.clock.now();
      const limit = 2;
      const first = await store.ask([1, 2, 3]);
      await store.call(first, { limit });
      await store.clock.advance(1_000);
      const second = await store.ask([4, 5, 6], { sessionId: otherNumber });
      await store.call(second, { limit });
      expect(await waitOf(first, { limit })).toMatchObject({ why: 'lane-full' });
      await store.clock.advance(1_000);
      expect(await waitOf(second, { limit })).toMatchObject({ why: 'lane-full' });
      await store.clock.advance(1_000);
      const mine = await store.ask([7]);
      expect(await waitOf(mine, { limit })).toMatchObject({ why: 'number-busy' });
      await store.ask([8], { lane: LaneId.parse('lane-2') });
      const place = { workspaceId, lane, sessionId };
      const ofMine = await store.ledger.queueAhead({ ...place, requestId: mine.requestId }, window);
      expect(ofMine).toMatchObject({
        wait: { why: 'number-busy' },
        requestsAhead: 2,
        recentCalls: [begin + 1_000, begin],
        number: { recentCalls: [begin], requests: [{ calls: 2 }] },
        otherNumbers: [{ recentCalls: [begin + 1_000], requests: [{ calls: 2 }] }],
      });
      expect(await store.ledger.queueAhead({ ...place, requestId: first.requestId }, window)).toMatchObject({
        requestsAhead: 0,
      });
      const ofOther = await store.ledger.queueAhead(
        { ...place, sessionId: otherNumber, requestId: null },
        window,
      );
      expect(ofOther).toMatchObject({ wait: null, requestsAhead: 3, number: { requests: [{ calls: 2 }] } });
      // Whoever is stopped stands before nobody any more, and calls that are older than the window are of no matter.
      await store.ledger.append(await store.load(first), [{ type: 'stop-asked', by: mei }]);
      await store.clock.advance(minuteMs - 2_500);
      expect(await store.ledger.queueAhead({ ...place, requestId: mine.requestId }, window)).toMatchObject({
        requestsAhead: 1,
        number: { requests: [] },
        otherNumbers: [{ requests: [{ calls: 2 }] }],
        recentCalls: [begin + 1_000],
      });
    });

    test('a number in its gap and one that is held up', async () => {
      const now = store.clock.now();
      const request = await store.ask([1, 2, 3, 4, 5, 6]);
      for (let call = 0; call < 4; call += 1)
        await store.call(request, { gapMs: 30_000, longestGapMs: 45_000 });
      const { requestId } = request;
      const place = { requestId, workspaceId, lane, sessionId };
      expect(await store.ledger.queueAhead(place, window)).toMatchObject({
        number: { freeAt: now + 30_000, hasGap: true },
      });
      await store.clock.advance(30_000);
      await store.claim(await store.load(request));
      await store.answer(request, { class: 'number-limited', status: 429, numberRests: true });
      const later = store.clock.now();
      expect(await store.ledger.queueAhead(place, window)).toMatchObject({
        laneHoldUp: null,
        numberHoldUp: { why: 'number-limited', until: later + 15 * minuteMs, failingSince: later, tries: 1 },
      });
      await store.storage.noteRead(lane, 7_000);
      expect(await store.ledger.queueAhead(place, window)).toMatchObject({
        laneHoldUp: { why: 'rate-limited', until: later + 7_000 },
      });
    });
  });
}
