import { ConfigError } from '../../errors.ts';
import { readPostgresAddress } from './address.ts';
import { createPool } from './database.ts';
import { migrate } from './migrate.ts';
import { createPostgresStore } from './postgres-store.ts';
import { openPostgresForReading } from './read-postgres.ts';

/** A Postgres store that no replica works on. Throws ConfigError while one lives. */
export async function openPostgresForCopying(url: string, replicaId: string) {
  const address = readPostgresAddress(url);
  const { schema } = address;
  const pool = createPool(address, 2);
  try {
    await migrate(address);
    const store = createPostgresStore({
      pool,
      schema,
      replicaId,
      changed: () => {},
      timeOf: (now) => now,
    });
    const alive = await store.read((now) =>
      store.sql.get('SELECT 1 FROM replicas WHERE alive_until > ?', now),
    );
    if (alive !== undefined)
      throw new ConfigError(`A replica works on the schema ${schema}. Stop all of them, then copy.`);
    return {
      store,
      async verify() {
        const reader = await openPostgresForReading(url);
        try {
          return await reader.verify();
        } finally {
          await reader.close();
        }
      },
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
