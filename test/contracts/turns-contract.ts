import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { canBeStopped } from '../../src/leaving/advance/next-step.ts';
import { LaneId, SessionId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import type { OpenStore } from './open-store.ts';

const number = (index: number): SessionId => SessionId.parse(`session-${index}`);
const many = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** What every ledger promises of whose turn it is. */
export function turnsContract(open: () => Promise<OpenStore>): void {
  describe('turns', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    /** Lets whoever is due try its call, the longest due first, until nobody goes on; keeps whose calls went out. */
    async function round(
      limit: number,
      calls: Request[],
      hangs = (_: Request): boolean => false,
    ): Promise<void> {
      for (let before = -1; before < calls.length; ) {
        before = calls.length;
        const now = store.clock.now();
        const due = await store.storage.wakes.due('step', now, { limit: 50, lanesFull: [], underWay: [] });
        for (const one of due) if (one.kind === 'step') await step(one, limit, calls, hangs);
      }
    }

    async function step(
      one: Pick<Request, 'requestId'>,
      limit: number,
      calls: Request[],
      hangs: (request: Request) => boolean,
    ): Promise<void> {
      const request = await store.load(one);
      if (!canBeStopped(request) || (await store.tryClaim(request, { limit })) !== 'claimed') return;
      calls.push(request);
      // An end that owes no look: nothing but turns makes anybody due.
      if (!hangs(request)) await store.answer(request, { class: 'refused', status: 400 });
    }

    /** Lets time pass, by a second at least, to where anything is due. */
    async function timeUntil(
      ms: number,
      limit: number,
      calls: Request[],
      hangs?: (request: Request) => boolean,
    ): Promise<void> {
      const { clock, storage } = store;
      for (const end = clock.now() + ms; clock.now() < end; ) {
        await round(limit, calls, hangs);
        const next = (await storage.wakes.nextAt('step', clock.now())) ?? end;
        await clock.advance(Math.min(end, Math.max(next, clock.now() + 1_000)) - clock.now());
      }
    }

    test.each([1, 2, 10])(
      'a single leave waits for one slot of a long request of the same number at most (limit %i)',
      async (limit) => {
        const long = await store.ask(many(1, 30));
        const calls: Request[] = [];
        await round(limit, calls);
        const single = await store.ask([100]);
        const before = calls.length;
        await timeUntil(200_000, limit, calls);
        const place = calls.slice(before).findIndex(({ requestId }) => requestId === single.requestId);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1);
        expect(calls.filter(({ requestId }) => requestId === long.requestId).length).toBeGreaterThan(2);
      },
    );

    test.each([1, 2])(
      'a single leave waits for one slot of a long request of another number at most (limit %i)',
      async (limit) => {
        await store.ask(many(1, 30));
        const calls: Request[] = [];
        await round(limit, calls);
        const single = await store.ask([100], { sessionId: number(2) });
        const before = calls.length;
        await timeUntil(200_000, limit, calls);
        const place = calls.slice(before).findIndex(({ requestId }) => requestId === single.requestId);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1);
      },
    );

    test('everybody comes once before anybody comes twice', async () => {
      const requests = await Promise.all(
        many(1, 6).map((index) => store.ask(many(index * 100, 5), { sessionId: number(index) })),
      );
      const calls: Request[] = [];
      await timeUntil(60_000 * 16, 2, calls);
      const firstRounds = calls.slice(0, 12).map(({ requestId }) => requestId);
      for (const { requestId } of requests)
        expect(firstRounds.filter((id) => id === requestId).length).toBeGreaterThanOrEqual(1);
      expect(calls).toHaveLength(30);
    });

    test('many that wait for a busy number take no turn from those whose number is free', async () => {
      const hanging = await store.ask([1]);
      for (const index of many(2, 11)) await store.ask([index]);
      const calls: Request[] = [];
      const hangs = ({ requestId }: Request): boolean => requestId === hanging.requestId;
      await timeUntil(3_000, 2, calls, hangs);
      const free = await store.ask([50], { sessionId: number(2) });
      await timeUntil(3_000, 2, calls, hangs);
      expect(calls.map(({ requestId }) => requestId)).toEqual([hanging.requestId, free.requestId]);
    });

    test('no lane waits for another', async () => {
      const [other, ours] = [LaneId.parse('lane-2'), await store.ask(many(1, 5))];
      const calls: Request[] = [];
      await round(1, calls);
      const theirs = await store.ask([100], { lane: other, sessionId: number(2) });
      await round(1, calls);
      expect(calls.map(({ requestId }) => requestId)).toEqual([ours.requestId, theirs.requestId]);
    });

    test('whose turn it is but who has something else to do first gives the turn to the next', async () => {
      const [calling, first, next] = [await store.ask([1]), await store.ask([2]), await store.ask([3])];
      const claimed = await store.claim(calling);
      expect(await store.tryClaim(first)).toBe('number-busy');
      await store.clock.advance(1);
      expect(await store.tryClaim(next)).toBe('number-busy');
      await store.answer(claimed, { class: 'accepted' });
      const look = () =>
        store.storage.wakes.due('step', store.clock.now(), { limit: 9, lanesFull: [], underWay: [] });
      const woken = (await look()).find((due) => due.kind === 'step' && due.requestId === first.requestId);
      if (woken === undefined) throw new Error('nobody is woken');
      await store.storage.wakes.done(woken, store.clock.now() + 3_000);
      const due = (await look()).map((one) => (one.kind === 'step' ? one.requestId : ''));
      expect(due).toContain(next.requestId);
    });

    test('once reads count, a look that is overdue by a minute goes before new leaves of the key', async () => {
      const looking = await store.call(await store.ask([1]));
      const leaving = await store.ask([2, 3], { sessionId: number(2) });
      const elsewhere = await store.ask([4], { lane: LaneId.parse('lane-2'), sessionId: number(3) });
      await store.clock.advance(63_000);
      // Reads of this key take nothing from leaves yet.
      await store.call(leaving);
      await store.storage.noteRead(looking.ask.lane, 1_000);
      await store.clock.advance(1_000);
      expect(await store.tryClaim(leaving)).toBe('not-our-turn');
      expect(await store.tryClaim(elsewhere)).toBe('claimed');
      const seen = { sighting: 'in', evidence: 'named-as-member', session: 'usable', owner: false } as const;
      const [leave] = looking.leaves;
      if (leave === undefined) throw new Error('no group');
      const looked = { type: 'looked', groupId: leave.group.groupId, ...seen } as const;
      await store.ledger.append(await store.load(looking), [
        { ...looked, look: 1 },
        { ...looked, look: 2 },
        { ...looked, look: 3 },
      ]);
      expect(await store.tryClaim(leaving)).toBe('claimed');
    });

    test.each(['a look that breaks', 'a look, once reads do not count any more,'])(
      '%s keeps nobody waiting',
      async (what) => {
        const [looking, leaving] = [await store.call(await store.ask([1])), await store.ask([2, 3])];
        await store.storage.noteRead(looking.ask.lane, 1_000);
        await store.clock.advance(64_000);
        expect(await store.tryClaim(leaving)).toBe('not-our-turn');
        const { requestId, version, ask } = looking;
        const step = { kind: 'step', requestId, lane: ask.lane, version, dueAt: 0 } as const;
        if (what === 'a look that breaks') await store.storage.wakes.failed(step, store.clock.now(), () => 1);
        else await store.clock.advance(60 * 60_000);
        expect(await store.tryClaim(leaving)).toBe('claimed');
      },
    );

    test('who waits longest but cannot take its step keeps nobody waiting', async () => {
      const first = await store.call(await store.ask([1], { sessionId: number(9) }), { limit: 1 });
      const [stuck, next] = [await store.ask([2]), await store.ask([3])];
      expect(await store.tryClaim(stuck, { limit: 1 })).toBe('lane-full');
      await store.clock.advance(61_000);
      const [due] = await store.storage.wakes.due('step', store.clock.now(), {
        limit: 1,
        lanesFull: [],
        underWay: [first.requestId, next.requestId],
      });
      if (due === undefined) throw new Error('not due');
      await store.storage.wakes.failed(due, store.clock.now(), () => 600_000);
      expect(await store.tryClaim(next, { limit: 1 })).toBe('claimed');
    });
  });
}
