import { existsSync } from 'node:fs';
import { type Clock, systemClock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { WorkspaceId } from '../leaving/ids.ts';
import { sqlitePath } from './open-storage.ts';
import { workspacesWithEntries } from './sql/prune.ts';
import { createLedgerReader, type LedgerReader } from './sql/sql-ledger.ts';
import { openForReading } from './sqlite/file/open-database.ts';
import { guarded } from './sqlite/guarded.ts';
import { verifyStore } from './sqlite/verify-store.ts';
import type { StoreVerdict } from './verify.ts';

/** A store opened beside the running app: nothing can be written through it, and no lock is taken. */
export interface ReadStore extends LedgerReader {
  verify(): Promise<StoreVerdict>;
  workspaces(): Promise<readonly WorkspaceId[]>;
  close(): Promise<void>;
}

/** Throws ConfigError where there is none, StoreLayout where this version cannot read it. */
export async function openStoreForReading(
  url: string,
  clock: Pick<Clock, 'now'> = systemClock,
): Promise<ReadStore> {
  const path = sqlitePath(url);
  if (!existsSync(path))
    throw new ConfigError(`There is no store at ${path}. Set STORE_URL to the one the app uses.`);
  const sql = openForReading(path);
  return {
    ...createLedgerReader(sql),
    verify: () => guarded(() => verifyStore(sql, clock.now())),
    workspaces: () => guarded(() => workspacesWithEntries(sql)),
    close: async () => sql.database.close(),
  };
}
