import type pg from 'pg';
import { LedgerUnavailable, WasendSlackError } from '../../errors.ts';
import { createOneByOne } from '../sql/one-by-one.ts';
import { createSteps, type Steps } from '../sql/steps.ts';
import type { Durability, Held, Store } from '../sql/store.ts';
import { begin, lockNumber, patience, runSteps } from './database.ts';
import { transaction } from './transaction.ts';

export const postgresSteps = createSteps('(SELECT jsonb_array_elements_text(CAST(? AS jsonb)))');

export interface PostgresStoreMeans {
  readonly pool: pg.Pool;
  readonly schema: string;
  /** Told in the transaction itself, to the other replicas. */
  readonly replicaId: string;
  /** Told afterwards, to this one. */
  readonly changed: () => void;
  /** The store's time when the database says that it is `databaseNow` (epoch milliseconds, both). */
  readonly timeOf: (databaseNow: number) => number;
}

/** Taken back because two waited for each other, or read what the other changed: done again, nothing was written. */
const isTakenBack = (error: unknown): boolean =>
  ['40P01', '40001'].includes((error as { readonly code?: string }).code ?? '');
const mostTries = 5;

/** What is asked of Postgres fails as one thing: without the ledger nothing may be left. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof WasendSlackError) throw cause;
    throw new LedgerUnavailable('The ledger cannot be read or written.', cause);
  }
}

/**
 * A database that several replicas share. What is held is held by locks of the transaction, the lane before the
 * number and that before the workspace, so that two who hold them never wait for each other.
 */
export function createPostgresStore(means: PostgresStoreMeans): Store {
  const { pool, schema, changed } = means;
  const settings = (durability: Durability): string[] => [
    `SET LOCAL idle_in_transaction_session_timeout = ${patience.idleMs}`,
    // Said each time: what a role or database has by default may acknowledge what a failover would take back.
    `SET LOCAL synchronous_commit = ${durability === 'losable' ? 'off' : 'on'}`,
  ];
  // Who waits for a lane waits here, without a connection: otherwise one busy lane would keep all others from theirs.
  const oneByOne = createOneByOne();
  const inWrite = async <T>(
    held: Held,
    durability: Durability,
    work: (client: pg.PoolClient, now: number) => Promise<T>,
  ): Promise<T> => {
    const names = namesOf(held);
    const run = () =>
      transaction(pool, async (client) => {
        const now = await begin(client, {
          schema,
          mode: 'ISOLATION LEVEL READ COMMITTED',
          settings: settings(durability),
          locks: names.map((name) => lockNumber(schema, name)),
        });
        return work(client, means.timeOf(now));
      });
    const inTurn = names.reduceRight<() => Promise<T>>(
      (next, name) => () => oneByOne(name, next),
      () => again(run),
    );
    return guarded(inTurn);
  };
  const tell = async (client: pg.PoolClient, wakes: boolean | undefined): Promise<void> => {
    if (wakes === true) await client.query('SELECT pg_notify($1, $2)', [schema, means.replicaId]);
  };
  return {
    sql: postgresSteps,
    read: createRead(means),
    async write({ durability, wakes, ...held }, work) {
      const result = await inWrite(held, durability, async (client, now) => {
        const done = await runSteps(client, work(now));
        await tell(client, wakes);
        return done;
      });
      if (wakes === true) changed();
      return result;
    },
    async judge({ wakes, ...held }, judge) {
      const result = await inWrite(held, 'durable', async (client, now) => {
        const judged = await runSteps(client, judge(now));
        if (judged.kind === 'settled') return judged.result;
        if (judged.durability === 'losable') await client.query('SET LOCAL synchronous_commit = off');
        const done = await runSteps(client, judged.steps);
        await tell(client, wakes);
        return done;
      });
      if (wakes === true) changed();
      return result;
    },
  };
}

/** Reads see one state of the store, whatever is written meanwhile. */
export function createRead({
  pool,
  schema,
  timeOf,
}: Pick<PostgresStoreMeans, 'pool' | 'schema' | 'timeOf'>): Store['read'] {
  return <T>(work: (now: number) => Steps<T>) =>
    guarded(() =>
      transaction(pool, async (client) => {
        const mode = 'ISOLATION LEVEL REPEATABLE READ READ ONLY';
        const now = await begin(client, { schema, mode, settings: [], locks: [] });
        return runSteps(client, work(timeOf(now)));
      }),
    );
}

function namesOf({ lane, number, workspaceId, key }: Held): string[] {
  return [
    ...(lane === undefined ? [] : [`lane ${lane}`]),
    ...(number === undefined ? [] : [`number ${number}`]),
    ...(workspaceId === undefined ? [] : [`workspace ${workspaceId}`]),
    ...(key === undefined ? [] : [`key ${key}`]),
  ];
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= mostTries || !isTakenBack(error)) throw error;
    }
  }
}
