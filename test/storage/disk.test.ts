import { fstatSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { LedgerUnavailable } from '../../src/errors.ts';
import { SessionId } from '../../src/leaving/ids.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { channelId, lane, mei, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';

/** A disk that takes what it is given when the test lets it. */
class HeldDisk {
  isHeld = false;
  syncs = 0;
  #ends: ((error: Error | null) => void)[] = [];

  readonly sync = (): Promise<void> => {
    this.syncs += 1;
    if (!this.isHeld) return Promise.resolve();
    return new Promise((resolve, reject) =>
      this.#ends.push((error) => (error === null ? resolve() : reject(error))),
    );
  };

  /** Lets what is under way end, well or not. */
  async end(error: Error | null = null): Promise<void> {
    for (const end of this.#ends.splice(0)) end(error);
    await turns();
  }
}

/** Whatever waits for nothing but the next turn has had it. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

const directories: string[] = [];
let store: OpenStore;
let disk: HeldDisk;
afterEach(async () => {
  disk.isHeld = false;
  await disk.end();
  await store.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

async function openHeld(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-disk-'));
  directories.push(directory);
  disk = new HeldDisk();
  store = await OpenStore.open(`sqlite:${join(directory, 'store.db')}`, new ManualClock(1), disk);
  await store.ledger.open(workspaceId);
}

/** Whether the work is answered before the disk has taken it. */
async function isAnsweredAtOnce(work: () => Promise<unknown>): Promise<boolean> {
  disk.isHeld = true;
  let isAnswered = false;
  const done = work().then(() => {
    isAnswered = true;
  });
  await turns();
  const atOnce = isAnswered;
  disk.isHeld = false;
  await disk.end();
  await done;
  return atOnce;
}

describe('nobody is told of a write before the disk has it', () => {
  test('what is accepted, called, answered, ruled, noted or connected', async () => {
    await openHeld();
    const ask = store.toAsk([1]);
    expect(await isAnsweredAtOnce(() => store.ledger.ask(ask))).toBe(false);
    const request = await store.load(ask);
    expect(await isAnsweredAtOnce(() => store.claim(request))).toBe(false);
    const calling = await store.load(ask);
    const leave = calling.leaves[0];
    if (leave === undefined) throw new Error('No group');
    const answer = { status: 200, said: null, class: 'accepted' } as const;
    const event = { type: 'answered', groupId: leave.group.groupId, attempt: 1, answer } as const;
    expect(await isAnsweredAtOnce(() => store.ledger.append(calling, [event]))).toBe(false);
    const by = { workspaceId, by: mei, tell: [channelId], seenRevision: null };
    const rules = () => changeRules(store.rules, by, (now) => ({ ...now, dailyCap: 1 }));
    expect(await isAnsweredAtOnce(rules)).toBe(false);
    expect(await isAnsweredAtOnce(() => store.storage.notes.write(workspaceId, refusedAsk([])))).toBe(false);
    const connections = store.storage.keyv('connections', 'durable');
    expect(await isAnsweredAtOnce(() => connections.set('T0ONE', 'x'))).toBe(false);
    expect(await isAnsweredAtOnce(() => connections.putIfRevision('T0TWO', 0, { revision: 1 }))).toBe(false);
    expect(await isAnsweredAtOnce(() => connections.delete('T0ONE'))).toBe(false);
  });

  test('nor by a read, of anything, while somebody’s write is on its way', async () => {
    await openHeld();
    const connections = store.storage.keyv('connections', 'durable');
    const earlier = await store.ask([1]);
    const reads: (() => Promise<unknown>)[] = [
      () => store.load(earlier),
      () => store.ledger.open(workspaceId),
      () => store.ledger.leftBefore(workspaceId, earlier.ask.sessionId, []),
      () => store.storage.wakes.due('step', store.clock.now(), { limit: 9, lanesFull: [], underWay: [] }),
      () => store.rules.get(workspaceId),
      () => connections.get('T0ONE'),
    ];
    for (const [index, read] of reads.entries()) {
      const written = () => store.storage.notes.write(workspaceId, refusedAsk([]));
      let writing: Promise<unknown> = Promise.resolve();
      const both = () => {
        writing = written();
        return read();
      };
      expect([index, await isAnsweredAtOnce(both)]).toEqual([index, false]);
      await writing;
    }
  });

  test('who listens for changes hears of them when they are on disk', async () => {
    await openHeld();
    let heard = 0;
    store.storage.wakes.onChange(() => {
      heard += 1;
    });
    disk.isHeld = true;
    const asking = store.ask([1]);
    await turns();
    expect(heard).toBe(0);
    await disk.end();
    await asking;
    expect(heard).toBe(1);
  });
});

test('what may be lost waits for nothing, also beside what does', async () => {
  await openHeld();
  await store.ask([1]);
  const drafts = store.storage.keyv('drafts', 'losable');
  const before = disk.syncs;
  expect(await isAnsweredAtOnce(() => store.storage.noteRead(lane, 1_000))).toBe(true);
  expect(await isAnsweredAtOnce(() => drafts.set('d', 'x'))).toBe(true);
  expect(disk.syncs).toBe(before);
  let writing: Promise<unknown> = Promise.resolve();
  const beside = () => {
    writing = store.storage.notes.write(workspaceId, refusedAsk([]));
    return drafts.get('d');
  };
  expect(await isAnsweredAtOnce(beside)).toBe(true);
  await writing;
});

describe('a call whose record the disk takes late', () => {
  /** Claims while the disk lets it wait. */
  async function claimLate(lateMs: number): Promise<unknown> {
    const request = await store.ask([1, 2]);
    disk.isHeld = true;
    const claiming = store.claim(request).catch((error: unknown) => error);
    await turns();
    await store.clock.advance(lateMs);
    disk.isHeld = false;
    await disk.end();
    return claiming;
  }

  test.each([
    [100, 0],
    [101, 101],
    [10_000, 10_000],
  ])(
    'after %d ms: it counts from %d ms later on, for this process and for any other',
    async (lateMs, fromMs) => {
      await openHeld();
      const begun = store.clock.now();
      await claimLate(lateMs);
      const other = await store.ask([3], { sessionId: SessionId.parse('session-2') });
      const freeAt = begun + fromMs + 60_250;
      for (const opened of ['by the same process', 'anew']) {
        if (opened === 'anew') await store.reopen();
        const claimed = await store.ledger.claim(other, store.claimOf(other, { limit: 1 }));
        expect([opened, claimed]).toEqual([
          opened,
          expect.objectContaining({ why: 'lane-full', until: freeAt + 1 }),
        ]);
      }
      const reader = await openStoreForReading(store.url, store.clock);
      expect((await reader.verify()).workspaces.flatMap(({ faults }) => faults)).toEqual([]);
      await reader.close();
      await store.clock.advance(freeAt - 1 - store.clock.now());
      expect(await store.tryClaim(other, { limit: 1 })).toBe('lane-full');
      await store.clock.advance(1);
      expect(await store.tryClaim(other, { limit: 1 })).toBe('claimed');
    },
  );

  test('after more than ten seconds: it is not made', async () => {
    await openHeld();
    expect(await claimLate(10_001)).toBeInstanceOf(LedgerUnavailable);
  });
});

test('many who write at the same time wait for the disk together', async () => {
  await openHeld();
  disk.isHeld = true;
  const before = disk.syncs;
  const first = store.ask([1]);
  await turns();
  const others = [2, 3, 4, 5].map((number) => store.ask([number]));
  await turns();
  expect(disk.syncs - before).toBe(1);
  await disk.end();
  await first;
  expect(disk.syncs - before).toBe(2);
  await disk.end();
  await Promise.all(others);
  expect(disk.syncs - before).toBe(2);
});

test('once the disk did not take something, nothing is said or taken any more', async () => {
  await openHeld();
  const earlier = await store.ask([1]);
  disk.isHeld = true;
  const claiming = store.claim(earlier);
  const reading = store.load(earlier);
  await turns();
  await Promise.all([
    expect(claiming).rejects.toBeInstanceOf(LedgerUnavailable),
    expect(reading).rejects.toBeInstanceOf(LedgerUnavailable),
    disk.end(new Error('EIO')),
  ]);
  disk.isHeld = false;
  await expect(store.ask([2])).rejects.toBeInstanceOf(LedgerUnavailable);
  await expect(store.load(earlier)).rejects.toBeInstanceOf(LedgerUnavailable);
  await expect(store.storage.keyv('connections', 'durable').get('T0ONE')).rejects.toThrow();
  expect(await store.storage.writable()).toBe(false);
});

test('it is the write-ahead log that is put on disk', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-disk-'));
  directories.push(directory);
  const path = join(directory, 'store.db');
  disk = new HeldDisk();
  const put: number[] = [];
  const sync = async (file: number): Promise<void> => void put.push(fstatSync(file).ino);
  store = await OpenStore.open(`sqlite:${path}`, new ManualClock(1), { sync });
  await store.ask([1]);
  expect(new Set(put)).toEqual(new Set([statSync(`${path}-wal`).ino]));
});
