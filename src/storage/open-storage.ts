import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Keyv } from 'keyv';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../leaving/ports/ledger.ts';
import type { Queue } from '../leaving/ports/queue.ts';
import { inTransaction, openDatabase } from './sqlite/database.ts';
import { SqliteKeyvStore } from './sqlite/keyv-store.ts';
import { lockStore } from './sqlite/process-lock.ts';
import { createSqliteLedger } from './sqlite/sqlite-ledger.ts';
import { createTimerQueue, type QueueOptions } from './timer-queue.ts';

/** Everything that lasts. */
export interface Storage {
  readonly ledger: Ledger;
  /** One queue per kind of work. */
  queue(options: Pick<QueueOptions, 'onError'>): Queue;
  /** One namespace of the key-value store. Faults throw; they never look like "not there". */
  keyv(namespace: string): Keyv;
  /** Whether a write goes through now. */
  writable(): Promise<boolean>;
  /** Releases the store for the next process. Idempotent. */
  close(): Promise<void>;
}

export interface StorageOptions {
  /** `sqlite:PATH`, or `sqlite::memory:` for a store that ends with the process. */
  readonly url: string;
  readonly clock: Clock;
}

/**
 * Opens the store, laying it out when it is new. Throws ConfigError for an address it does not know, StoreLocked while
 * another process has it.
 */
export async function openStorage({ url, clock }: StorageOptions): Promise<Storage> {
  const path = sqlitePath(url);
  const isInMemory = path === ':memory:';
  if (!isInMemory) mkdirSync(dirname(path), { recursive: true });
  const unlock = isInMemory ? () => {} : lockStore(path);
  const database = openOrUnlock(path, unlock);
  return {
    ledger: createSqliteLedger(database, clock),
    queue: ({ onError }) => createTimerQueue({ clock, onError }),
    keyv: (namespace) =>
      new Keyv({ store: new SqliteKeyvStore(database, namespace), namespace, throwOnErrors: true }),
    async writable() {
      try {
        inTransaction(database, () => database.exec('PRAGMA user_version = 1'));
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      if (database.isOpen) database.close();
      unlock();
    },
  };
}

function openOrUnlock(path: string, unlock: () => void) {
  try {
    return openDatabase(path);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The file a `sqlite:` address names. Throws ConfigError for any other address. */
export function sqlitePath(url: string): string {
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path === undefined) {
    throw new ConfigError(
      'STORE_URL names a store this version does not know. Use a SQLite file, for example sqlite:data/wasend.db.',
    );
  }
  return path;
}
