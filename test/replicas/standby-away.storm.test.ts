import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { readPostgresAddress } from '../../src/storage/postgres/address.ts';
import { createPool } from '../../src/storage/postgres/database.ts';
import { createPostgresStore } from '../../src/storage/postgres/postgres-store.ts';
import { describeWith, testPostgres } from '../postgres/test-postgres.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';
import { PostgresServer } from './postgres-server.ts';

describeWith(await testPostgres(), 'a Postgres whose synchronous standby is away', () => {
  const write = async (server: PostgresServer, durability: 'durable' | 'losable') => {
    const address = readPostgresAddress(`${server.url}?schema=public&pool=2`);
    const pool = createPool(address, 2);
    endsWithTest(() => pool.end());
    const means = {
      pool,
      schema: 'public',
      replicaId: 'one',
      changed: () => {},
      timeOf: (now: number) => now,
    };
    const store = createPostgresStore(means);
    return store.write({ durability }, () => store.sql.run('INSERT INTO rows VALUES (1)'));
  };

  test('takes what may be lost, and acknowledges nothing else, though somebody cancels the waiting', async () => {
    const server = await PostgresServer.create();
    await server.start();
    await server.query('CREATE TABLE rows (one INT)');
    await server.set('synchronous_standby_names', 'nobody');
    expect(await write(server, 'losable')).toBe(1);
    const written = write(server, 'durable').then(
      () => 'acknowledged',
      () => 'refused',
    );
    const waiting = async () => server.query("SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    while ((await waiting()).length === 0) await pause(50);
    await server.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    expect(await written).toBe('refused');
  });
});
