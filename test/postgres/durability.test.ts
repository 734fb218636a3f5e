import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { readPostgresAddress } from '../../src/storage/postgres/address.ts';
import { createPool } from '../../src/storage/postgres/database.ts';
import { createPostgresStore } from '../../src/storage/postgres/postgres-store.ts';
import type { Steps } from '../../src/storage/sql/steps.ts';
import type { Judged, Store } from '../../src/storage/sql/store.ts';
import { describeWith, newSchema, testPostgres } from './test-postgres.ts';

describeWith(await testPostgres(), 'what must outlive the machine, on Postgres', (server) => {
  let role: string;
  let client: pg.Client;
  let pool: pg.Pool;
  let store: Store;
  beforeEach(async () => {
    const own = new URL(newSchema(server));
    const schema = own.searchParams.get('schema') ?? '';
    role = `role_${schema}`;
    client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'word'; CREATE SCHEMA ${schema}`);
    [own.username, own.password] = [role, 'word'];
    const address = readPostgresAddress(own.href);
    pool = createPool(address, 2);
    store = createPostgresStore({
      pool,
      schema: address.schema,
      replicaId: 'one',
      changed: () => {},
      timeOf: (now) => now,
    });
  });
  afterEach(async () => {
    await pool.end();
    await client.query(`DROP ROLE ${role}`);
    await client.end();
  });

  const setting = function* (): Steps<string> {
    const row = yield* store.sql.get("SELECT current_setting('synchronous_commit') AS value");
    return String(row?.value);
  };

  test.each(['off', 'local', 'remote_write', 'on', 'remote_apply'])(
    'a role whose commits are %s by default changes nothing about it',
    async (usual) => {
      await client.query(`ALTER ROLE ${role} SET synchronous_commit = ${usual}`);
      const judged = function* (): Steps<Judged<string>> {
        yield* store.sql.get('SELECT 1');
        return { kind: 'write', durability: 'durable', steps: setting() };
      };
      expect(await store.write({ durability: 'durable' }, setting)).toBe('on');
      expect(await store.judge({}, judged)).toBe('on');
      expect(await store.write({ durability: 'losable' }, setting)).toBe('off');
    },
  );
});
