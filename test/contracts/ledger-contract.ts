import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerEvent } from '../../src/leaving/events.ts';
import {
  ChannelId,
  GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserId,
  WorkspaceId,
} from '../../src/leaving/ids.ts';
import type { ClaimResult, Ledger } from '../../src/leaving/ports/ledger.ts';
import { ManualClock } from '../manual-clock.ts';

export const workspaceId = WorkspaceId.parse('T0ONE');
const otherWorkspace = WorkspaceId.parse('T0TWO');
const lane = LaneId.parse('lane-1');
const windowMs = 60_000;

export const requestId = (index: number): RequestId =>
  RequestId.parse(`01J${String(index).padStart(23, '0')}`);
const groupId = (index: number): GroupId => GroupId.parse(`1203630000000000${10 + index}@g.us`);
const sessionId = (index: number): SessionId => SessionId.parse(`session-${index}`);

export const requested = (session = 0): LedgerEvent => ({
  type: 'requested',
  by: UserId.parse('U0ADMIN'),
  channelId: ChannelId.parse('C0TEAM'),
  sessionId: sessionId(session),
  lane,
  groups: [{ groupId: groupId(0), name: 'Choir', memberCount: 3, standing: 'member' }],
  reason: null,
  holdUntil: 0,
});
const calling = (group: number, session: number) =>
  ({
    type: 'calling',
    groupId: groupId(group),
    attempt: 1,
    lane,
    sessionId: sessionId(session),
    nextNotBefore: 0,
  }) as const;
const answered = (group: number, laneClosedUntil?: number): LedgerEvent => ({
  type: 'answered',
  groupId: groupId(group),
  attempt: 1,
  lane,
  answer: { class: 'accepted', status: 200, said: null },
  ...(laneClosedUntil === undefined ? {} : { laneClosedUntil }),
});
const closed: LedgerEvent = { type: 'closed', card: 'channel', audit: 'told' };

