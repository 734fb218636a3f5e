import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from '@jest/globals';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import type { ManualClock } from '../manual-clock.ts';
import { ledgerContract } from './ledger-contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-slack-ledger-'));
const opened: Storage[] = [];
let count = 0;

const open = async (url: string, clock: ManualClock) => {
  const storage = await openStorage({ url, clock });
  opened.push(storage);
  return storage.ledger;
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((storage) => storage.close()));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

ledgerContract('SQLite, in memory', (clock) => open('sqlite::memory:', clock));
ledgerContract('SQLite, in a file', (clock) => {
  count += 1;
  return open(`sqlite:${join(directory, `${count}.db`)}`, clock);
});
