import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';

/**
 * Makes a file that only its owner can read, or makes it so: the ledger names people, groups and reasons. What SQLite
 * puts beside it takes its mode.
 */
export function keepPrivate(file: string): void {
  try {
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  } catch {
    // Whoever opens it next says why it cannot be opened.
  }
  for (const part of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) {
    try {
      chmodSync(part, 0o600);
    } catch {
      // Not there, not ours, or of a file system without modes.
    }
  }
}
