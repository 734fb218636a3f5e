import { afterAll } from '@jest/globals';
import type pg from 'pg';
import { readPostgresAddress } from '../../src/storage/postgres/address.ts';
import { createPool } from '../../src/storage/postgres/database.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open-postgres.ts';
import type { Storage, StorageOptions } from '../../src/storage/storage.ts';
import { newSchema } from './test-postgres.ts';

/** No beat while a test runs: what a store tells is told by what happens in it. */
const never = 24 * 60 * 60_000;

export interface PostgresStores {
  /** The address of an empty store. */
  empty(): Promise<string>;
  /** Opens it by the clock that is given. */
  open(options: StorageOptions): Promise<Storage>;
}

/**
 * Stores for many short tests: schemas are emptied and used again once no replica works on them, and connections are
 * shared, for laying one out and connecting take many times as long as a test. Call it where tests are described.
 */
export function postgresStores(server: string): PostgresStores {
  const known: { readonly url: string; readonly schema: string }[] = [];
  let made: pg.Pool | null = null;
  const pool = (): pg.Pool => {
    made ??= createPool(readPostgresAddress(server), 8);
    return made;
  };
  afterAll(async () => made?.end());
  return {
    async empty() {
      for (const { url, schema } of known) if (await isEmptied(pool(), schema)) return url;
      const url = newSchema(server);
      known.push({ url, schema: new URL(url).searchParams.get('schema') ?? '' });
      return url;
    },
    open: (options) => openPostgresStorage({ ...options, time: 'given', everyMs: never, pool: pool() }),
  };
}

const tablesOf = new Map<string, readonly string[]>();

/** False where a replica works on it, or nothing is laid out there. */
async function isEmptied(pool: pg.Pool, schema: string): Promise<boolean> {
  const found = tablesOf.get(schema) ?? (await readTables(pool, schema));
  if (found.length === 0) return false;
  tablesOf.set(schema, found);
  const { rowCount } = await pool.query(`SELECT 1 FROM "${schema}".replicas LIMIT 1`);
  if (rowCount !== 0) return false;
  await pool.query(found.map((table) => `DELETE FROM "${schema}"."${table}"`).join('; '));
  return true;
}

async function readTables(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query('SELECT tablename FROM pg_tables WHERE schemaname = $1', [schema]);
  return rows.map(({ tablename }) => String(tablename)).filter((table) => table !== 'layout');
}
