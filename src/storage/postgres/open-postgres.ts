import type pg from 'pg';
import { type Clock, neverBack } from '../../clock.ts';
import { StoreLayout, WasendSlackError } from '../../errors.ts';
import { refuseHalfCopied } from '../sql/half-copied.ts';
import { createLeases } from '../sql/pace/leases.ts';
import { createOwnCalls } from '../sql/pace/own-calls.ts';
import { createStorageParts } from '../sql/storage-parts.ts';
import type { StoreMeans } from '../sql/store-means.ts';
import { takeTurn } from '../sql/turns.ts';
import type { Storage, StorageOptions } from '../storage.ts';
import { readPostgresAddress } from './address.ts';
import { createAlone } from './alone.ts';
import { createPool, timeText } from './database.ts';
import { migrate } from './migrate.ts';
import { createPostgresStore } from './postgres-store.ts';
import { bringBack } from './replicas/bring-back.ts';
import { listen } from './replicas/listen.ts';
import { beatMs, startReplica } from './replicas/replica.ts';
import { createStoreTime, startStoreClock } from './replicas/store-clock.ts';
import { createPostgresWakes } from './replicas/wakes.ts';

export interface PostgresOptions extends StorageOptions {
  /** Whose time the store goes by: the database's, or for tests the clock that is given. */
  readonly time: 'database' | 'given';
  /** How often this replica says that it lives (milliseconds). */
  readonly everyMs: number;
  /** Connections shared with other stores, which outlive this one; its own where none are given. */
  readonly pool?: pg.Pool;
}

export const inService = { time: 'database', everyMs: beatMs } as const;

/** One replica's way into a Postgres that several may share. Throws StoreLayout where it cannot be worked with. */
export async function openPostgresStorage(options: PostgresOptions): Promise<Storage> {
  const address = readPostgresAddress(options.url);
  const pool = options.pool ?? createPool(address, address.poolSize);
  const end = async (): Promise<void> => {
    if (options.pool === undefined) await pool.end();
  };
  try {
    return await open(options, pool, address, end);
  } catch (cause) {
    await end();
    if (cause instanceof WasendSlackError) throw cause;
    throw new StoreLayout(`The store cannot be opened: ${(cause as Error).message}.`, cause);
  }
}

async function open(
  { clock: machineClock, newId, time, everyMs }: PostgresOptions,
  pool: pg.Pool,
  address: ReturnType<typeof readPostgresAddress>,
  end: () => Promise<void>,
): Promise<Storage> {
  const { schema } = address;
  const machine = neverBack(machineClock);
  await migrate(address);
  const replicaId = newId();
  const clock = await clockOf(machine, time, pool);
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const timeOf = time === 'given' ? () => machine.now() : createStoreTime(() => machine.monotonic());
  const store = createPostgresStore({ pool, schema, replicaId, changed, timeOf });
  const { sql } = store;
  const monotonic = (): number => machine.monotonic();
  const leases = createLeases(replicaId, monotonic, ({ leaseUntil }) => leaseUntil <= clock.now());
  const ownCalls = createOwnCalls(monotonic);
  const means: StoreMeans = { store, losable: store, sql, monotonic, newId, leases, ownCalls };
  await store.read(() => refuseHalfCopied(sql));
  await bringBack(means);
  const beaten = async (): Promise<void> => {
    await clock.set();
    changed();
  };
  const replica = await startReplica({ store, replicaId, clock: machine, beaten }, everyMs);
  const listening = await listen(address, replicaId, machine, changed);
  const alone = createAlone(address);
  const close = async (): Promise<void> => {
    await listening.close();
    await replica.close();
    await alone.close();
    await end();
  };
  let closed: Promise<void> | null = null;
  return {
    ...createStorageParts(means),
    clock,
    wakes: createPostgresWakes(means, replicaId, listeners),
    alone: alone.run,
    turn(name, betweenMs) {
      const key = `turns:${name}`;
      return store.write({ durability: 'losable', key }, (now) => takeTurn(sql, key, betweenMs, now));
    },
    writable: () =>
      pool.query('SELECT pg_is_in_recovery() AS is_standby').then(
        ({ rows }) => rows[0]?.is_standby === false,
        () => false,
      ),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

async function clockOf(
  machine: Clock,
  time: PostgresOptions['time'],
  pool: pg.Pool,
): Promise<Clock & { set(): Promise<void> }> {
  if (time === 'given') return { ...machine, set: async () => {} };
  const ask = async (): Promise<number> =>
    Number((await pool.query(`SELECT ${timeText} AS now`)).rows[0]?.now);
  return startStoreClock(machine, ask);
}
