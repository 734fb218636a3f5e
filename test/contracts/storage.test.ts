import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { OpenStore } from './open-store.ts';
import { storageContract } from './storage-contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-contract-'));
afterAll(() => rmSync(directory, { recursive: true }));

let files = 0;
const kinds = {
  'SQLite in memory': () => OpenStore.open(),
  'SQLite in a file': () => {
    files += 1;
    return OpenStore.open(`sqlite:${join(directory, `${files}.db`)}`);
  },
};

describe.each(Object.entries(kinds))('%s', (_, open) => {
  storageContract(open, 40);
});
