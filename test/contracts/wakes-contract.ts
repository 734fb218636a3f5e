import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LaneId, SessionId } from '../../src/leaving/ids.ts';
import type { Due } from '../../src/leaving/ports/wakes.ts';
import { begin, channelId, lane, mei, type OpenStore, refusedAsk, workspaceId } from './open-store.ts';

const other = { lane: LaneId.parse('lane-2'), sessionId: SessionId.parse('session-2') };

/** What every store promises of what is due. */
export function wakesContract(open: () => Promise<OpenStore>): void {
  describe('wakes', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const due = (
      kind: Due['kind'],
      changes: { readonly lanesFull?: LaneId[]; readonly underWay?: string[]; readonly limit?: number } = {},
    ) =>
      store.storage.wakes.due(kind, store.clock.now(), {
        limit: 10,
        lanesFull: [],
        underWay: [],
        ...changes,
      });
    const dueIds = async (kind: 'step' | 'tell', changes = {}) =>
      (await due(kind, changes)).map((one) => (one.kind === 'tell-note' ? '' : one.requestId));

    test('an ask is told at once and called when its hold is over', async () => {
      const request = await store.ask([1], { holdMs: 5_000 });
      expect(await dueIds('tell')).toEqual([request.requestId]);
      expect(await dueIds('step')).toEqual([]);
      expect(await store.storage.wakes.nextAt('step', store.clock.now())).toBe(begin + 5_000);
      await store.clock.advance(5_000);
      expect(await due('step')).toEqual([
        { kind: 'step', requestId: request.requestId, lane, version: 1, dueAt: begin + 5_000 },
      ]);
    });

    test('what is due already is not what comes next', async () => {
      await store.ask([1]);
      expect(await store.storage.wakes.nextAt('step', begin)).toBeNull();
      await store.ask([2], { holdMs: 1 });
      expect(await store.storage.wakes.nextAt('step', begin)).toBe(begin + 1);
      expect(await store.storage.wakes.nextAt('tell', begin)).toBeNull();
      expect(await store.storage.wakes.nextAt('tell-note', begin)).toBeNull();
    });

    test('the longest due comes first, without lanes that are full and what is under way', async () => {
      const first = await store.ask([1]);
      await store.clock.advance(10);
      const [second, third] = [await store.ask([2]), await store.ask([3], other)];
      expect(await dueIds('step')).toEqual([first, second, third].map(({ requestId }) => requestId));
      expect(await dueIds('step', { limit: 1 })).toEqual([first.requestId]);
      expect(await dueIds('step', { lanesFull: [lane] })).toEqual([third.requestId]);
      expect(await dueIds('step', { underWay: [first.requestId] })).toEqual([
        second.requestId,
        third.requestId,
      ]);
    });

    /** Takes what is due first, has something happen, and says that it was done. */
    const doneAfter = async (kind: 'step' | 'tell', happens: () => Promise<unknown>, at: number | null) => {
      const [one] = await due(kind);
      if (one === undefined) throw new Error('nothing is due');
      await happens();
      await store.storage.wakes.done(one, at);
    };

    test('what was done is not due again, unless something happened meanwhile', async () => {
      const request = await store.ask([1]);
      await doneAfter('tell', async () => {}, null);
      expect(await due('tell')).toEqual([]);
      const stopped = await store.ledger.append(request, [{ type: 'stop-asked', by: mei }]);
      if (stopped.kind === 'stale') throw new Error('stale');
      const happens = () => store.ledger.append(stopped.request, [{ type: 'finished' }]);
      await doneAfter('tell', happens, null);
      expect(await dueIds('tell')).toEqual([request.requestId]);
    });

    test('what becomes of a request while it is told is told too, also within the same millisecond', async () => {
      const [first, second] = [await store.ask([1]), await store.ask([2])];
      await doneAfter('tell', async () => {}, null);
      await store.claim(first);
      await doneAfter('tell', async () => {}, null);
      const happens = async () => expect(await store.tryClaim(second)).toBe('number-busy');
      await doneAfter('tell', happens, null);
      await store.clock.advance(1);
      expect(await dueIds('tell')).toEqual([second.requestId]);
    });

    test('a request that ended is told once more of the one that goes on from it, also while it is told', async () => {
      const request = await store.ask([1]);
      const events = [{ type: 'stop-asked', by: mei }, { type: 'finished' }] as const;
      await store.ledger.append(request, [...events]);
      const happens = () => store.ask([1], { after: request.requestId });
      await doneAfter('tell', happens, null);
      await store.clock.advance(1);
      expect(await dueIds('tell')).toContain(request.requestId);
    });

    test('a step that failed after it ended its request is not due for ever', async () => {
      const request = await store.ask([1]);
      const [step] = await due('step');
      if (step === undefined) throw new Error('nothing is due');
      await store.ledger.append(request, [{ type: 'stop-asked', by: mei }, { type: 'finished' }]);
      await store.storage.wakes.failed(step, begin, () => 1_000);
      expect(await store.storage.wakes.nextAt('step', 0)).toBeNull();
    });

    test('a step that changed nothing is not due again at once', async () => {
      await store.ask([1]);
      const [step] = await due('step');
      if (step === undefined) throw new Error('nothing is due');
      await store.storage.wakes.done(step, null);
      expect(await due('step')).toEqual([]);
      expect(await store.storage.wakes.nextAt('step', begin)).toBe(begin + 1_000);
    });

    test('a step that comes again by itself is due then', async () => {
      await store.ask([1]);
      const [step] = await due('step');
      if (step === undefined) throw new Error('nothing is due');
      await store.storage.wakes.done(step, begin + 30_000);
      expect(await store.storage.wakes.nextAt('step', store.clock.now())).toBe(begin + 30_000);
    });

    test('whoever waits for a call or for later comes to a look that is owed sooner', async () => {
      const gap = { gapMs: 30_000, longestGapMs: 45_000 };
      const request = await store.ask([1, 2, 3, 4, 5]);
      for (let call = 0; call < 4; call += 1) await store.call(request, gap);
      expect(await store.tryClaim(request, gap)).toBe('gap');
      expect(await store.storage.wakes.nextAt('step', begin)).toBe(begin + 3_000);
      await store.clock.advance(3_000);
      const [step] = await due('step');
      if (step === undefined) throw new Error('nothing is due');
      // The look of the first group was put off: those of the others are not.
      await store.clock.advance(2_000);
      await store.storage.wakes.done(step, begin + 65_000);
      expect(await store.storage.wakes.nextAt('step', store.clock.now())).toBe(begin + 65_000);
      const second = await store.call(await store.ask([11, 12], other));
      const held = (await due('step')).find(
        (one) => one.kind === 'step' && one.requestId === second.requestId,
      );
      if (held === undefined) throw new Error('nothing is due');
      await store.storage.wakes.done(held, begin + 65_000);
      expect(await store.storage.wakes.nextAt('step', store.clock.now())).toBe(begin + 8_000);
    });

    test('a lane that opens later than hoped puts no look off', async () => {
      const [one, two] = [
        await store.claim(await store.ask([11], { sessionId: other.sessionId })),
        await store.claim(await store.ask([12], { sessionId: SessionId.parse('session-3') })),
      ];
      const request = await store.call(await store.ask([1, 2]));
      await store.answer(one, { class: 'not-sent', status: null });
      expect(await store.tryClaim(request)).toBe('hold-up-of-lane');
      await store.answer(two, { class: 'not-sent', status: null });
      await store.clock.advance(3_000);
      expect(await dueIds('step')).toContain(request.requestId);
    });

    test.each(['step', 'tell', 'tell-note'] as const)(
      'a %s that fails is counted from its first failure, and success ends the count',
      async (kind) => {
        await store.ask([1]);
        await store.storage.notes.write(workspaceId, refusedAsk([channelId]));
        for (const tries of [1, 2, 3]) {
          const [one] = await due(kind);
          if (one === undefined) throw new Error('nothing is due');
          const failing = await store.storage.wakes.failed(one, store.clock.now(), () => 1_000);
          expect(failing).toEqual({ tries, since: begin });
          expect(await due(kind)).toEqual([]);
          await store.clock.advance(1_000);
        }
        if (kind === 'tell-note') return;
        const [one] = await due(kind);
        if (one === undefined) throw new Error('nothing is due');
        await store.storage.wakes.done(one, store.clock.now());
        const [after] = await due(kind);
        if (after === undefined) throw new Error('nothing is due');
        expect(await store.storage.wakes.failed(after, store.clock.now(), () => 0)).toMatchObject({
          tries: 1,
        });
      },
    );

    test('whoever waits hears of every write, and no longer than wanted', async () => {
      let heard = 0;
      const end = store.storage.wakes.onChange(() => {
        heard += 1;
      });
      const request = await store.ask([1]);
      await store.ledger.append(request, [{ type: 'stop-asked', by: mei }]);
      expect(heard).toBe(2);
      end();
      await store.ask([2]);
      expect(heard).toBe(2);
    });

    test('nothing is lost when the process dies: everything stands in the rows', async () => {
      if (store.url === 'sqlite::memory:') return;
      const [held, calling] = [
        await store.ask([1], { holdMs: 60_000 }),
        await store.claim(await store.ask([2], other)),
      ];
      await store.storage.notes.write(workspaceId, refusedAsk([channelId]));
      await store.reopen();
      // Where others may work on it, a call is lost when its lease is over; where nobody can, at once.
      if (store.url.startsWith('postgres:')) await store.clock.advance(100_000);
      expect(await dueIds('step')).toContain(calling.requestId);
      expect(await dueIds('tell')).toEqual([held.requestId, calling.requestId]);
      expect(await due('tell-note')).toHaveLength(1);
      const { status } = (await store.load(calling)).leaves[0] ?? {};
      if (status?.kind !== 'calling') throw new Error('not calling');
      expect(store.ledger.isLost(status)).toBe(true);
    });

    test('times that no rule allows are cut when the store is opened', async () => {
      if (store.url === 'sqlite::memory:') return;
      store.clock.jump(365 * 24 * 60 * 60_000);
      const request = await store.claim(await store.ask([1]));
      await store.answer(request, { class: 'rate-limited', status: 429, retryAfterMs: 60_000 });
      store.clock.jump(-365 * 24 * 60 * 60_000);
      await store.reopen();
      const waiting = await store.load(request);
      const wait = await store.ledger.claim(waiting, store.claimOf(waiting));
      if (wait.kind !== 'wait') throw new Error(wait.kind);
      expect(wait.until - store.clock.now()).toBeLessThanOrEqual(60 * 60_000);
      expect(wait.holdUp?.failingSince).toBeLessThanOrEqual(store.clock.now());
      await store.clock.advance(1);
      expect(await dueIds('tell')).toEqual([request.requestId]);
    });
  });
}
