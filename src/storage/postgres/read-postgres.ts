import type pg from 'pg';
import { ConfigError } from '../../errors.ts';
import type { Store } from '../sql/store.ts';
import { verifyWorkspaces } from '../sql/verify/verify-workspaces.ts';
import type { StoreVerdict } from '../verify.ts';
import { readPostgresAddress } from './address.ts';
import { createPool } from './database.ts';
import { postgresNames } from './layout.ts';
import { layoutOf, refuseOther } from './migrate.ts';
import { createRead, postgresSteps } from './postgres-store.ts';

/** A Postgres store beside the running app. */
export interface PostgresReader extends Pick<Store, 'read' | 'sql'> {
  verify(): Promise<StoreVerdict>;
  close(): Promise<void>;
}

/** Throws ConfigError where nothing is laid out, StoreLayout where this version cannot read it. */
export async function openPostgresForReading(url: string): Promise<PostgresReader> {
  const address = readPostgresAddress(url);
  const pool = createPool(address, 2);
  const { schema } = address;
  try {
    const found = await layoutFound(pool, schema);
    if (found === null)
      throw new ConfigError(
        `There is no store in the schema ${schema}. Set STORE_URL to the one the app uses.`,
      );
    refuseOther(schema, found);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const read = createRead({ pool, schema, timeOf: (now) => now });
  return {
    sql: postgresSteps,
    read,
    async verify() {
      const workspaces = await read((now) => verifyWorkspaces(postgresSteps, now));
      return { file: await schemaFaults(pool, schema), workspaces };
    },
    close: () => pool.end(),
  };
}

async function layoutFound(pool: pg.Pool, schema: string): Promise<number | null> {
  const client = await pool.connect();
  try {
    return await layoutOf(client, schema);
  } finally {
    client.release();
  }
}

/** Tables and indexes must be there, and no trigger, rule or view of somebody else's. */
async function schemaFaults(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT c.relname AS name, c.relkind AS kind, c.relhastriggers OR c.relhasrules AS is_changed
     FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1`,
    [schema],
  );
  const there = new Map(rows.map((row) => [String(row.name), row]));
  const missing = postgresNames().filter((name) => !there.has(name));
  const strange = rows.filter(({ kind, is_changed: isChanged }) => isChanged === true || kind === 'v');
  return [
    ...missing.map((name) => `${name} is missing`),
    ...strange.map(({ name }) => `${name} has a rule or trigger, or is a view: that is not of this app`),
  ];
}
