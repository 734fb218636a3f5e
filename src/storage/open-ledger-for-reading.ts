import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../errors.ts';
import { sqlitePath } from './open-storage.ts';
import { createLedgerReader, type LedgerReader } from './sqlite/read-ledger.ts';
import { guarded } from './sqlite/sqlite-ledger.ts';

/** Opens the ledger beside the running app: nothing can be written through it, and no lock is taken. */
export async function openLedgerForReading(url: string): Promise<LedgerReader & { close(): Promise<void> }> {
  const path = sqlitePath(url);
  if (!existsSync(path))
    throw new ConfigError(`There is no store at ${path}. Set STORE_URL to the one the app uses.`);
  const database = new DatabaseSync(path, { readOnly: true });
  return {
    ...createLedgerReader(database, guarded),
    close: async () => database.close(),
  };
}
