import { expect, test } from '@jest/globals';
import { readPostgresAddress } from '../../src/storage/postgres/address.ts';
import { createPool } from '../../src/storage/postgres/database.ts';
import { transaction } from '../../src/storage/postgres/transaction.ts';
import { openTurningDoor } from '../replicas/turning-door.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';
import { describeWith, newSchema, testPostgres } from './test-postgres.ts';

describeWith(await testPostgres(), 'a Postgres that vanishes without a word', (server) => {
  test('is waited for once, not once for each connection that it has left behind', async () => {
    const door = await openTurningDoor();
    const url = new URL(newSchema(server));
    const [port, host] = [Number(url.port === '' ? 5432 : url.port), url.hostname];
    [url.hostname, url.port] = ['127.0.0.1', String(door.port)];
    door.turnTo(port, host);
    const pool = createPool(readPostgresAddress(url.href), 3, 1_000);
    endsWithTest(() => pool.end());
    const ask = () =>
      transaction(pool, async (client) => (await client.query('SELECT 1 AS one')).rows[0]?.one);
    // All at once, so that each has a connection of its own.
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    expect(pool.idleCount).toBe(3);
    door.fallSilent();
    await expect(ask()).rejects.toThrow(/timeout/);
    door.turnTo(port, host);
    expect(await ask()).toBe(1);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  });
});
