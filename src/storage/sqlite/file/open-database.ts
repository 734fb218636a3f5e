import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreLayout } from '../../../errors.ts';
import { createDatabase, type Database, inTransaction, sqliteSteps } from '../sql.ts';
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
export function openDatabase(path: string, now: number, newId: () => string, sync?: Sync): Database {
  refuseNewer(path, layoutInHeader(path));
  const file = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    prepareStore(file, path, now, newId);
    return withDisk(file, path, sync);
  } catch (cause) {
    file.close();
    if (cause instanceof StoreLayout) throw cause;
    throw new StoreLayout(`The store ${path} cannot be opened: ${(cause as Error).message}.`, cause);
  }
}

function prepareStore(file: DatabaseSync, path: string, now: number, newId: () => string): void {
  const opened = createDatabase(file);
  const found = layoutOf(file);
  refuseNewer(path, found);
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  if (found === layoutVersion) return;
  inTransaction(opened, 'durable', () => {
    if (found === 0) file.exec(newStore);
    if (found === 1) {
      file.exec(fromLayout1);
      opened.run(rebuild(sqliteSteps, now, newId));
    }
    if (found === 2) {
      file.exec(fromLayout2);
      opened.run(carryOverFrom2(sqliteSteps));
    }
    file.exec(`PRAGMA user_version = ${layoutVersion}`);
  });
}

/** From here on COMMIT leaves the log to us, where there is one: a file system may allow none, and memory has no need. */
function withDisk(file: DatabaseSync, path: string, sync: Sync | undefined): Database {
  const { journal_mode: log } = file.prepare('PRAGMA journal_mode').get() ?? {};
  if (log !== 'wal') return createDatabase(file);
  file.exec('PRAGMA synchronous = NORMAL');
  return createDatabase(file, createDisk(`${path}-wal`, sync));
}

function layoutOf(file: DatabaseSync): number {
  return Number(file.prepare('PRAGMA user_version').get()?.user_version ?? 0);
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
export function openForReading(path: string): Database {
  const file = new DatabaseSync(path, { readOnly: true });
  const found = layoutOf(file);
  if (found === layoutVersion) return createDatabase(file);
  file.close();
  const remedy =
    found > layoutVersion ? 'Start the newer version.' : 'Start the app once: it carries the store over.';
  throw new StoreLayout(
    `The store ${path} has layout ${found}; this version reads layout ${layoutVersion}. ${remedy}`,
  );
}
