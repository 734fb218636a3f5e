import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openStorage } from '../../src/storage/open-storage.ts';
import { openDatabase } from '../../src/storage/sqlite/database.ts';
import { createSqliteLedger } from '../../src/storage/sqlite/sqlite-ledger.ts';
import { requested, requestId, workspaceId } from '../contracts/ledger-contract.ts';
import { ManualClock } from '../manual-clock.ts';

let directory: string;
let path: string;
const clock = new ManualClock(1_800_000_000_000);
const open = () => openStorage({ url: `sqlite:${path}`, clock });

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wasend-slack-store-'));
  path = join(directory, 'store.db');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('tampering is found by verify', () => {
  const damages: readonly (readonly [string, string])[] = [
    ['a changed answer', `UPDATE entries SET data = replace(data, 'Choir', 'Chess') WHERE sequence = 2`],
    ['a changed time', 'UPDATE entries SET time = time - 1 WHERE sequence = 2'],
    ['a changed type', `UPDATE entries SET type = 'finished' WHERE sequence = 2`],
    ['another request', `UPDATE entries SET request_id = '01J00000000000000000000099' WHERE sequence = 2`],
    ['a missing entry', 'DELETE FROM entries WHERE sequence = 2'],
    ['a missing first entry', 'DELETE FROM entries WHERE sequence = 1'],
    ['a cut tail', 'DELETE FROM entries WHERE sequence >= 3'],
    [
      'two entries in each other’s place',
      'UPDATE entries SET sequence = CASE sequence WHEN 2 THEN -3 ELSE -2 END WHERE sequence IN (2, 3); UPDATE entries SET sequence = -sequence WHERE sequence < 0',
    ],
    ['a recomputed hash', `UPDATE entries SET hash = '${'a'.repeat(64)}' WHERE sequence = 2`],
    [
      'a link bent to another hash',
      `UPDATE entries SET previous_hash = '${'b'.repeat(64)}' WHERE sequence = 3`,
    ],
    [
      'an entry slipped in at the end',
      `INSERT INTO entries SELECT workspace_id, 5, '01J00000000000000000000098', 1, time, type, data, hash, '${'c'.repeat(64)}' FROM entries WHERE sequence = 4`,
    ],
  ];
  test.each(damages)('%s', async (_, sql) => {
    const storage = await open();
    for (const index of [1, 2, 3, 4])
      await storage.ledger.append(workspaceId, requestId(index), 0, [requested()]);
    expect((await storage.ledger.verify(workspaceId)).kind).toBe('whole');
    const other = new DatabaseSync(path);
    other.exec(sql);
    other.close();
    const result = await storage.ledger.verify(workspaceId);
    expect(result.kind).toBe('broken');
    expect(result.kind === 'broken' && result.faults[0]?.why).toMatch(/\w{4}/);
    await storage.close();
  });

  test('a row that is no entry any more is a loud fault when it is read', async () => {
    const storage = await open();
    await storage.ledger.append(workspaceId, requestId(1), 0, [requested()]);
    const other = new DatabaseSync(path);
    other.exec(`UPDATE entries SET data = '{}'`);
    other.close();
    await expect(storage.ledger.load(requestId(1))).rejects.toMatchObject({ code: 'ledger-unavailable' });
    await storage.close();
  });
});

describe('the ledger that cannot be written', () => {
  test('locked by another connection, it is unavailable until the lock is gone', async () => {
    const storage = await open();
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(storage.ledger.append(workspaceId, requestId(1), 0, [requested()])).rejects.toMatchObject({
      code: 'ledger-unavailable',
      retryable: true,
    });
    expect(await storage.writable()).toBe(false);
    other.exec('ROLLBACK');
    other.close();
    expect(await storage.writable()).toBe(true);
    expect((await storage.ledger.append(workspaceId, requestId(1), 0, [requested()])).kind).toBe('appended');
    await storage.close();
  });

  test.each([
    ['full', 'PRAGMA max_page_count = 1'],
    ['read-only', 'PRAGMA query_only = 1'],
  ])('%s, it is unavailable', async (_, pragma) => {
    const database = openDatabase(path);
    const ledger = createSqliteLedger(database, clock);
    for (let index = 1; index <= 5; index += 1)
      await ledger.append(workspaceId, requestId(index), 0, [requested()]);
    database.exec(pragma);
    const more = async () => {
      for (let index = 6; index <= 500; index += 1)
        await ledger.append(workspaceId, requestId(index), 0, [requested()]);
    };
    await expect(more()).rejects.toMatchObject({ code: 'ledger-unavailable' });
    expect((await ledger.verify(workspaceId)).kind).toBe('whole');
    database.close();
  });

  test('closed or gone, it is unavailable', async () => {
    const storage = await open();
    await storage.close();
    await expect(storage.ledger.append(workspaceId, requestId(1), 0, [requested()])).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
    await expect(storage.ledger.load(requestId(1))).rejects.toMatchObject({ code: 'ledger-unavailable' });
  });

  test('a store laid out by a newer version is refused', async () => {
    await (await open()).close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await expect(open()).rejects.toMatchObject({
      code: 'store-locked',
      message: expect.stringContaining('layout 99'),
    });
  });
});

describe('one store, one process', () => {
  const holder = fileURLToPath(new URL('hold-store.ts', import.meta.url));
  const hold = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [holder, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    return child;
  };

  test('a second process is refused with the file and the remedy, until the first dies, however it dies', async () => {
    const child = await hold();
    await expect(open()).rejects.toMatchObject({
      code: 'store-locked',
      message: expect.stringContaining(path),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const storage = await open();
    expect(await storage.writable()).toBe(true);
    await storage.close();
  });

  test('a second opening in the same process is refused as well', async () => {
    const storage = await open();
    await expect(open()).rejects.toMatchObject({ code: 'store-locked' });
    await storage.close();
  });

  test('a store of another kind is refused with what to write instead', async () => {
    await expect(openStorage({ url: 'postgres://db/wasend', clock })).rejects.toThrow(
      /sqlite:data\/wasend\.db/,
    );
  });
});

describe('the key-value store', () => {
  test('keeps, replaces, removes, and keeps namespaces apart', async () => {
    const storage = await open();
    const [cards, drafts] = [storage.keyv('cards'), storage.keyv('drafts')];
    await cards.set('a', { n: 1 });
    await cards.set('a', { n: 2 });
    await drafts.set('a', { n: 3 });
    expect([await cards.get('a'), await drafts.get('a'), await cards.get('b')]).toEqual([
      { n: 2 },
      { n: 3 },
      undefined,
    ]);
    expect([
      await cards.has('a'),
      await cards.delete('a'),
      await cards.delete('a'),
      await cards.has('a'),
    ]).toEqual([true, true, false, false]);
    expect(await drafts.get('a')).toEqual({ n: 3 });
    await drafts.clear();
    expect(await drafts.get('a')).toBeUndefined();
    await storage.close();
  });

  test('lasts over a restart', async () => {
    const first = await open();
    await first.keyv('cards').set('a', 'kept');
    await first.close();
    const second = await open();
    expect(await second.keyv('cards').get('a')).toBe('kept');
    await second.close();
  });

  test('a fault throws and never looks like "not there"', async () => {
    const storage = await open();
    const cards = storage.keyv('cards');
    await storage.close();
    await expect(cards.get('a')).rejects.toThrow();
    await expect(cards.set('a', 1)).rejects.toThrow();
  });
});
