import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

/** Puts what was written to an open file on the disk. */
export type Sync = (file: number) => Promise<void>;

/**
 * What a durable transaction still owes after its COMMIT. SQLite itself does not wait for the disk: the write-ahead log is
 * put there off the event loop, once for all who wait at that moment, and nobody is answered before.
 */
export interface Disk {
  /** A durable transaction was committed. */
  owe(): void;
  /**
   * Null when everything committed so far is on disk, else resolves when it is. Rejects when the disk did not take it; from
   * then on nobody knows what is there, and every call rejects.
   */
  settled(): Promise<void> | null;
  /** Throws once the disk did not take something. */
  check(): void;
  /** Waits for what is under way, and lets go of the file. Idempotent. */
  close(): Promise<void>;
}

interface Waiting {
  readonly upTo: number;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** For a store that has no write-ahead log, or is none on disk: SQLite does what is to be done. */
export const noDisk: Disk = {
  owe: () => undefined,
  settled: () => null,
  check: () => undefined,
  close: async () => undefined,
};

/** `log` is the write-ahead log of a database that is open: SQLite keeps the file as long. It holds no locks on it. */
export function createDisk(log: string, sync: Sync = promisify(fdatasync)): Disk {
  let owed = 0;
  let done = 0;
  let file: number | null = null;
  let fault: { readonly cause: unknown } | null = null;
  let running: Promise<void> | null = null;
  let waiting: Waiting[] = [];

  const run = async (): Promise<void> => {
    try {
      while (done < owed) {
        // Whatever is committed from here on waits for the next turn.
        const upTo = owed;
        file ??= openSync(log, 'r+');
        await sync(file);
        done = upTo;
        for (const one of waiting) if (one.upTo <= done) one.resolve();
        waiting = waiting.filter((one) => one.upTo > done);
      }
    } catch (cause) {
      fault = { cause };
      for (const one of waiting.splice(0)) one.reject(cause);
    } finally {
      running = null;
    }
  };
  const check = (): void => {
    if (fault !== null) throw fault.cause;
  };
  return {
    owe() {
      owed += 1;
      if (fault === null) running ??= run();
    },
    settled() {
      if (fault !== null) return Promise.reject(fault.cause);
      if (done === owed) return null;
      const upTo = owed;
      return new Promise((resolve, reject) => waiting.push({ upTo, resolve, reject }));
    },
    check,
    async close() {
      await running;
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}
