import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { StoreLayout } from '../../src/errors.ts';
import { LaneId, RequestId, WorkspaceId } from '../../src/leaving/ids.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { begin, OpenStore } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-layouts-'));
afterAll(() => rmSync(directory, { recursive: true }));

const fixtures = join(import.meta.dirname, '../fixtures/stores');
const workspaceId = WorkspaceId.parse('T0ONE');
const idOf = (digit: number): RequestId => RequestId.parse(`01K0000000000000000000000${digit}`);
/** A minute after the fixture was written. */
const later = 1_790_000_100_000;

let made = 0;
const copy = (layout = 1): string => {
  made += 1;
  const path = join(directory, `copy-${made}.db`);
  copyFileSync(join(fixtures, `layout-${layout}.db`), path);
  return path;
};

describe('a store of layout 1', () => {
  let path = '';
  let store: OpenStore;
  beforeEach(async () => {
    path = copy();
    store = await OpenStore.open(`sqlite:${path}`, new ManualClock(later));
  });
  afterEach(() => store.close());

  const endsOf = async (digit: number) =>
    (await store.load({ requestId: idOf(digit) })).leaves.map(({ status }) => status.kind);

  test('is carried over whole: chain, derived tables and rules agree', async () => {
    const reader = await openStoreForReading(`sqlite:${path}`);
    const { file, workspaces } = await reader.verify();
    await reader.close();
    expect([...file, ...workspaces.flatMap(({ faults }) => faults)]).toEqual([]);
    expect(workspaces).toMatchObject([{ workspaceId, firstSequence: 1 }]);
    expect(workspaces[0]?.entries).toBe(40);
  });

  test('tells of ended requests what was on record, and nothing of them is open', async () => {
    expect(await endsOf(1)).toEqual(['left', 'still-in', 'refused', 'not-asked', 'not-known', 'refused']);
    expect(await endsOf(8)).toEqual(['stopped']);
    const halted = await store.load({ requestId: idOf(9) });
    expect(halted.ending).toEqual({ kind: 'halted', why: 'session-gone', said: 'Session not found' });
    const joined = await store.ledger.ask(store.toAsk([102, 103, 104, 105], { settingsRevision: 1 }));
    expect(joined).toMatchObject({ kind: 'accepted', joined: [] });
  });

  test('goes on with open requests: the dead call is settled, the rest is due, the untold is told', async () => {
    expect(await store.ledger.open(workspaceId)).toEqual([2, 3, 4, 8].map(idOf));
    expect(await endsOf(2)).toEqual(['looking', 'waiting']);
    const [lost] = (await store.load({ requestId: idOf(3) })).leaves;
    if (lost?.status.kind !== 'calling') throw new Error('not calling');
    expect(store.ledger.isLost(lost.status)).toBe(true);
    expect((await store.load({ requestId: idOf(4) })).approval).toMatchObject({ needed: 1, approvedBy: [] });
    const options = { limit: 10, lanesFull: [], underWay: [] };
    const due = async (kind: 'step' | 'tell') =>
      (await store.storage.wakes.due(kind, later, options)).map((one) =>
        one.kind === 'tell-note' ? '' : one.requestId,
      );
    expect((await due('step')).toSorted()).toEqual([2, 3].map(idOf));
    expect((await due('tell')).toSorted()).toEqual([2, 3, 4, 8].map(idOf));
    const [note] = await store.storage.wakes.due('tell-note', later, options);
    if (note?.kind !== 'tell-note') throw new Error('nothing to tell');
    expect((await store.storage.notes.load(note.noteId))?.event).toMatchObject({ tell: ['C0AUDIT'] });
  });

  test('keeps its rules, its daily count of calls and what was left before', async () => {
    expect(await store.rules.get(workspaceId)).toMatchObject({
      settings: { protectedGroups: ['Board*'], dailyCap: 40 },
      revision: 1,
    });
    const capped = store.toAsk([1], { dailyCap: 8, settingsRevision: 1 });
    expect(await store.ledger.ask(capped)).toMatchObject({ kind: 'over-cap' });
    const left = (await store.load({ requestId: idOf(1) })).leaves[0]?.group.groupId;
    if (left === undefined) throw new Error('no group');
    const before = await store.ledger.leftBefore(workspaceId, store.toAsk([1]).event.sessionId, [left]);
    expect(before.get(left)).toMatchObject({ by: 'U0MEI', name: 'Group 1' });
  });

  test('is opened as an ordinary store the next time, and its chain goes on', async () => {
    await store.reopen();
    await store.ask([1], { settingsRevision: 1 });
    const reader = await openStoreForReading(`sqlite:${path}`);
    expect((await reader.verify()).workspaces.flatMap(({ faults }) => faults)).toEqual([]);
    await reader.close();
  });
});

