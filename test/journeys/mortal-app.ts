import { writeSync } from 'node:fs';
import { ulid } from 'ulid';
import { createApp } from '../../src/app/create-app.ts';
import type { Clock } from '../../src/clock.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import type { Ledger } from '../../src/leaving/ports/ledger.ts';
import { createLogger } from '../../src/logger.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

/**
 * The real app in a process that kills itself, with SIGKILL, when it comes to the durable boundary that DIE_AT names, such
 * as `before leave`. Its clock runs SPEED times as fast as the machine's, counted from CLOCK_START.
 */
const speed = Number(process.env.SPEED);
const clockStart = Number(process.env.CLOCK_START);
const dieAt = process.env.DIE_AT;

const clock: Clock = {
  now: () => Math.round(clockStart + (Date.now() - clockStart) * speed),
  monotonic: () => performance.now() * speed,
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.max(0, delayMs) / speed);
    return () => clearTimeout(timer);
  },
};

function boundary(name: string): void {
  if (name !== dieAt) return;
  writeSync(2, `died ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

function mortalLedger(ledger: Ledger): Ledger {
  return {
    ...ledger,
    async ask(ask) {
      boundary('before requested');
      const taken = await ledger.ask(ask);
      boundary('after requested');
      return taken;
    },
    async append(request, events) {
      boundary(`before ${events[0]?.type}`);
      const appended = await ledger.append(request, events);
      boundary(`after ${events[0]?.type}`);
      return appended;
    },
    async claim(request, claim) {
      boundary('before calling');
      const claimed = await ledger.claim(request, claim);
      if (claimed.kind === 'claimed') boundary('after calling');
      return claimed;
    },
  };
}

const exchange = createNodeExchange();
const mortalExchange: Exchange = async (call) => {
  const kind = /\/leave$/.test(call.url) ? 'leave' : (/chat\.\w+$/.exec(call.url)?.[0] ?? null);
  if (kind !== null) boundary(`before ${kind}`);
  const answer = await exchange(call);
  if (kind !== null) boundary(`after ${kind}`);
  return answer;
};

const config = readConfig(process.env);
const logger = createLogger({ level: config.logLevel, secrets: [] });
const storage = await openStorage({ url: config.storeUrl, clock, newId: () => ulid(clock.now()) });
const mortal = { ...storage, ledger: mortalLedger(storage.ledger) };
await createApp({
  config,
  clock,
  exchange: mortalExchange,
  random: () => 0.5,
  storage: mortal,
  logger,
}).start();
