import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { StoreLayout, StoreLocked } from '../../src/errors.ts';
import { LaneId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { keepPrivate } from '../../src/storage/sqlite/file/private-file.ts';
import { lockStore } from '../../src/storage/sqlite/file/process-lock.ts';
import { channelId, mei, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wasend-file-'));
  path = join(directory, 'store.db');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

test('a file and all that SQLite puts beside it are its owner’s, whatever they were before', () => {
  const parts = ['', '-wal', '-shm', '-journal'].map((end) => path + end);
  for (const part of parts) {
    writeFileSync(part, '');
    chmodSync(part, 0o644);
  }
  keepPrivate(path);
  expect(parts.map(modeOf)).toEqual(['600', '600', '600', '600']);
});

test('a file that is not there is made, one that is keeps what it holds, and what cannot be had throws nothing', () => {
  keepPrivate(path);
  expect(modeOf(path)).toBe('600');
  writeFileSync(path, 'x');
  keepPrivate(path);
  expect(statSync(path).size).toBe(1);
  keepPrivate(join(directory, 'nowhere', 'store.db'));
});

describe('a lock that cannot be had', () => {
  /** The first statement on the lock fails with this code of SQLite’s. */
  const lockFailing = (errcode: number | undefined): (() => void) => {
    jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementationOnce(() => {
      throw Object.assign(new Error('no'), errcode === undefined ? {} : { errcode });
    });
    return () => lockStore(path);
  };

  // https://www.sqlite.org/rescode.html: an extended code has its primary one in its last byte.
  test.each([5, 261, 517])('because somebody has it (%d)', (errcode) => {
    expect(lockFailing(errcode)).toThrow(StoreLocked);
  });

  test.each([undefined, 0, 1, 6, 14, 26, 1_280])('for another cause (%j)', (errcode) => {
    expect(lockFailing(errcode)).toThrow(StoreLayout);
  });

  test('is free again when it is given back, also twice', () => {
    const unlock = lockStore(path);
    expect(() => lockStore(path)).toThrow(StoreLocked);
    unlock();
    unlock();
    lockStore(path)();
  });
});

describe('what is pruned', () => {
  const dayMs = 24 * 60 * 60_000;
  const elsewhere = { workspaceId: WorkspaceId.parse('T0TWO'), lane: LaneId.parse('lane-2') };
  let store: OpenStore;
  beforeEach(async () => {
    store = await OpenStore.open(`sqlite:${path}`);
  });
  afterEach(() => store.close());
  const close = async (request: Request): Promise<void> => {
    const ends = [
      { type: 'stop-asked', by: mei },
      { type: 'finished' },
      { type: 'closed', card: 'channel', audit: 'told' },
    ] as const;
    await store.ledger.append(await store.load(request), ends);
  };
  const pruned = (before: number) => store.storage.prune(before);

  test('is what is older than the time, to the millisecond', async () => {
    await close(await store.ask([1]));
    const at = store.clock.now();
    expect((await pruned(at)).size).toBe(0);
    expect(await pruned(at + 1)).toEqual(new Map([[workspaceId, 4]]));
  });

  test('is of each workspace by itself', async () => {
    const [ours, theirs] = [await store.ask([1]), await store.ask([1], elsewhere)];
    await close(ours);
    await store.storage.notes.write(elsewhere.workspaceId, refusedAsk([channelId]));
    await store.clock.advance(dayMs);
    expect(await pruned(store.clock.now())).toEqual(new Map([[workspaceId, 4]]));
    expect(await store.ledger.load(theirs.requestId)).not.toBeNull();
    expect(await store.ledger.load(ours.requestId)).toBeNull();
    await close(theirs);
    await store.clock.advance(dayMs);
    // The note is not told yet; ours has nothing left but what says that it was pruned.
    expect(await pruned(store.clock.now())).toEqual(new Map([[workspaceId, 1]]));
    expect(await store.ledger.load(theirs.requestId)).not.toBeNull();
  });

  test('leaves groups and rows of what stays', async () => {
    await close(await store.ask([1]));
    const open = await store.ask([2]);
    await store.clock.advance(dayMs);
    await pruned(store.clock.now());
    const reader = new DatabaseSync(path, { readOnly: true });
    const idsOf = (table: string) =>
      reader
        .prepare(`SELECT request_id FROM ${table}`)
        .all()
        .map((row) => row.request_id);
    expect([idsOf('requests'), idsOf('leaves')]).toEqual([[open.requestId], [open.requestId]]);
    reader.close();
  });
});
