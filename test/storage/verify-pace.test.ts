import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { OpenStore } from '../contracts/open-store.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';

const other = WorkspaceId.parse('T0TWO');
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

async function openStore(): Promise<OpenStore> {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-verify-'));
  const store = await OpenStore.open(`sqlite:${join(directory, 'store.db')}`);
  endsWithTest(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  return store;
}

/** What is said by the machine's clock, beside the running app. */
async function faultsOf({ url, clock }: OpenStore): Promise<string[]> {
  const reading = await openStoreForReading(url, clock);
  const { workspaces } = await reading.verify();
  await reading.close();
  return workspaces.flatMap(({ faults }) => faults.map(({ where, why }) => `${where}: ${why}`));
}

test('a workspace that rests while another goes on leaving is whole', async () => {
  const store = await openStore();
  await store.call(await store.ask([1]));
  await store.clock.advance(30 * hourMs);
  await store.call(await store.ask([2], { workspaceId: other }));
  expect(await faultsOf(store)).toEqual([]);
});

test('a workspace that rests is whole when the calls of the other have been cut off since', async () => {
  const store = await openStore();
  await store.call(await store.ask([1, 2]));
  await store.clock.advance(30 * hourMs);
  const ended = await store.call(await store.ask([3], { workspaceId: other }));
  await store.ledger.append(ended, [
    { type: 'finished' },
    { type: 'closed', card: 'channel', audit: 'told' },
  ]);
  await store.clock.advance(9 * dayMs);
  expect((await store.storage.prune(store.clock.now() - 7 * dayMs)).get(other)).toBeGreaterThan(0);
  expect(await faultsOf(store)).toEqual([]);
});

test('a call that was made while the clock was two days ahead lets go of nothing that verify misses', async () => {
  const store = await openStore();
  const request = await store.ask([1, 2, 3, 4]);
  await store.call(request);
  await store.call(request);
  store.clock.jump(2 * dayMs);
  await store.call(request);
  store.clock.jump(-2 * dayMs);
  await store.reopen();
  await store.clock.advance(hourMs);
  await store.call(request);
  expect(await faultsOf(store)).toEqual([]);
});

test.each([
  { why: 'unreachable' },
  { why: 'rate-limited', forMs: hourMs },
  { why: 'session-starting' },
  { why: 'number-unread' },
] as const)(
  'a number that cannot be read ($why) is held up for no longer than the rules allow, also while the clock is days behind the process',
  async (held) => {
    const store = await openStore();
    const request = await store.ask([1]);
    await store.clock.advance(hourMs);
    store.clock.jump(-3 * dayMs);
    await store.clock.advance(2 * hourMs);
    await store.ledger.holdUp(request, held);
    await store.tryClaim(request);
    expect(await faultsOf(store)).toEqual([]);
  },
);
