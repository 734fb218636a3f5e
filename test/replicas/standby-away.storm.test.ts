import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { readPostgresAddress } from '../../src/storage/postgres/address.ts';
import { createPool } from '../../src/storage/postgres/database.ts';
import { createPostgresStore } from '../../src/storage/postgres/postgres-store.ts';
import { sessionId } from '../journeys/house.ts';
import { describeWith, testPostgres } from '../postgres/test-postgres.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';
import { checkEnd } from './check-end.ts';
import { eventually, Farm, seeded } from './farm.ts';
import { PostgresServer } from './postgres-server.ts';
import { standbyOf, untilSynchronous } from './standby-of.ts';

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

  test('leaves nothing meanwhile, and goes on by itself when the standby is there again', async () => {
    const awayMs = 25_000;
    const primary = await PostgresServer.create();
    await primary.start();
    const farm = await Farm.start(`${primary.url}?pool=10`, seeded(14), {
      calls: 1_000,
      groups: 14,
      environment: { WASEND_RATE: '1000/60', BULK_GAP_SECONDS: '1' },
    });
    const standby = await standbyOf(primary);
    await Promise.all([0, 1, 2].map((index) => farm.revive(index)));
    const ids = farm.wasend.world
      .groups(sessionId)
      .slice(-14)
      .map(({ id }) => id);
    await farm.confirm(await farm.openModal(ids.slice(0, 12)), 12);
    await eventually('some are asked for', () => farm.wasend.leaveCalls().length >= 6);
    await standby.stop();
    await pause(1_000);
    const calls = farm.wasend.leaveCalls().length;
    await pause(awayMs);
    expect(farm.wasend.leaveCalls()).toHaveLength(calls);
    await standby.start();
    await untilSynchronous(primary);
    const backAt = performance.now();
    await farm.confirm(await farm.openModal(ids.slice(12)), 2);
    process.stdout.write(
      `a click is taken ${Math.round(performance.now() - backAt)} ms after the standby is back\n`,
    );
    await eventually('calls are made again', () => farm.wasend.leaveCalls().length > calls);
    process.stdout.write(
      `next call ${Math.round(performance.now() - backAt)} ms after the standby is back\n`,
    );
    await checkEnd(farm, [ids.slice(0, 12), ids.slice(12)]);
    const left = ids.filter((id) => farm.wasend.leaveCalls(id).length === 1).length;
    process.stdout.write(`${left} of ${ids.length} groups called once, none twice\n`);
    expect(left).toBeGreaterThanOrEqual(ids.length - 1);
  });
});
