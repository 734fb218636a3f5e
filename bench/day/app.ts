import { ulid } from 'ulid';
import { type Composition, composeServices } from '../../src/app/compose/compose-services.ts';
import { composeTenancy } from '../../src/app/compose/compose-tenancy.ts';
import { startWork, type Working } from '../../src/app/start-work.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { fetchOver } from '../../src/http/fetch-over.ts';
import { createLogger } from '../../src/logger.ts';
import { createSlackLogger } from '../../src/slack/wire/slack-logger.ts';
import { patientClient } from '../../src/slack/wire/web-clients.ts';
import type { Storage } from '../../src/storage/storage.ts';
import type { ParseAnswer } from '../../src/wasend/parsing/parse-answer.ts';
import { reduceAnswer } from '../../src/wasend/parsing/reduce-answer.ts';
import type { Tenancy } from '../../src/workspaces/installed/tenancy.ts';
import { encryptionKey } from '../peers/start-peer.ts';
import { signingSecret } from '../world/names.ts';
import { Chance } from './chance.ts';
import { slackUrl } from './outside/slack.ts';
import { wasendUrl } from './outside/wasend.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The product without its doors: everything but Bolt and HTTP, for many workspaces installed by OAuth. */
export interface DayApp extends Composition {
  readonly tenancy: Tenancy;
  clientOf(botToken: string): ReturnType<typeof patientClient>;
  /** Begins to do what is due. */
  start(): Working;
}

export interface DayAppMeans {
  readonly clock: VirtualClock;
  readonly storage: Storage;
  readonly exchange: Exchange;
  readonly seed: number;
  /** What is logged at error, a line each. */
  readonly onError: (line: string) => void;
}

/** Read where they come, whatever their size: what another thread does, a virtual clock cannot wait for. */
const parse: ParseAnswer = async (reducing) => reduceAnswer(reducing);

export function composeDay({ clock, storage, exchange, seed, onError }: DayAppMeans): DayApp {
  const config = readConfig({
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slackUrl,
    SLACK_CLIENT_ID: '1234567890.1234567890',
    SLACK_CLIENT_SECRET: 'day-client-secret',
    SLACK_STATE_SECRET: 'day-state-secret-that-is-long-enough-for-anyone',
    PUBLIC_URL: 'https://day.invalid',
    WASEND_BASE_URL: wasendUrl,
    ENCRYPTION_KEY: encryptionKey,
  });
  const logger = createLogger({ level: 'error', secrets: [], destination: { write: onError } });
  const random = new Chance(`app ${seed}`).next;
  const dependencies = { config, clock, exchange, parse, random, storage, logger };
  let tenancy: Tenancy | null = null;
  const composition = composeServices(
    dependencies,
    async (workspaceId) => (await tenancy?.access(workspaceId))?.url ?? null,
  );
  const settings = {
    apiUrl: slackUrl,
    fetch: fetchOver(exchange),
    logger: createSlackLogger(logger),
  };
  const composed = composeTenancy(dependencies, composition, settings);
  tenancy = composed.tenancy;
  return {
    ...composition,
    tenancy: composed.tenancy,
    clientOf: (botToken) => patientClient(botToken, settings),
    start: () => startWork(composition, dependencies, { settings, tenancy: composed.tenancy }),
  };
}

/** Ids as the product makes them, from the clock and from seeded randomness. */
export function idsOf(clock: VirtualClock, seed: number | string): () => string {
  const { next } = new Chance(`ids ${seed}`);
  return () => ulid(clock.now(), next);
}
