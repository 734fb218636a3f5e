import { expect } from '@jest/globals';
import { SessionId } from '../../src/leaving/ids.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import {
  groupId,
  lane,
  mei,
  type OpenStore,
  refusedAsk,
  sessionId,
  workspaceId,
} from '../contracts/open-store.ts';

/** One of everything that people, the clock and Wasend bring about; says when what comes after it only reads. */
export async function everything(store: OpenStore, hasWritten: () => void): Promise<void> {
  const { ledger, rules, storage } = store;
  const { wakes, notes } = storage;
  const by = { workspaceId, by: mei, tell: [], seenRevision: null };
  const request = await store.ask([1, 2, 3], { dailyCap: 50 });
  await ledger.ask(store.toAsk([1], { dailyCap: 50 }));
  await store.claim(request, { dailyCap: 50 });
  for (const busy of ['number-busy', 'lane-full', 'claimed'] as const) {
    const other = await store.ask([10], {
      sessionId: busy === 'number-busy' ? sessionId : SessionId.parse(busy),
    });
    await store.tryClaim(other, { dailyCap: 50, limit: busy === 'lane-full' ? 1 : 10 });
    await ledger.append(await store.load(other), [{ type: 'stop-asked', by: mei }]);
  }
  const answered = await store.answer(request, { class: 'accepted' });
  const seen = {
    sighting: 'out',
    evidence: 'members-without-us',
    session: 'starting',
    owner: false,
  } as const;
  await ledger.append(answered, [{ type: 'looked', groupId: groupId(1), look: 1, ...seen }]);
  await changeRules(rules, by, (before) => ({ ...before, dailyCap: 50 }));
  await rules.noteConnection(workspaceId, 1, {
    type: 'settings-changed',
    by: mei,
    changes: [{ what: 'key', before: null, after: 'a' }],
    tell: [],
  });
  await rules.forget(workspaceId);
  const note = await notes.write(workspaceId, refusedAsk([store.toAsk([1]).event.channelId]));
  await notes.load(note.noteId);
  for (const kind of ['step', 'tell', 'tell-note'] as const) {
    const due = await wakes.due(kind, store.clock.now(), { limit: 5, lanesFull: [], underWay: [] });
    await wakes.nextAt(kind, 0);
    for (const one of due) {
      await wakes.failed(one, store.clock.now(), () => 1);
      await wakes.done(one, store.clock.now() + 1);
      await wakes.done(one, null);
    }
  }
  await notes.told(note.noteId);
  await storage.noteRead(lane, 1_000);
  await storage.noteRead(lane, null);
  hasWritten();
  await ledger.open(workspaceId);
  const all = { by: null, groupId: null, sessions: [sessionId], before: null, limit: 5 };
  await ledger.past(workspaceId, all);
  await ledger.past(workspaceId, { ...all, by: mei, before: request.requestId });
  await ledger.past(workspaceId, { ...all, groupId: groupId(1) });
  await ledger.leftBefore(workspaceId, sessionId, [groupId(1)]);
  await ledger.successor(request.requestId);
  const window = { windowMs: 60_000, limit: 10, callsOfNumber: 50 };
  await ledger.queueAhead({ workspaceId, requestId: request.requestId, lane, sessionId }, window);
  const keyv = storage.keyv('drafts', 'losable');
  await keyv.set('a', 'b', 1_000);
  await keyv.get('a');
  for await (const _ of keyv.iterator?.(undefined) ?? []) expect(_).toBeDefined();
  await keyv.delete('a');
  await keyv.clear();
}
