import { createApp } from './app/create-app.ts';
import { systemClock } from './clock.ts';
import { type Config, readConfig } from './config/read-config.ts';
import { ConfigError } from './errors.ts';
import { createLogger } from './logger.ts';
import { openStorage } from './storage/open-storage.ts';

/** Starts the app from the environment; stops it on SIGTERM and SIGINT. The only file that reads `process.env`. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  const storage = await openStorage({ url: config.storeUrl, clock: systemClock });
  const app = createApp({
    config,
    clock: systemClock,
    fetch: globalThis.fetch,
    random: Math.random,
    storage,
    logger,
  });
  const running = await app.start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'stopping: the step under way ends first');
      running.stop().then(
        () => process.exit(0),
        (error) => {
          logger.fatal({ error }, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

function secretsOf({ slack, wasend, encryptionKeys }: Config): string[] {
  const { identity } = slack;
  const own = identity.kind === 'oauth' ? [identity.clientSecret, identity.stateSecret] : [identity.botToken];
  const secrets = [...own, slack.appToken, slack.signingSecret, wasend.first?.apiKey];
  const keys = encryptionKeys.map((key) => key.toString('base64'));
  return [...secrets, ...keys].filter((secret): secret is string => typeof secret === 'string');
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
