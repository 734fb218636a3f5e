import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { SessionId } from '../../src/leaving/ids.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import {
  groupId,
  lane,
  mei,
  OpenStore,
  refusedAsk,
  sessionId,
  workspaceId,
} from '../contracts/open-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-plans-'));
const path = join(directory, 'wasend.db');
/** Every statement the app ran in a day of all it can do, without opening, pruning and checking the store. */
const texts = new Set<string>();
/** Those of them that asking, claiming, answering and being due run. */
const ofWrites = new Set<string>();

/** One of everything that people, the clock and Wasend bring about. */
async function everything(store: OpenStore): Promise<void> {
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
  for (const text of texts) ofWrites.add(text);
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

beforeAll(async () => {
  const store = await OpenStore.open(`sqlite:${path}`);
  const { prepare } = DatabaseSync.prototype;
  const listen = jest.spyOn(DatabaseSync.prototype, 'prepare');
  listen.mockImplementation(function (this: DatabaseSync, text: string): StatementSync {
    texts.add(text);
    return prepare.call(this, text);
  });
  await everything(store);
  listen.mockRestore();
  await store.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

/** How SQLite would go about each statement. */
function plans(database: DatabaseSync): Map<string, string[]> {
  const statements = [...texts].filter((text) => !text.startsWith('PRAGMA'));
  return new Map(
    statements.map((text) => {
      const values = Array.from({ length: text.split('?').length - 1 }, () => 1);
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      return [text, steps.map(({ detail }) => String(detail))];
    }),
  );
}

/** Steps that go through a whole table or a whole index. */
const scans = (steps: readonly string[]): string[] =>
  steps.filter((step) => /^SCAN (?!json_each|\(subquery|a\b)/.test(step) && !step.includes('VIRTUAL TABLE'));

test('the day ran every kind of statement', () => {
  expect(texts.size).toBeGreaterThan(50);
});

test('no statement goes through a whole table or index, however much is in it', () => {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = [...plans(database)].flatMap(([text, steps]) =>
    scans(steps).map((step) => `${step}: ${text}`),
  );
  database.close();
  expect(found).toEqual([]);
});

test('what is sorted is sorted by an index, where there is no bound to how much it is', () => {
  const database = new DatabaseSync(path, { readOnly: true });
  const sorted = [...plans(database)].flatMap(([text, steps]) =>
    steps.some((step) => step.includes('TEMP B-TREE FOR ORDER BY')) ? [text] : [],
  );
  database.close();
  // The one that waits longest for a number is found among those that wait for it.
  expect(sorted).toEqual([expect.stringContaining("wait_why = 'number-busy'")]);
});

test('20,000 past requests change no plan, also not when SQLite has counted them', () => {
  const database = new DatabaseSync(path);
  const before = plans(database);
  expect(ofWrites.size).toBeGreaterThan(25);
  database.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO requests (request_id, workspace_id, lane, session_id, number, asked_by, version, is_closed)
      SELECT printf('0%025d', i), 'T0ONE', 'lane-1', 'session-1', '4915112345678', 'U0MEI', 5, 1 FROM n;
    INSERT INTO leaves SELECT request_id, '120363000000000001@g.us', workspace_id, session_id, 0, 1, version FROM requests WHERE request_id LIKE '0%';
    INSERT INTO entries (workspace_id, sequence, subject_id, version, time, type, data, previous_hash, hash)
      SELECT workspace_id, 100000 + rowid, request_id, 1, 1, 'requested', '{}', 'x', 'x' FROM requests WHERE request_id LIKE '0%';
    ANALYZE;
  `);
  const after = plans(database);
  database.close();
  const bad = [...after].flatMap(([text, steps]) => scans(steps).map((step) => `${step}: ${text}`));
  expect(bad).toEqual([]);
  expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
  // An index of all that ever was would be searched, and yet cost more with every request.
  const ofThePast = /requests_of_workspace|requests_of_person|leaves_of_group|left_groups/;
  const grown = [...after].filter(
    ([text, steps]) => ofWrites.has(text) && steps.some((step) => ofThePast.test(step)),
  );
  expect(grown).toEqual([]);
});
