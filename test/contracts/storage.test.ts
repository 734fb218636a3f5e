import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { apartContract } from './apart-contract.ts';
import { askingContract } from './asking-contract.ts';
import { clockContract } from './clock-contract.ts';
import { numberContract } from './number-contract.ts';
import { OpenStore } from './open-store.ts';
import { paceContract } from './pace-contract.ts';
import { queueContract } from './queue-contract.ts';
import { rulesContract } from './rules-contract.ts';
import { turnsContract } from './turns-contract.ts';
import { wakesContract } from './wakes-contract.ts';

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
  apartContract(open);
  askingContract(open);
  paceContract(open);
  numberContract(open);
  clockContract(open);
  queueContract(open);
  turnsContract(open);
  rulesContract(open);
  wakesContract(open);
});
