import { writeSync } from 'node:fs';
import { createApp } from '../../src/app/create-app.ts';
import type { Clock } from '../../src/clock.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Ledger } from '../../src/leaving/ports/ledger.ts';
import { createLogger } from '../../src/logger.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

/**
 * The real app in a process that kills itself, with SIGKILL, at the nth durable boundary it comes to (DIE_AT). Its
 * clock runs SPEED times as fast as the machine's, counted from CLOCK_START.
 */
const speed = Number(process.env.SPEED);
const clockStart = Number(process.env.CLOCK_START);
let left = Number(process.env.DIE_AT ?? Number.POSITIVE_INFINITY);

const clock: Clock = {
  now: () => Math.round(clockStart + (Date.now() - clockStart) * speed),
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.max(0, delayMs) / speed);
    return () => clearTimeout(timer);
  },
};

function boundary(name: string): void {
  left -= 1;
  if (left > 0) return;
  writeSync(2, `died ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

function mortalLedger(ledger: Ledger): Ledger {
  return {
    ...ledger,
    async append(workspaceId, requestId, version, events) {
      boundary(`before ${events.at(-1)?.type}`);
      const result = await ledger.append(workspaceId, requestId, version, events);
      boundary(`after ${events.at(-1)?.type}`);
      return result;
    },
    async claim(...args) {
      boundary('before calling');
      const result = await ledger.claim(...args);
      boundary('after calling');
      return result;
    },
  };
}

const mortalFetch: typeof globalThis.fetch = async (input, init) => {
  const kind = /\/leave$/.test(String(input)) ? 'leave' : (/chat\.\w+$/.exec(String(input))?.[0] ?? null);
  if (kind !== null) boundary(`before ${kind}`);
  const response = await fetch(input, init);
  if (kind !== null) boundary(`after ${kind}`);
  return response;
};

const config = readConfig(process.env);
const logger = createLogger({ level: config.logLevel, secrets: [] });
const storage = await openStorage({ url: config.storeUrl, clock });
const mortal = { ...storage, ledger: mortalLedger(storage.ledger) };
await createApp({ config, clock, fetch: mortalFetch, random: () => 0.5, storage: mortal, logger }).start();
