import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../../errors.ts';
import { sqlitePath } from '../open-storage.ts';
import { isPostgres } from '../postgres/address.ts';
import type { Store } from '../sql/store.ts';
import { openDatabase } from '../sqlite/file/open-database.ts';
import { keepPrivate } from '../sqlite/file/private-file.ts';
import { lockStore } from '../sqlite/file/process-lock.ts';
import { createSqliteStore } from '../sqlite/sqlite-store.ts';
import { verifyStore } from '../sqlite/verify-store.ts';
import type { StoreVerdict } from '../verify.ts';

/** A store that nobody works on while it is copied. */
export interface CopyEnd {
  readonly store: Store;
  verify(): Promise<StoreVerdict>;
  close(): Promise<void>;
}

/** Throws ConfigError where a source is not there or somebody works on it, StoreLocked for the process of a SQLite file. */
export async function openForCopying(
  url: string,
  as: 'source' | 'target',
  newId: () => string,
): Promise<CopyEnd> {
  if (isPostgres(url)) {
    const { openPostgresForCopying } = await import('../postgres/copy-postgres.ts');
    return openPostgresForCopying(url, newId());
  }
  const path = sqlitePath(url);
  if (as === 'source' && !existsSync(path)) throw new ConfigError(`There is no store at ${path}.`);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unlock = lockStore(path);
  try {
    keepPrivate(path);
    const database = openDatabase(path, Date.now(), newId);
    return {
      store: createSqliteStore(
        database,
        () => Date.now(),
        () => {},
      ),
      verify: async () => verifyStore(database, Date.now()),
      async close() {
        await database.disk.close();
        database.file.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
