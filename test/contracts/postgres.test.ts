import { ManualClock } from '../manual-clock.ts';
import { postgresStores } from '../postgres/postgres-stores.ts';
import { describeWith, testPostgres } from '../postgres/test-postgres.ts';
import { modelRuns } from '../suite/model-runs.ts';
import { begin, OpenStore } from './open-store.ts';
import { storageContract } from './storage-contract.ts';

describeWith(await testPostgres(), 'Postgres', (url) => {
  const stores = postgresStores(url);
  const open = async () =>
    OpenStore.open(await stores.empty(), new ManualClock(begin), { opener: stores.open });
  storageContract(open, modelRuns({ few: 4, many: 40 }));
});
