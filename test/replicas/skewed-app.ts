import { ulid } from 'ulid';
import { createApp } from '../../src/app/create-app.ts';
import { type Clock, neverBack } from '../../src/clock.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { createLogger } from '../../src/logger.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

/** The real app on a machine whose clock is wrong by SKEW_MS. */
const skewMs = Number(process.env.SKEW_MS);
const machine: Clock = {
  now: () => Date.now() + skewMs,
  monotonic: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.max(0, delayMs));
    return () => clearTimeout(timer);
  },
};

const config = readConfig(process.env);
const logger = createLogger({ level: config.logLevel, secrets: [] });
const clock = neverBack(machine);
const storage = await openStorage({ url: config.storeUrl, clock, newId: () => ulid(clock.now()) });
const { random } = Math;
const exchange = createNodeExchange();
const app = createApp({ config, clock: storage.clock, exchange, random, storage, logger });
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
await app.start();
