import type pg from 'pg';
import type { PostgresAddress } from './address.ts';
import { createPool, lockNumber, patience } from './database.ts';
import { transaction } from './transaction.ts';

export interface Alone {
  /** Does work that no other replica does under the same name meanwhile. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How long such work may last (milliseconds); a replica that hangs in it loses its turn. */
const longestMs = 60_000;

/** A pool of its own, so that whoever waits here keeps no connection from the work it waits for. */
export function createAlone(address: PostgresAddress): Alone {
  let pool: pg.Pool | null = null;
  return {
    run(name, work) {
      pool ??= createPool(address, 2, longestMs + patience.silenceMs);
      return transaction(pool, async (client) => {
        const lock = lockNumber(address.schema, `alone ${name}`);
        await client.query(
          `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${longestMs}; SET LOCAL statement_timeout = ${longestMs};
           SELECT pg_advisory_xact_lock(${lock})`,
        );
        return work();
      });
    },
    async close() {
      await pool?.end();
    },
  };
}
