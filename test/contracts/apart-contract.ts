import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, LaneId, SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { groupId, lane, mei, type OpenStore, refusedAsk, sessionId, workspaceId } from './open-store.ts';

const other = WorkspaceId.parse('T0OTHER');
const otherNumber = SessionId.parse('session-2');
const minuteMs = 60_000;

/** What every ledger keeps apart: workspaces, numbers and lanes that have ids in common. */
export function apartContract(open: () => Promise<OpenStore>): void {
  describe('what is kept apart', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const elsewhere = [
      ['another workspace', { workspaceId: other, lane: LaneId.parse('lane-2'), phone: '+49 152 1234567' }],
      ['another number', { sessionId: otherNumber }],
    ] as const;

    test.each(elsewhere)(
      'calls of %s take nothing from the daily cap, at the ask and at the call',
      async (_, place) => {
        await store.call(await store.ask([1, 2], place));
        const request = await store.ask([3], { dailyCap: 1 });
        expect(await store.tryClaim(request, { dailyCap: 1 })).toBe('claimed');
      },
    );

    test('what is still owed elsewhere takes nothing from the daily cap either', async () => {
      for (const [, place] of elsewhere) await store.ask([1, 2], place);
      expect(await store.ledger.ask(store.toAsk([3], { dailyCap: 1 }))).toMatchObject({ kind: 'accepted' });
      expect(await store.ledger.ask(store.toAsk([4], { dailyCap: 1 }))).toMatchObject({
        kind: 'over-cap',
        used: 1,
      });
    });

    test('calls of another number bring no gap', async () => {
      const short = { gapMs: 30_000, longestGapMs: 45_000, limit: 100 };
      const there = await store.ask([1, 2, 3, 4, 5], { sessionId: otherNumber });
      for (let call = 0; call < 4; call += 1) await store.call(there, short);
      const here = await store.ask([6, 7]);
      await store.call(here, short);
      expect(await store.tryClaim(here, short)).toBe('claimed');
    });

    test('reads that count into the window bring no gap and take nothing from the cap', async () => {
      await store.storage.noteRead(lane, 1_000);
      await store.clock.advance(1_000);
      for (let read = 0; read < 8; read += 1) await store.storage.noteRead(lane, null);
      const capped = { limit: 100, gapMs: 30_000, longestGapMs: 45_000, dailyCap: 2 };
      const request = await store.ask([1, 2, 3], { dailyCap: 3 });
      await store.call(request, capped);
      await store.call(request, capped);
      expect(await store.tryClaim(request, capped)).toBe('daily-cap');
    });

    test('the same session of another lane may be another number: not busy, and not held up', async () => {
      const there = await store.ask([1, 2], { lane: LaneId.parse('lane-2'), phone: null });
      await store.claim(there);
      const request = await store.ask([3, 4]);
      await store.call(request);
      await store.answer(there, { class: 'number-limited', status: 429, numberRests: true });
      expect(await store.tryClaim(there)).toBe('hold-up-of-number');
      expect(await store.tryClaim(request)).toBe('claimed');
    });

    const gap = { limit: 100, gapMs: 10 * minuteMs, longestGapMs: 10 * minuteMs };
    const waits: Record<string, (waiting: Request) => Promise<string>> = {
      'a number that rests': async (waiting) => {
        await store.claim(waiting);
        await store.answer(waiting, { class: 'number-limited', status: 429, numberRests: true });
        return store.tryClaim(waiting);
      },
      'a number in its gap': async (waiting) => {
        for (let call = 0; call < 4; call += 1) await store.call(waiting, gap);
        return store.tryClaim(waiting, gap);
      },
      'a number that is busy': async (waiting) => {
        await store.claim(await store.ask([50], { sessionId: otherNumber }));
        return store.tryClaim(waiting);
      },
      'a step that fails': async (waiting) => {
        await store.call(await store.ask([50], { sessionId: SessionId.parse('session-4') }));
        const why = await store.tryClaim(waiting, { limit: 1 });
        const due = {
          kind: 'step',
          requestId: waiting.requestId,
          lane,
          version: waiting.version,
          dueAt: 0,
        } as const;
        await store.storage.wakes.failed(due, store.clock.now(), () => minuteMs);
        return why;
      },
    };
    test.each([
      ['a number that rests', 'hold-up-of-number'],
      ['a number in its gap', 'gap'],
      ['a number that is busy', 'number-busy'],
      ['a step that fails', 'lane-full'],
    ])('%s waits longest and takes no turn from one that is free', async (what, why) => {
      const waiting = await store.ask([1, 2, 3, 4, 5], { sessionId: otherNumber });
      expect(await waits[what]?.(waiting)).toBe(why);
      await store.clock.advance(minuteMs + 251);
      expect(await store.tryClaim(await store.ask([60]), { limit: 1 })).toBe('claimed');
    });

    test('a number that is free and waits longer has its turn first', async () => {
      await store.call(await store.ask([50], { sessionId: SessionId.parse('session-4') }));
      const waiting = await store.ask([1], { sessionId: otherNumber });
      expect(await store.tryClaim(waiting, { limit: 1 })).toBe('lane-full');
      await store.clock.advance(minuteMs + 251);
      const single = await store.ask([60]);
      expect(await store.tryClaim(single, { limit: 1 })).toBe('not-our-turn');
      expect(await store.tryClaim(waiting, { limit: 1 })).toBe('claimed');
    });

    test('history and what was left before name their own group, person and workspace alone', async () => {
      const ana = UserId.parse('U0ANA');
      const [one, two] = [await store.ask([1, 2]), await store.ask([3], { by: ana })];
      const elsewhereAsked = await store.ask([1], { workspaceId: other });
      const past = (changes: object) =>
        store.ledger.past(workspaceId, {
          by: null,
          groupId: null,
          sessions: null,
          before: null,
          limit: 10,
          ...changes,
        });
      expect(await past({})).toEqual([two.requestId, one.requestId]);
      expect(await past({ by: ana })).toEqual([two.requestId]);
      expect(await past({ by: mei })).toEqual([one.requestId]);
      expect(await past({ groupId: groupId(2) })).toEqual([one.requestId]);
      expect(await past({ sessions: [otherNumber] })).toEqual([]);
      expect(await past({ before: two.requestId })).toEqual([one.requestId]);
      expect(await past({ limit: 1 })).toEqual([two.requestId]);
      const calling = await store.call(one);
      const out = {
        sighting: 'out',
        evidence: 'members-without-us',
        session: 'usable',
        owner: false,
      } as const;
      await store.ledger.append(calling, [{ type: 'looked', groupId: groupId(1), look: 1, ...out }]);
      const leftBefore = (owner: WorkspaceId, number: SessionId) =>
        store.ledger.leftBefore(owner, number, [groupId(1), groupId(2)]);
      expect([...(await leftBefore(workspaceId, sessionId))]).toEqual([
        [groupId(1), { at: store.clock.now(), by: mei, name: 'Group 1' }],
      ]);
      expect((await leftBefore(other, sessionId)).size).toBe(0);
      expect((await leftBefore(workspaceId, otherNumber)).size).toBe(0);
      expect(elsewhereAsked.workspaceId).toBe(other);
    });

    test('failures are counted from the first on, of each work on its own', async () => {
      const { wakes, notes } = store.storage;
      const [one, two] = [await store.ask([1]), await store.ask([2])];
      const step = { kind: 'step', requestId: one.requestId, lane, version: one.version, dueAt: 0 } as const;
      const pauses: number[] = [];
      const pauseMs = (tries: number): number => pauses.push(tries) * 1_000;
      const since = store.clock.now();
      expect(await wakes.failed(step, since, pauseMs)).toEqual({ tries: 1, since });
      await store.clock.advance(5_000);
      expect(await wakes.failed(step, since + 5_000, pauseMs)).toEqual({ tries: 2, since });
      expect(pauses).toEqual([1, 2]);
      const tell = { kind: 'tell', requestId: one.requestId, version: one.version, dueAt: 0 } as const;
      expect(await wakes.failed(tell, since + 5_000, pauseMs)).toEqual({ tries: 1, since: since + 5_000 });
      expect(await wakes.failed({ ...step, requestId: two.requestId }, since + 5_000, pauseMs)).toMatchObject(
        { tries: 1 },
      );
      const note = await notes.write(workspaceId, refusedAsk([ChannelId.parse('C0AUDIT')]));
      const owed = { kind: 'tell-note', noteId: note.noteId } as const;
      await store.clock.advance(1_000);
      expect(await wakes.failed(owed, since + 6_000, pauseMs)).toEqual({ tries: 1, since: since + 6_000 });
      await store.clock.advance(1_000);
      expect(await wakes.failed(owed, since + 7_000, pauseMs)).toEqual({ tries: 2, since: since + 6_000 });
      await notes.told(note.noteId);
      await store.clock.advance(1_000);
      expect(await wakes.failed(owed, since + 8_000, pauseMs)).toEqual({ tries: 1, since: since + 8_000 });
    });
  });
}
