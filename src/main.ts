import { ulid } from 'ulid';
import { createApp } from './app/create-app.ts';
import { newReference } from './app/new-reference.ts';
import { type Clock, neverBack, systemClock } from './clock.ts';
import { type Config, readConfig } from './config/read-config.ts';
import { passwordsIn } from './config/store-passwords.ts';
import { ConfigError, WasendSlackError } from './errors.ts';
import { createNodeExchange } from './http/node-exchange.ts';
import { createLogger, type Logger } from './logger.ts';
import { openStorage } from './storage/open-storage.ts';
import type { Storage } from './storage/storage.ts';

/** Longer than any call and what a stop adds to it: whatever still hangs then is left behind. */
const longestStopMs = 120_000;

/** Starts the app from the environment; stops it on SIGTERM and SIGINT. The only file that reads `process.env`. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  const clock = neverBack(systemClock);
  const storage = await openNamed(config.storeUrl, clock);
  const app = createApp({
    config,
    clock: storage.clock,
    exchange: createNodeExchange(process.env.NODE_USE_ENV_PROXY === '1' ? { proxyEnv: process.env } : {}),
    random: Math.random,
    storage,
    logger,
  });
  const end = endOnce(() => app.stop(), logger);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'stopping: the call under way ends first');
      end(0);
    });
  }
  for (const fault of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(fault, (error: unknown) => {
      const reference = newReference();
      logger.fatal(
        { error, reference, fault },
        'something broke that nobody had foreseen; stopping in order',
      );
      end(1);
    });
  }
  try {
    await app.start();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    end(1);
  }
}

/** Stops in order and exits, once: with the code it was first asked for. */
function endOnce(stop: () => Promise<void>, logger: Logger): (exitCode: number) => void {
  let isEnding = false;
  return (exitCode) => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), longestStopMs).unref();
    stop().then(
      () => process.exit(exitCode),
      (error) => {
        logger.fatal({ error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
}

/** What SQLite and the file system say names neither the variable nor the file. */
async function openNamed(storeUrl: string, clock: Clock): Promise<Storage> {
  try {
    return await openStorage({ url: storeUrl, clock, newId: () => ulid(clock.now()) });
  } catch (error) {
    if (error instanceof WasendSlackError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    if (passwordsIn(storeUrl).length > 0)
      throw new ConfigError(`The Postgres in STORE_URL cannot be opened: ${why}.`);
    throw new ConfigError(`STORE_URL ${storeUrl} cannot be opened: ${why}. Name a file this user can write.`);
  }
}

function secretsOf({ slack, wasend, encryptionKeys, storeUrl }: Config): string[] {
  const { identity } = slack;
  const own = identity.kind === 'oauth' ? [identity.clientSecret, identity.stateSecret] : [identity.botToken];
  const secrets = [...own, slack.appToken, slack.signingSecret, wasend.first?.apiKey];
  const keys = encryptionKeys.map((key) => key.toString('base64'));
  return [...secrets, ...keys, ...passwordsIn(storeUrl), process.env.PGPASSWORD].filter(
    (secret): secret is string => typeof secret === 'string' && secret !== '',
  );
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) {
    const faults = error.message.split('\n').map((fault) => `  - ${fault}`);
    return [
      'wasend-slack cannot start:',
      '',
      ...faults,
      '',
      'All variables are described in .env.example. To try the app without any of them: npm run sandbox',
    ].join('\n');
  }
  return `wasend-slack cannot start: ${error instanceof Error ? error.message : String(error)}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
