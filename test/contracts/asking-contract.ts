import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LedgerUnavailable } from '../../src/errors.ts';
import { RequestId, SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import {
  begin,
  channelId,
  groupId,
  mei,
  type OpenStore,
  refusedAsk,
  sessionId,
  workspaceId,
} from './open-store.ts';

const noor = UserId.parse('U0NOOR');
const elsewhere = WorkspaceId.parse('T0TWO');

/** What every ledger promises of asking and appending. */
export function askingContract(open: () => Promise<OpenStore>): void {
  describe('asking', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('an ask is taken once, however often it is delivered and whatever the rules have become', async () => {
      const ask = store.toAsk([1, 2]);
      expect((await store.ledger.ask(ask)).kind).toBe('accepted');
      expect(await store.ledger.ask(ask)).toEqual({ kind: 'repeated' });
      expect(await store.ledger.ask({ ...ask, settingsRevision: 7 })).toEqual({ kind: 'repeated' });
      expect(await store.ledger.entries(ask.requestId)).toHaveLength(1);
    });

    test('a refused ask is a note, and takes the request id from nobody', async () => {
      const ask = store.toAsk([1]);
      const note = await store.storage.notes.write(workspaceId, refusedAsk([]));
      expect(note.noteId).not.toBe(ask.requestId);
      expect((await store.ledger.ask(ask)).kind).toBe('accepted');
    });

    test('a group that is being left is joined, and its request hears by whom', async () => {
      const first = await store.ask([1, 2]);
      const taken = await store.ledger.ask(store.toAsk([2, 3], { by: noor }));
      if (taken.kind !== 'accepted') throw new Error(taken.kind);
      expect(taken.request.leaves.map(({ group }) => group.groupId)).toEqual([groupId(3)]);
      expect(taken.request.ask.joined).toEqual([{ groupId: groupId(2), requestId: first.requestId }]);
      expect(taken.joined).toMatchObject([{ by: mei, requestId: first.requestId }]);
      expect((await store.load(first)).joinedBy).toEqual([{ by: noor, channelId }]);
    });

    test('where every group is joined there is no request, and who asks twice is told once', async () => {
      const first = await store.ask([1]);
      const ask = store.toAsk([1], { by: noor });
      expect((await store.ledger.ask(ask)).kind).toBe('all-joined');
      expect((await store.ledger.ask(ask)).kind).toBe('all-joined');
      expect(await store.ledger.load(ask.requestId)).toBeNull();
      expect((await store.load(first)).joinedBy).toEqual([{ by: noor, channelId }]);
    });

    test('the same group of another number, or of another workspace, is another group', async () => {
      await store.ask([1]);
      await store.ask([1], { sessionId: SessionId.parse('session-2') });
      await store.ask([1], { workspaceId: elsewhere });
    });

    test('a group may be asked for again when its leave is over', async () => {
      const first = await store.ask([1]);
      await store.ledger.append(first, [{ type: 'stop-asked', by: mei }, { type: 'finished' }]);
      const again = await store.ask([1], { after: first.requestId });
      expect(await store.ledger.successor(first.requestId)).toBe(again.requestId);
    });

    test('the daily cap counts calls of the last 24 hours and those still owed', async () => {
      const first = await store.ask([1, 2], { dailyCap: 3 });
      const over = await store.ledger.ask(store.toAsk([3, 4], { dailyCap: 3 }));
      expect(over).toEqual({ kind: 'over-cap', used: 2, cap: 3 });
      await store.call(first);
      expect(await store.ledger.ask(store.toAsk([3, 4], { dailyCap: 3 }))).toMatchObject({ used: 2 });
      await store.ask([5], { dailyCap: 3 });
      await store.clock.advance(24 * 60 * 60_000 + 1);
      expect(await store.ledger.ask(store.toAsk([6, 7], { dailyCap: 3 }))).toMatchObject({ used: 2 });
    });

    test('an ask judged by older rules is not taken', async () => {
      const change = { workspaceId, by: mei, tell: [], seenRevision: null };
      await changeRules(store.rules, change, (before) => ({ ...before, dailyCap: 1 }));
      expect(await store.ledger.ask(store.toAsk([1]))).toEqual({ kind: 'rules-changed' });
      expect((await store.ledger.ask(store.toAsk([1], { settingsRevision: 1 }))).kind).toBe('accepted');
    });

    test('an append to anything but the newest state is stale and writes nothing', async () => {
      const request = await store.ask([1]);
      await store.ledger.append(request, [{ type: 'stop-asked', by: mei }]);
      expect(await store.ledger.append(request, [{ type: 'finished' }])).toEqual({ kind: 'stale' });
      expect(await store.ledger.entries(request.requestId)).toHaveLength(2);
    });

    test('an append in the name of another workspace is stale', async () => {
      const request = await store.ask([1]);
      const forged = { ...request, workspaceId: elsewhere };
      expect(await store.ledger.append(forged, [{ type: 'finished' }])).toEqual({ kind: 'stale' });
      expect(await store.ledger.claim(forged, store.claimOf(request))).toEqual({ kind: 'stale' });
    });

    test('several events are appended all or none, and an event that could not be read again not at all', async () => {
      const request = await store.ask([1]);
      const broken = { type: 'halted', why: 'unauthorized', said: 'x'.repeat(301) } as const;
      const append = store.ledger.append(request, [{ type: 'stop-asked', by: mei }, broken]);
      await expect(append).rejects.toBeInstanceOf(LedgerUnavailable);
      expect((await store.load(request)).version).toBe(1);
      const reason = { ...store.toAsk([2]), event: { ...store.toAsk([2]).event, reason: 'x'.repeat(501) } };
      await expect(store.ledger.ask(reason)).rejects.toBeInstanceOf(LedgerUnavailable);
    });

    test('a late event of a closed request wakes nothing any more', async () => {
      const request = await store.ask([1]);
      const closed = await store.ledger.append(request, [
        { type: 'stop-asked', by: mei },
        { type: 'finished' },
        { type: 'closed', card: 'channel', audit: 'told' },
      ]);
      if (closed.kind === 'stale') throw new Error('stale');
      await store.ledger.append(closed.request, [
        { type: 'joined-by', by: noor, channelId, groups: [groupId(1)] },
      ]);
      expect(await store.ledger.open(workspaceId)).toEqual([]);
      expect(await store.storage.wakes.nextAt('step', 0)).toBeNull();
      expect(await store.storage.wakes.nextAt('tell', 0)).toBeNull();
    });

    test('history goes by person, group, number and page, and never over the workspace', async () => {
      const one = await store.ask([1]);
      const two = await store.ask([2], { by: noor, sessionId: SessionId.parse('session-2') });
      const three = await store.ask([3]);
      await store.ask([4], { workspaceId: elsewhere });
      const all = { by: null, groupId: null, sessions: null, before: null, limit: 10 };
      const past = (query: Partial<typeof all> & object) =>
        store.ledger.past(workspaceId, { ...all, ...query });
      expect(await past({})).toEqual([three, two, one].map(({ requestId }) => requestId));
      expect(await past({ by: noor } as object)).toEqual([two.requestId]);
      expect(await past({ groupId: groupId(3) } as object)).toEqual([three.requestId]);
      expect(await past({ groupId: groupId(3), by: noor } as object)).toEqual([]);
      expect(await past({ sessions: [sessionId] } as object)).toEqual([three.requestId, one.requestId]);
      expect(await past({ before: three.requestId, limit: 1 } as object)).toEqual([two.requestId]);
      expect(await store.ledger.load(RequestId.parse(`9${'0'.repeat(25)}`))).toBeNull();
    });

    test('left before tells when and by whom, and only what was left', async () => {
      const request = await store.call(await store.ask([1, 2]));
      const out = {
        sighting: 'out',
        evidence: 'members-without-us',
        session: 'not-known',
        owner: false,
      } as const;
      await store.ledger.append(request, [{ type: 'looked', groupId: groupId(1), look: 1, ...out }]);
      const left = await store.ledger.leftBefore(workspaceId, sessionId, [groupId(1), groupId(2)]);
      expect([...left]).toEqual([[groupId(1), { at: begin, by: mei, name: 'Group 1' }]]);
    });
  });
}
