import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreLayout } from '../../../errors.ts';
import { createSql, inTransaction, type Sql } from '../sql.ts';
import { carryOverFrom2 } from './carry-over-2.ts';
import { createDisk, type Sync } from './disk.ts';
import { fromLayout1, fromLayout2, layoutVersion, newStore } from './layout.ts';
import { rebuild } from './rebuild.ts';

/** How long a write waits for another connection, such as a backup's. It blocks the process, so it is short. */
const busyTimeoutMs = 250;

/**
 * Opens the store. One that is new is laid out, one of an earlier layout is carried over in one transaction. Throws
 * StoreLayout for a store of a later version, and when the file is no store.
 */
export function openDatabase(path: string, now: number, newId: () => string, sync?: Sync): Sql {
  refuseNewer(path, layoutInHeader(path));
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    prepareStore(database, path, now, newId);
    return withDisk(database, path, sync);
  } catch (cause) {
    database.close();
    if (cause instanceof StoreLayout) throw cause;
    throw new StoreLayout(`The store ${path} cannot be opened: ${(cause as Error).message}.`, cause);
  }
}

function prepareStore(database: DatabaseSync, path: string, now: number, newId: () => string): void {
  const sql = createSql(database);
  const found = Number(sql.get('PRAGMA user_version')?.user_version ?? 0);
  refuseNewer(path, found);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  if (found === layoutVersion) return;
  inTransaction(sql, 'durable', () => {
    if (found === 0) database.exec(newStore);
    if (found === 1) {
      database.exec(fromLayout1);
      rebuild(sql, now, newId);
    }
    if (found === 2) {
      database.exec(fromLayout2);
      carryOverFrom2(sql);
    }
    database.exec(`PRAGMA user_version = ${layoutVersion}`);
  });
}

/** From here on COMMIT leaves the log to us, where there is one: a file system may allow none, and memory has no need. */
function withDisk(database: DatabaseSync, path: string, sync: Sync | undefined): Sql {
  const { journal_mode: log } = database.prepare('PRAGMA journal_mode').get() ?? {};
  if (log !== 'wal') return createSql(database);
  database.exec('PRAGMA synchronous = NORMAL');
  return createSql(database, createDisk(`${path}-wal`, sync));
}

function refuseNewer(path: string, found: number): void {
  if (found <= layoutVersion) return;
  throw new StoreLayout(
    `The store ${path} was written by a newer version of this app (layout ${found}; this one knows ${layoutVersion}). Start the newer version.`,
  );
}

/** SQLite keeps the layout's number in the 60th byte and the three after it. Read so, nothing of the file is touched. */
function layoutInHeader(path: string): number {
  if (!existsSync(path)) return 0;
  const header = Buffer.alloc(64);
  const file = openSync(path, 'r');
  try {
    const isStore = readSync(file, header) === 64 && header.toString('latin1', 0, 15) === 'SQLite format 3';
    return isStore ? header.readUInt32BE(60) : 0;
  } finally {
    closeSync(file);
  }
}

/** Opens a store for reading beside the running app; it must have today's layout. Throws StoreLayout otherwise. */
export function openForReading(path: string): Sql {
  const sql = createSql(new DatabaseSync(path, { readOnly: true }));
  const found = Number(sql.get('PRAGMA user_version')?.user_version ?? 0);
  if (found === layoutVersion) return sql;
  sql.database.close();
  const remedy =
    found > layoutVersion ? 'Start the newer version.' : 'Start the app once: it carries the store over.';
  throw new StoreLayout(
    `The store ${path} has layout ${found}; this version reads layout ${layoutVersion}. ${remedy}`,
  );
}
