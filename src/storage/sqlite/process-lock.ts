import { DatabaseSync } from 'node:sqlite';
import { StoreLocked } from '../../errors.ts';

/**
 * Keeps a second process off the store. The lock is an open exclusive transaction on a file beside it, so the system
 * takes it back when the process dies, however it dies. Throws StoreLocked while somebody else holds it. Answers the
 * release.
 */
export function lockStore(path: string): () => void {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new StoreLocked(
      `the store ${path} is in use by another process. One store serves one process: stop the other one, or set STORE_URL to another file.`,
    );
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