describe('a store of layout 2', () => {
  let path = '';
  let store: OpenStore;
  beforeEach(async () => {
    path = copy(2);
    store = await OpenStore.open(`sqlite:${path}`, new ManualClock(begin + 6_000));
  });
  afterEach(() => store.close());

  const open = async (digit: number) =>
    store.load({ requestId: RequestId.parse(`11J0000000000000000000000${digit}`) });

  test('is carried over whole: what is derived agrees, looks are due in time', async () => {
    const reader = await openStoreForReading(`sqlite:${path}`);
    const { file, workspaces } = await reader.verify();
    await reader.close();
    expect([...file, ...workspaces.flatMap(({ faults }) => faults)]).toEqual([]);
    expect(workspaces.map((one) => one.workspaceId)).toEqual(['T0ONE', 'T0TWO']);
    expect(await store.storage.wakes.nextAt('step', begin + 10_000)).toBeLessThanOrEqual(begin + 40_000);
  });

  /** The dead call of 5 keeps its number busy until it is settled. */
  async function settleLost(): Promise<void> {
    const lost = await open(5);
    const answer = { class: 'unknown', status: null, said: null } as const;
    const groupId = lost.leaves[0]?.group.groupId;
    if (groupId === undefined) throw new Error('no group');
    await store.ledger.append(lost, [{ type: 'answered', groupId, attempt: 1, answer }]);
  }

  test('a call under way and the gap of a number hold for every key, session and workspace that uses it', async () => {
    const gap = { settingsRevision: 1, gapMs: 40_000, longestGapMs: 45_000 };
    expect(await store.tryClaim(await open(1), gap)).toBe('number-busy');
    await settleLost();
    expect(await store.tryClaim(await open(1), gap)).toBe('gap');
    expect(await store.tryClaim(await open(3), { ...gap, settingsRevision: 0 })).toBe('gap');
    const replaced = await store.ask([51], {
      settingsRevision: 1,
      requestId: idOf(9),
      lane: LaneId.parse('lane-4'),
      phone: '+49 151 12345678',
    });
    expect(await store.tryClaim(replaced, gap)).toBe('gap');
    await store.clock.advance(33_999);
    expect(await store.tryClaim(replaced, gap)).toBe('gap');
    await store.clock.advance(1);
    expect(await store.tryClaim(await open(3), { ...gap, settingsRevision: 0 })).toBe('claimed');
  });

  test('the calls of the day are counted, and a queue that was held up still is', async () => {
    await settleLost();
    await store.clock.advance(60_000);
    expect(await store.tryClaim(await open(1), { settingsRevision: 1, dailyCap: 5 })).toBe('daily-cap');
    const { requestId, ask } = await open(4);
    const place = { workspaceId, requestId, lane: ask.lane, sessionId: ask.sessionId };
    const queue = await store.ledger.queueAhead(place, { windowMs: 60_000, limit: 10, callsOfNumber: 5 });
    expect(queue.laneHoldUp).toMatchObject({ why: 'unreachable', tries: 1 });
    expect(queue.number.recentCalls).toEqual([begin + 5_000]);
  });
});

test('a carry-over that fails leaves the store as it was', async () => {
  const path = copy();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE entries SET data = '{"by":1}' WHERE sequence = 3`);
  database.close();
  await expect(OpenStore.open(`sqlite:${path}`, new ManualClock(later))).rejects.toBeInstanceOf(StoreLayout);
  const after = new DatabaseSync(path, { readOnly: true });
  expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  expect(after.prepare('SELECT COUNT(*) AS open FROM open_requests').get()).not.toEqual({ open: 0 });
  after.close();
});

test('a store of a later layout is refused by name, and not a byte of it is touched', async () => {
  const path = join(directory, 'later.db');
  await (await OpenStore.open(`sqlite:${path}`)).close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 9');
  database.close();
  const before = readFileSync(path);
  await expect(OpenStore.open(`sqlite:${path}`)).rejects.toThrow(
    /newer version of this app \(layout 9; this one knows 3\)/,
  );
  expect(readFileSync(path).equals(before)).toBe(true);
  await expect(openStoreForReading(`sqlite:${path}`)).rejects.toThrow(/layout 9/);
});

test('an earlier layout is not read beside the app that would carry it over', async () => {
  const path = copy();
  const before = readFileSync(path);
  await expect(openStoreForReading(`sqlite:${path}`)).rejects.toThrow(/layout 1.*Start the app once/);
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('what is no store is refused, and stays what it is', async () => {
  const path = join(directory, 'letter.db');
  writeFileSync(path, 'Dear committee, '.repeat(500));
  await expect(OpenStore.open(`sqlite:${path}`)).rejects.toBeInstanceOf(StoreLayout);
  expect(readFileSync(path, 'utf8')).toBe('Dear committee, '.repeat(500));
});
