import { existsSync } from 'node:fs';
import { type Clock, systemClock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { WorkspaceId } from '../leaving/ids.ts';
import { sqlitePath } from './open-storage.ts';
import { isPostgres } from './postgres/address.ts';
import { workspacesWithEntries } from './sql/prune.ts';
import { createLedgerReader, type LedgerReader } from './sql/sql-ledger.ts';
import { openForReading } from './sqlite/file/open-database.ts';
import { refuseSecondName } from './sqlite/file/process-lock.ts';
import { guardedBy } from './sqlite/guarded.ts';
import { createSqliteReader } from './sqlite/sqlite-store.ts';
import { verifyStore } from './sqlite/verify-store.ts';
import type { StoreVerdict } from './verify.ts';

/** A store opened beside the running app: nothing can be written through it, and no lock is taken. */
export interface ReadStore extends LedgerReader {
  verify(): Promise<StoreVerdict>;
  workspaces(): Promise<readonly WorkspaceId[]>;
  close(): Promise<void>;
}

/** Throws ConfigError where there is none, StoreLayout where this version cannot read it or it has a second name. */
export async function openStoreForReading(
  url: string,
  clock: Pick<Clock, 'now'> = systemClock,
): Promise<ReadStore> {
  if (isPostgres(url)) {
    const { openPostgresForReading } = await import('./postgres/read-postgres.ts');
    const opened = await openPostgresForReading(url);
    return {
      ...createLedgerReader(opened),
      verify: opened.verify,
      workspaces: () => opened.read(() => workspacesWithEntries(opened.sql)),
      close: opened.close,
    };
  }
  const path = sqlitePath(url);
  if (!existsSync(path))
    throw new ConfigError(`There is no store at ${path}. Set STORE_URL to the one the app uses.`);
  refuseSecondName(path);
  const database = openForReading(path);
  const guarded = guardedBy(database.disk);
  const reader = createSqliteReader(database, () => clock.now());
  return {
    ...createLedgerReader(reader),
    verify: () => guarded(() => verifyStore(database, clock.now())),
    workspaces: () => reader.read(() => workspacesWithEntries(reader.sql)),
    close: async () => database.file.close(),
  };
}
