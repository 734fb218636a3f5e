import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { modelRuns } from '../suite/model-runs.ts';
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

describe.each(Object.entries(kinds))('%s', (name, open) => {
  // A file waits for the disk at every call.
  storageContract(open, name === 'SQLite in a file' ? modelRuns({ few: 8, many: 40 }) : 40);
});
