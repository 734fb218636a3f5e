import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { openStorage } from '../../src/storage/open-storage.ts';
import { Quiet } from '../contracts/quiet.ts';
import { postgresStores } from '../postgres/postgres-stores.ts';
import { describeWith, testPostgres } from '../postgres/test-postgres.ts';
import { modelRuns } from '../suite/model-runs.ts';
import { advanceModel } from './model/advance-model.ts';
import type { RunsOn } from './model/run.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-model-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('SQLite', () => {
  let files = 0;
  const newStore = async (): Promise<RunsOn> => {
    files += 1;
    return { url: `sqlite:${join(directory, `${files}.db`)}`, openStorage };
  };
  advanceModel(newStore, modelRuns({ few: 40, many: 2_500 }));
});

describeWith(await testPostgres(), 'Postgres', (server) => {
  const stores = postgresStores(server);
  const newStore = async (): Promise<RunsOn> => {
    const quiet = new Quiet();
    return {
      url: await stores.empty(),
      openStorage: async (options) => quiet.watch(await stores.open(options)),
      settled: () => quiet.settled(),
    };
  };
  advanceModel(newStore, modelRuns({ few: 3, many: 250 }));
});