/** What every ledger promises, whatever it is kept in. */
export function ledgerContract(name: string, open: (clock: ManualClock) => Promise<Ledger>): void {
  describe(`the ledger in ${name}`, () => {
    let clock: ManualClock;
    let ledger: Ledger;
    beforeEach(async () => {
      clock = new ManualClock(1_800_000_000_000);
      ledger = await open(clock);
    });

    const append = (index: number, version: number, ...events: LedgerEvent[]) =>
      ledger.append(workspaceId, requestId(index), version, events);

    /** Claims one call for a request on a session of its own and answers it at once when it was granted. */
    const claim = async (index: number, limit = 3): Promise<ClaimResult> => {
      const version = (await ledger.load(requestId(index))).length;
      const limits = { lane, sessionId: sessionId(index), groupId: groupId(version), limit, windowMs };
      const result = await ledger.claim(
        workspaceId,
        requestId(index),
        version,
        calling(version % 80, index),
        limits,
      );
      if (result.kind === 'appended') await append(index, version + 1, answered(version % 80));
      return result;
    };

    test('appends in order, and loads what was appended', async () => {
      await append(1, 0, requested());
      await clock.advance(5);
      await append(1, 1, { type: 'stop-asked', by: UserId.parse('U0B') }, { type: 'finished' });
      const entries = await ledger.load(requestId(1));
      expect(entries.map(({ version, event }) => [version, event.type])).toEqual([
        [1, 'requested'],
        [2, 'stop-asked'],
        [3, 'finished'],
      ]);
      expect(entries[0]?.event).toEqual(requested());
      expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    });

    test('refuses a stale version, and appends nothing of it', async () => {
      await append(1, 0, requested());
      expect(await append(1, 0, requested())).toEqual({ kind: 'stale', version: 1 });
      expect(await append(1, 5, { type: 'finished' })).toEqual({ kind: 'stale', version: 1 });
      expect(await ledger.load(requestId(1))).toHaveLength(1);
    });

    test('a request nobody made is empty', async () => {
      expect(await ledger.load(requestId(9))).toEqual([]);
    });

    test('open requests are those that are not closed, for one workspace or for all', async () => {
      await append(1, 0, requested());
      await append(2, 0, requested());
      await ledger.append(otherWorkspace, requestId(3), 0, [requested()]);
      await append(1, 1, { type: 'finished' }, closed);
      expect(await ledger.open()).toEqual([requestId(2), requestId(3)]);
      expect(await ledger.open(otherWorkspace)).toEqual([requestId(3)]);
    });

    test('recent requests come newest first, page by page, of one workspace alone', async () => {
      for (const index of [1, 2, 3, 4]) await append(index, 0, requested());
      await ledger.append(otherWorkspace, requestId(5), 0, [requested()]);
      expect(await ledger.recent(workspaceId, { limit: 3 })).toEqual([4, 3, 2].map(requestId));
      expect(await ledger.recent(workspaceId, { limit: 3, before: requestId(2) })).toEqual([requestId(1)]);
      expect(await ledger.workspaces()).toEqual([workspaceId, otherWorkspace]);
    });

    test('each workspace has a chain of its own, and each chain is whole', async () => {
      await append(1, 0, requested());
      await ledger.append(otherWorkspace, requestId(2), 0, [requested()]);
      await append(3, 0, requested());
      expect(await ledger.verify(workspaceId)).toMatchObject({ kind: 'whole', entries: 2 });
      expect(await ledger.verify(otherWorkspace)).toMatchObject({ kind: 'whole', entries: 1 });
    });

    test('claims up to the limit, then says when there is room', async () => {
      for (const index of [1, 2, 3, 4]) await append(index, 0, requested(index));
      const begun = clock.now();
      for (const index of [1, 2, 3]) expect((await claim(index)).kind).toBe('appended');
      const refused = await claim(4);
      expect(refused).toMatchObject({ kind: 'wait', why: 'lane-full' });
      const retryAt = refused.kind === 'wait' ? refused.retryAt : 0;
      expect(retryAt).toBeGreaterThan(begun + windowMs);
      expect(retryAt).toBeLessThan(begun + windowMs + 1_000);
      await clock.advance(retryAt - clock.now());
      expect((await claim(4)).kind).toBe('appended');
    });

    test('a claim of a stale version is refused', async () => {
      await append(1, 0, requested(1));
      const limits = { lane, sessionId: sessionId(1), groupId: groupId(1), limit: 3, windowMs };
      expect(await ledger.claim(workspaceId, requestId(1), 0, calling(1, 1), limits)).toEqual({
        kind: 'stale',
        version: 1,
      });
    });

    test('never two calls at once on one session', async () => {
      await append(1, 0, requested());
      await append(2, 0, requested());
      const limits = { lane, sessionId: sessionId(0), groupId: groupId(1), limit: 3, windowMs };
      await ledger.claim(workspaceId, requestId(1), 1, calling(1, 0), limits);
      expect(await ledger.claim(workspaceId, requestId(2), 1, calling(2, 0), limits)).toMatchObject({
        why: 'session-busy',
      });
      await append(1, 2, answered(1));
      expect((await ledger.claim(workspaceId, requestId(2), 1, calling(2, 0), limits)).kind).toBe('appended');
    });

    test('an answer can close the lane for a while', async () => {
      await append(1, 0, requested(1), answered(1, clock.now() + 7_000));
      await append(2, 0, requested(2));
      expect(await claim(2)).toEqual({ kind: 'wait', why: 'lane-closed', retryAt: clock.now() + 7_000 });
      await clock.advance(7_000);
      expect((await claim(2)).kind).toBe('appended');
    });

    test('a short request waits behind a long one for one slot at most', async () => {
      await append(1, 0, requested(1));
      await append(2, 0, requested(2));
      expect((await claim(1, 1)).kind).toBe('appended');
      await claim(1, 1);
      await claim(2, 1);
      const order: number[] = [];
      for (let turn = 0; turn < 400 && order.length < 3; turn += 1) {
        await clock.advance(500);
        for (const index of [1, 2]) if ((await claim(index, 1)).kind === 'appended') order.push(index);
      }
      expect(order.slice(0, 2)).toEqual([1, 2]);
    });

    test('whatever is claimed and appended: never over the limit in any window, and the chain stays whole', async () => {
      const step = fc.record({
        index: fc.integer({ min: 1, max: 4 }),
        ms: fc.constantFrom(0, 1, 900, 15_000, 60_000),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          clock = new ManualClock(1_800_000_000_000);
          ledger = await open(clock);
          const calls: number[] = [];
          for (const index of [1, 2, 3, 4]) await append(index, 0, requested(index));
          for (const { index, ms } of steps) {
            await clock.advance(ms);
            if ((await claim(index)).kind === 'appended') calls.push(clock.now());
          }
          for (const at of calls) {
            expect(calls.filter((other) => other >= at && other <= at + windowMs).length).toBeLessThanOrEqual(
              3,
            );
          }
          expect((await ledger.verify(workspaceId)).kind).toBe('whole');
        }),
        { numRuns: 60 },
      );
    });

    test('pruning removes old closed requests from the front, and what stays still verifies', async () => {
      await append(1, 0, requested(), { type: 'finished' }, closed);
      await append(2, 0, requested());
      await append(3, 0, requested(), closed);
      await clock.advance(1_000);
      await append(4, 0, requested(), closed);
      expect(await ledger.prune(clock.now())).toBe(3);
      expect(await ledger.load(requestId(1))).toEqual([]);
      expect(await ledger.load(requestId(2))).toHaveLength(1);
      expect((await ledger.verify(workspaceId)).kind).toBe('whole');
      expect(await ledger.prune(clock.now())).toBe(0);
      await append(2, 1, closed);
      expect(await ledger.prune(clock.now() + 1)).toBeGreaterThan(0);
      expect((await ledger.verify(workspaceId)).kind).toBe('whole');
    });
  });
}
