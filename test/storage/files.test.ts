import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ConfigError, LedgerUnavailable, StoreLayout, StoreLocked } from '../../src/errors.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { OpenStore } from '../contracts/open-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-files-'));
afterAll(() => rmSync(directory, { recursive: true }));

let made = 0;
const fresh = (): string => {
  made += 1;
  return join(directory, `store-${made}`, 'wasend.db');
};
const open = (path: string): Promise<OpenStore> => OpenStore.open(`sqlite:${path}`);

describe('nobody else on the machine reads the store', () => {
  test('its directory is 0700 and every file of it 0600', async () => {
    const path = fresh();
    const store = await open(path);
    await store.ask([1]);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(path, '..')))
      expect([name, (statSync(join(path, '..', name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
    await store.close();
    await store.reopen();
    for (const name of readdirSync(join(path, '..')))
      expect([name, (statSync(join(path, '..', name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
    await store.close();
  });
});

describe('one store serves one process', () => {
  test('a second opening is refused, also by another name for the same file', async () => {
    const path = fresh();
    const store = await open(path);
    await expect(open(path)).rejects.toBeInstanceOf(StoreLocked);
    const link = join(directory, 'link.db');
    symlinkSync(path, link);
    await expect(open(link)).rejects.toBeInstanceOf(StoreLocked);
    const linked = join(directory, 'linked-directory');
    symlinkSync(join(path, '..'), linked);
    await expect(open(join(linked, 'wasend.db'))).rejects.toBeInstanceOf(StoreLocked);
    await store.close();
    await (await open(link)).close();
  });

  test('a file with two names is refused by each of them, with what to do, and served again when one is gone', async () => {
    const path = fresh();
    const store = await open(path);
    await store.ask([1]);
    const second = join(directory, 'second-name.db');
    linkSync(path, second);
    for (const name of [path, second]) {
      await expect(open(name)).rejects.toBeInstanceOf(StoreLayout);
      await expect(open(name)).rejects.toThrow(/has 2 names \(hard links\).+Keep one name/);
      await expect(openStoreForReading(`sqlite:${name}`)).rejects.toBeInstanceOf(StoreLayout);
    }
    // Whoever has it goes on.
    await store.ask([2]);
    rmSync(second);
    await expect(open(path)).rejects.toBeInstanceOf(StoreLocked);
    await store.close();
    await (await open(path)).close();
  });

  test('a store that could not be opened is free for the next', async () => {
    const path = fresh();
    mkdirSync(join(path, '..'));
    writeFileSync(path, 'this is no store, however long it may be'.repeat(100));
    await expect(open(path)).rejects.toBeInstanceOf(StoreLayout);
    rmSync(path);
    await (await open(path)).close();
  });

  test('another process holds it until it dies, however it dies', async () => {
    const path = fresh();
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'hold-store.ts'), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(holder.stdout, 'data');
      await expect(open(path)).rejects.toBeInstanceOf(StoreLocked);
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'close');
    }
    await (await open(path)).close();
  });
});

test('a store that another connection keeps busy is unavailable, soon, and for no longer', async () => {
  const path = fresh();
  const store = await open(path);
  const request = await store.ask([1]);
  const backup = new DatabaseSync(path);
  backup.exec('BEGIN IMMEDIATE');
  expect(await store.storage.writable()).toBe(false);
  await expect(store.claim(request)).rejects.toBeInstanceOf(LedgerUnavailable);
  await expect(store.ledger.ask(store.toAsk([2]))).rejects.toBeInstanceOf(LedgerUnavailable);
  await expect(store.storage.keyv('drafts', 'losable').set('d', 'x')).rejects.toThrow();
  backup.exec('ROLLBACK');
  backup.close();
  expect(await store.storage.writable()).toBe(true);
  await store.claim(request);
  await store.close();
});

test('asking whether a write could be made writes nothing', async () => {
  const path = fresh();
  const store = await open(path);
  await store.ask([1]);
  const before = readFileSync(`${path}-wal`);
  for (let probe = 0; probe < 50; probe += 1) expect(await store.storage.writable()).toBe(true);
  expect(readFileSync(`${path}-wal`).equals(before)).toBe(true);
  await store.close();
});

test('a closed store is unavailable, and closing it twice does nothing', async () => {
  const store = await open(fresh());
  const request = await store.ask([1]);
  await store.close();
  await store.close();
  await expect(store.load(request)).rejects.toBeInstanceOf(LedgerUnavailable);
  expect(await store.storage.writable()).toBe(false);
});

test('addresses that are none are refused with the remedy', async () => {
  await expect(OpenStore.open('mysql://somewhere')).rejects.toBeInstanceOf(ConfigError);
  await expect(openStoreForReading(`sqlite:${fresh()}`)).rejects.toBeInstanceOf(ConfigError);
});
