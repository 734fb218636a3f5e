import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Given, Statement, Steps } from '../sql/steps.ts';
import type { PostgresAddress } from './address.ts';
import { noteMade } from './silence.ts';

/**
 * How long one statement, the wait for a held lane or workspace, and a silent transaction may last, and how long an
 * answer is waited for (milliseconds). The last is for a server that vanished without a word: it ends nothing itself.
 */
export const patience = {
  statementMs: 15_000,
  idleMs: 30_000,
  connectMs: 10_000,
  silenceMs: 20_000,
} as const;

/** The store's time in epoch milliseconds, at this very moment. */
export const timeText = 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)';

const int8 = 20;

/** Sums and times come as 64-bit integers; all of ours are safe as numbers. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text');
}

/** An idle connection asks this soon whether the other end is still there (milliseconds). */
export const keepAliveMs = 10_000;

/**
 * A pool whose idle connections may break without ending the process: the next use of it says so. What has no answer
 * after `silenceMs` fails, and may have been done.
 */
export function createPool(
  { connectionString }: PostgresAddress,
  max: number,
  silenceMs: number = patience.silenceMs,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: patience.connectMs,
    idleTimeoutMillis: 30_000,
    query_timeout: silenceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    types: { getTypeParser } as pg.CustomTypesConfig,
    application_name: 'wasend-slack',
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => noteMade(pool, client));
  return pool;
}

const spelled = new Map<string, string>();

/** `?` as Postgres numbers them. No text of ours holds one otherwise. */
function numbered(text: string): string {
  const known = spelled.get(text);
  if (known !== undefined) return known;
  let place = 0;
  const made = text.replaceAll('?', () => {
    place += 1;
    return `$${place}`;
  });
  spelled.set(text, made);
  return made;
}

/** Runs steps to their end on one connection. */
export async function runSteps<T>(client: pg.ClientBase, steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    let given: Given;
    try {
      given = await give(client, step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(given);
  }
  return step.value;
}

async function give(client: pg.ClientBase, { text, values }: Statement): Promise<Given> {
  const { rows, rowCount } = await client.query(numbered(text), [...values]);
  return { rows, changes: rowCount ?? 0 };
}

/** The number by which Postgres locks a name, as text. Two names with one number only wait for each other. */
export function lockNumber(schema: string, name: string): string {
  return createHash('sha256').update(`${schema}\n${name}`).digest().readBigInt64BE().toString();
}

/** Everything a transaction begins with, in one round trip; answers the store's time when all is held. */
export async function begin(
  client: pg.ClientBase,
  {
    schema,
    mode,
    settings,
    locks,
  }: {
    readonly schema: string;
    readonly mode: string;
    readonly settings: readonly string[];
    readonly locks: readonly string[];
  },
): Promise<number> {
  // Only for this transaction: behind a pooler the connection is somebody else's afterwards.
  const text = [
    `BEGIN ${mode}`,
    `SET LOCAL search_path = "${schema}"`,
    `SET LOCAL statement_timeout = ${patience.statementMs}`,
    ...settings,
    ...locks.map((lock) => `SELECT pg_advisory_xact_lock(${lock})`),
    `SELECT ${timeText} AS now`,
  ].join('; ');
  const results = (await client.query(text)) as unknown as pg.QueryResult<{ now: number }>[];
  return Number(results.at(-1)?.rows[0]?.now);
}
