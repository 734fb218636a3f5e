import { statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const memory = '/dev/shm';
/** More than the store of any house; a container may have as little as 64 MB for all. */
const enoughBytes = 256 * 1024 * 1024;

/**
 * A new folder for the store of a house, in memory where there is room: what lives for one test need not be waited for
 * until a disk has it. Whoever asked for it removes it.
 */
export function folderOfHouse(): Promise<string> {
  return mkdtemp(join(hasRoom() ? memory : tmpdir(), 'wasend-slack-journey-'));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enoughBytes;
  } catch {
    return false;
  }
}
