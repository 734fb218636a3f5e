import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Request } from '../../src/leaving/request.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { channelId, mei, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';

const dayMs = 24 * 60 * 60_000;
let directory = '';
let path = '';
let store: OpenStore;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wasend-prune-'));
  path = join(directory, 'wasend.db');
  store = await OpenStore.open(`sqlite:${path}`);
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const stopAndClose = async (request: Request): Promise<void> => {
  await store.ledger.append(await store.load(request), [
    { type: 'stop-asked', by: mei },
    { type: 'finished' },
    { type: 'closed', card: 'channel', audit: 'told' },
  ]);
};

async function verdict() {
  const reader = await openStoreForReading(`sqlite:${path}`);
  const { file, workspaces } = await reader.verify();
  await reader.close();
  return { file, ...workspaces[0] };
}

test('pruning is an entry that says how much went, up to which hash and what was in force, and the rest is whole', async () => {
  const by = { workspaceId, by: mei, tell: [], seenRevision: null };
  await changeRules(store.rules, by, (before) => ({ ...before, dailyCap: 7 }));
  const old = await store.ask([1], { settingsRevision: 1 });
  await stopAndClose(old);
  const { lastHash } = await verdict();
  await store.clock.advance(30 * dayMs);
  const young = await store.ask([2], { settingsRevision: 1 });
  expect(await store.storage.prune(store.clock.now() - 7 * dayMs)).toEqual(new Map([[workspaceId, 5]]));
  expect(await verdict()).toMatchObject({
    file: [],
    faults: [],
    firstSequence: 6,
    prunedEntries: 5,
    entries: 2,
  });
  expect(await store.ledger.load(old.requestId)).toBeNull();
  expect((await store.load(young)).version).toBe(1);
  expect((await store.rules.get(workspaceId)).settings.dailyCap).toBe(7);
  const database = new DatabaseSync(path, { readOnly: true });
  const note = database.prepare(`SELECT data FROM entries WHERE type = 'pruned'`).get();
  database.close();
  expect(JSON.parse(String(note?.data))).toMatchObject({
    entries: 5,
    through: 5,
    lastHash,
    rules: { dailyCap: 7 },
    rulesRevision: 1,
  });
});

test('an open request, an untold note and everything behind them stay', async () => {
  const open = await store.ask([1]);
  await stopAndClose(await store.ask([2]));
  await store.clock.advance(30 * dayMs);
  expect((await store.storage.prune(store.clock.now())).size).toBe(0);
  await stopAndClose(open);
  await store.storage.notes.write(workspaceId, refusedAsk([channelId]));
  await store.clock.advance(30 * dayMs);
  expect(await store.storage.prune(store.clock.now())).toEqual(new Map([[workspaceId, 8]]));
  expect(await verdict()).toMatchObject({ file: [], faults: [] });
});

test('a request is cut whole or not at all, however its entries stand among others', async () => {
  const first = await store.ask([1]);
  const second = await store.ask([2]);
  const open = await store.ask([3]);
  await stopAndClose(second);
  await stopAndClose(first);
  await store.clock.advance(30 * dayMs);
  expect((await store.storage.prune(store.clock.now())).size).toBe(0);
  expect(await verdict()).toMatchObject({ faults: [], entries: 9 });
  await stopAndClose(open);
  await store.clock.advance(30 * dayMs);
  await store.storage.prune(store.clock.now());
  expect(await verdict()).toMatchObject({ faults: [], entries: 1, prunedEntries: 12 });
});

test('a chain can be pruned again and again, and what is asked afterwards follows on', async () => {
  for (let round = 0; round < 3; round += 1) {
    await stopAndClose(await store.ask([round]));
    await store.clock.advance(30 * dayMs);
    expect((await store.storage.prune(store.clock.now())).get(workspaceId)).toBe(round === 0 ? 4 : 5);
    expect(await verdict()).toMatchObject({ file: [], faults: [] });
  }
  await store.ask([9]);
  expect(await verdict()).toMatchObject({ faults: [], entries: 2 });
});

test('a cut that nothing says, or another than was said, is a fault', async () => {
  await stopAndClose(await store.ask([1]));
  await store.clock.advance(30 * dayMs);
  await store.storage.prune(store.clock.now());
  await stopAndClose(await store.ask([2]));
  await store.close();
  const database = new DatabaseSync(path);
  database.exec('DELETE FROM entries WHERE sequence <= 6');
  database.close();
  expect((await verdict()).faults).not.toEqual([]);
});
