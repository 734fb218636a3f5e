import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../errors.ts';
import { isPostgres } from './postgres/address.ts';
import { keepPrivate } from './sqlite/file/private-file.ts';
import { lockStore } from './sqlite/file/process-lock.ts';
import { openSqliteStorage } from './sqlite/open-sqlite.ts';
import type { Storage, StorageOptions } from './storage.ts';

/**
 * Opens the store, laying it out when it is new. Throws ConfigError for an address it does not know, StoreLocked while
 * another process has it, StoreLayout where it cannot be worked with.
 */
export async function openStorage({ url, ...options }: StorageOptions): Promise<Storage> {
  if (isPostgres(url)) {
    // Whoever keeps to SQLite never loads the driver.
    const { inService, openPostgresStorage } = await import('./postgres/open-postgres.ts');
    return openPostgresStorage({ url, ...options, ...inService });
  }
  const path = sqlitePath(url);
  const isInMemory = path === ':memory:';
  if (!isInMemory) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unlock = isInMemory ? () => {} : lockStore(path);
  try {
    if (!isInMemory) keepPrivate(path);
    return openSqliteStorage({ path, unlock, ...options });
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
      'STORE_URL names a store this version does not know. Use a SQLite file, for example sqlite:data/wasend.db, or postgres://user@host/database.',
    );
  }
  return path;
}
