import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LaneId, SessionId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { type AskOptions, groupId, type OpenStore } from './open-store.ts';

const hourMs = 60 * 60_000;
const phone = '+49 151 12345678';
const gap = { gapMs: 30_000, longestGapMs: 45_000 };

/** The ways in which one WhatsApp number may be used beside session-1 of lane-1 in T0ONE. */
const elsewhere: Record<string, AskOptions> = {
  'a replaced key': { lane: LaneId.parse('lane-2') },
  'a replaced key and a new session': {
    lane: LaneId.parse('lane-2'),
    sessionId: SessionId.parse('session-2'),
    phone: '0049 (0)151 12345678',
  },
  'another session of the key': { sessionId: SessionId.parse('session-2'), phone: '4915112345678' },
  'another workspace with the same key': { workspaceId: WorkspaceId.parse('T0TWO') },
  'another workspace with a key of its own': {
    workspaceId: WorkspaceId.parse('T0TWO'),
    lane: LaneId.parse('lane-2'),
    sessionId: SessionId.parse('session-2'),
    phone,
  },
  'the same session, when its number was not told': { phone: null },
};

/** What every ledger promises of a number, whichever key, session or workspace uses it. */
export function numberContract(open: () => Promise<OpenStore>): void {
  describe.each(Object.entries(elsewhere))('a number and %s', (_, there) => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('one call at a time, and the next is woken when it has ended', async () => {
      const [here, other] = [await store.ask([1]), await store.ask([11], there)];
      await store.claim(here);
      expect(await store.tryClaim(other)).toBe('number-busy');
      expect(await dueSteps()).not.toContain(other.requestId);
      await store.answer(here, { class: 'accepted' });
      expect(await dueSteps()).toContain(other.requestId);
      expect(await store.tryClaim(other)).toBe('claimed');
      const again = await store.ask([2]);
      expect(await store.tryClaim(again)).toBe('number-busy');
    });

    test('the gap goes on', async () => {
      const [here, other] = [await store.ask([1, 2, 3, 4]), await store.ask([11, 12], there)];
      for (let call = 0; call < 4; call += 1) await store.call(here, gap);
      expect(await store.tryClaim(other, gap)).toBe('gap');
      await store.clock.advance(30_000);
      await store.call(other, gap);
      expect(await store.tryClaim(other, gap)).toBe('gap');
    });

    test('calls from everywhere bring the gap about', async () => {
      const [here, other] = [await store.ask([1, 2, 3]), await store.ask([11, 12], there)];
      for (const request of [here, other, here, other]) await store.call(request, gap);
      expect(await store.tryClaim(here, gap)).toBe('gap');
    });

    test('the cap of a day counts them together', async () => {
      const capped = { dailyCap: 2 };
      const [here, other] = [await store.ask([1, 2]), await store.ask([11, 12], there)];
      await store.call(here, capped);
      await store.clock.advance(hourMs);
      await store.call(other, capped);
      expect(await store.tryClaim(other, capped)).toBe('daily-cap');
      expect(await store.tryClaim(here, capped)).toBe('daily-cap');
      await store.clock.advance(23 * hourMs + 1);
      await store.call(here, capped);
      expect(await store.tryClaim(other, capped)).toBe('daily-cap');
    });

    test('who waits longer for it goes first', async () => {
      const [calling, other] = [await store.ask([1, 2]), await store.ask([11], there)];
      const claimed = await store.claim(calling);
      expect(await store.tryClaim(other)).toBe('number-busy');
      await store.clock.advance(1);
      const later = await store.ask([3]);
      expect(await store.tryClaim(later)).toBe('number-busy');
      await store.answer(claimed, { class: 'accepted' });
      expect(await store.tryClaim(later)).toBe('number-busy');
      expect(await store.tryClaim(other)).toBe('claimed');
    });

    async function dueSteps(): Promise<string[]> {
      const options = { limit: 9, lanesFull: [], underWay: [] };
      const due = await store.storage.wakes.due('step', store.clock.now(), options);
      return due.map((one) => (one.kind === 'step' ? one.requestId : ''));
    }
  });

  describe('a number', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const other = { lane: LaneId.parse('lane-2'), sessionId: SessionId.parse('session-2'), phone };

    test('WhatsApp’s own limit rests it, whichever key asks; a session that starts holds up itself alone', async () => {
      const [here, there] = [await store.ask([1, 2]), await store.ask([11, 12], other)];
      await store.claim(here);
      await store.answer(here, { class: 'number-limited', status: 429 });
      expect(await store.tryClaim(there)).toBe('hold-up-of-number');
      await store.clock.advance(15 * 60_000);
      await store.claim(await store.load(here));
      const asked = await store.answer(here, { class: 'session-in-doubt', status: 422 });
      const [leave] = asked.leaves;
      const seen = {
        sighting: 'cannot-tell',
        evidence: 'group-unread',
        session: 'starting',
        owner: false,
      } as const;
      const looked = {
        type: 'looked',
        groupId: leave?.group.groupId ?? groupId(1),
        look: 1,
        ...seen,
      } as const;
      await store.ledger.append(asked, [looked]);
      expect(await store.tryClaim(here)).toBe('hold-up-of-number');
      expect(await store.tryClaim(there)).toBe('claimed');
    });

    test('who waits for room of another key keeps nobody waiting, and gives the turn to the next', async () => {
      const full = await store.ask([31], { lane: other.lane, sessionId: SessionId.parse('session-3') });
      const [calling, blocked] = [await store.ask([1]), await store.ask([11], other)];
      const claimed = await store.claim(calling);
      expect(await store.tryClaim(blocked)).toBe('number-busy');
      await store.clock.advance(1);
      const next = await store.ask([2]);
      expect(await store.tryClaim(next)).toBe('number-busy');
      await store.call(full, { limit: 1 });
      await store.answer(claimed, { class: 'accepted' });
      await store.clock.advance(1);
      expect(await dueSteps()).not.toContain(next.requestId);
      expect(await store.tryClaim(blocked, { limit: 1 })).toBe('lane-full');
      expect(await dueSteps()).toContain(next.requestId);
      expect(await store.tryClaim(next)).toBe('claimed');
    });

    test('how much others use of it is told to nobody', async () => {
      const theirs = { ...other, workspaceId: WorkspaceId.parse('T0TWO') };
      const [here, there] = [await store.ask([1]), await store.ask([11, 12, 13], theirs)];
      for (let call = 0; call < 3; call += 1) await store.call(there);
      await store.call(here);
      const capped = await store.ledger.ask(store.toAsk([2, 3], { dailyCap: 2 }));
      expect(capped).toEqual({ kind: 'over-cap', used: 1, cap: 2 });
      const waiting = [
        await store.ask([21], { workspaceId: theirs.workspaceId, sessionId: SessionId.parse('session-7') }),
        await store.ask([4]),
      ];
      for (const request of waiting) await store.tryClaim(request, { limit: 1 });
      const { workspaceId, requestId, ask } = await store.load(waiting[1] as Request);
      const place = { workspaceId, requestId, lane: ask.lane, sessionId: ask.sessionId, phone };
      const window = { windowMs: 60_000, limit: 1, callsOfNumber: 5 };
      expect(await store.ledger.queueAhead(place, window)).toMatchObject({ requestsAhead: 0 });
    });

    async function dueSteps(): Promise<string[]> {
      const options = { limit: 9, lanesFull: [], underWay: [] };
      const due = await store.storage.wakes.due('step', store.clock.now(), options);
      return due.map((one) => (one.kind === 'step' ? one.requestId : ''));
    }
  });
}
