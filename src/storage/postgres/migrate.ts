import type pg from 'pg';
import { StoreLayout } from '../../errors.ts';
import type { PostgresAddress } from './address.ts';
import { createPool, lockNumber } from './database.ts';
import { postgresLayoutVersion, postgresTables } from './layout.ts';
import { transaction } from './transaction.ts';

/** How long another replica may take to carry a big store over (milliseconds). */
const longestMs = 60 * 60_000;

/**
 * Lays the schema out where it is new and carries an earlier layout over, in one transaction that one replica at a time
 * makes. Throws StoreLayout for a layout of a later version.
 */
export async function migrate(address: PostgresAddress): Promise<void> {
  const pool = createPool(address, 1, longestMs);
  try {
    await layOut(pool, address.schema);
  } finally {
    await pool.end();
  }
}

async function layOut(pool: pg.Pool, schema: string): Promise<void> {
  await transaction(pool, async (client) => {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${lockNumber(schema, 'layout')})`);
    const found = await layoutOf(client, schema);
    if (found !== null) refuseOther(schema, found);
    if (found === postgresLayoutVersion) return;
    // Asked for only where it is missing: a role that may not make schemas can be given one.
    const known = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
    if (known.rowCount === 0) await client.query(`CREATE SCHEMA "${schema}"`);
    await client.query(`SET LOCAL search_path = "${schema}"; ${postgresTables}`);
    await client.query(
      `CREATE TABLE layout (version INTEGER NOT NULL); INSERT INTO layout VALUES (${postgresLayoutVersion})`,
    );
  });
}

/** The layout's number; null where nothing is laid out yet. */
export async function layoutOf(client: pg.ClientBase, schema: string): Promise<number | null> {
  const there = await client.query('SELECT to_regclass($1) IS NOT NULL AS is_there', [`"${schema}".layout`]);
  if (there.rows[0]?.is_there !== true) return null;
  const { rows } = await client.query(`SELECT version FROM "${schema}".layout`);
  return Number(rows[0]?.version);
}

export function refuseOther(schema: string, found: number): void {
  if (found <= postgresLayoutVersion) return;
  throw new StoreLayout(
    `The schema ${schema} was written by a newer version of this app (layout ${found}; this one knows ${postgresLayoutVersion}). Start the newer version.`,
  );
}
