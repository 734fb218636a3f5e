import { openPostgresStorage } from '../../src/storage/postgres/open-postgres.ts';
import { ManualClock } from '../manual-clock.ts';
import { describeWith, newSchema, testPostgres } from '../postgres/test-postgres.ts';
import { modelRuns } from '../suite/model-runs.ts';
import { begin, OpenStore } from './open-store.ts';
import { storageContract } from './storage-contract.ts';

/** No beat while a test runs: what a store tells is told by what happens in it. */
const never = 24 * 60 * 60_000;

describeWith(await testPostgres(), 'Postgres', (url) => {
  const open = () =>
    OpenStore.open(newSchema(url), new ManualClock(begin), (options) =>
      openPostgresStorage({ ...options, time: 'given', everyMs: never }),
    );
  storageContract(open, modelRuns({ few: 4, many: 40 }));
});
