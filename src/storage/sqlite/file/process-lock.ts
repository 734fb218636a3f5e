import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreLayout, StoreLocked } from '../../../errors.ts';
import { keepPrivate } from './private-file.ts';

/**
 * Keeps a second process off the store. The lock is an open exclusive transaction on a file beside it, so the system
 * takes it back when the process dies, however it dies. Throws StoreLocked while somebody else holds it, and
 * StoreLayout where it cannot be had at all. Answers the release.
 */
export function lockStore(path: string): () => void {
  refuseSecondName(path);
  const file = `${realPath(path)}.lock`;
  keepPrivate(file);
  const lock = openLock(path, file);
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cannotBeOpened(path, cause);
    throw new StoreLocked(
      `the store ${path} is in use by another process. One store serves one process: stop the other one, or set STORE_URL to another file.`,
    );
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}

/**
 * A file with two names (hard links) would have two locks, and SQLite would keep what is not yet in the file beside each
 * name: https://www.sqlite.org/howtocorrupt.html#_multiple_links_to_the_same_file. Throws StoreLayout.
 */
export function refuseSecondName(path: string): void {
  const names = existsSync(path) ? statSync(path).nlink : 1;
  if (names < 2) return;
  throw new StoreLayout(
    `The store ${path} has ${names} names (hard links), and two processes could use it at once by different ones. Keep one name: find -samefile shows the others; remove them, and back up by copying.`,
  );
}

function openLock(path: string, file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (cause) {
    throw cannotBeOpened(path, cause);
  }
}

function isBusy(cause: unknown): boolean {
  const busy = 5;
  return ((cause as { readonly errcode?: number }).errcode ?? 0) % 256 === busy;
}

function cannotBeOpened(path: string, cause: unknown): StoreLayout {
  return new StoreLayout(`The store ${path} cannot be opened: ${(cause as Error).message}.`, cause);
}

/** The file itself, however it was named: another name for the same store is the same store. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}
