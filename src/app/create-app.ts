import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Config } from '../config/read-config.ts';
import { ConfigError } from '../errors.ts';
import { fetchOver } from '../http/fetch-over.ts';
import type { WorkspaceId } from '../leaving/ids.ts';
import type { Logger } from '../logger.ts';
import { register } from '../slack/register.ts';
import { type InFlight, installErrorBoundary } from '../slack/wire/error-boundary.ts';
import { createHttpReceiver } from '../slack/wire/http-receiver.ts';
import { createHttpServer } from '../slack/wire/http-server.ts';
import { createSlackLogger } from '../slack/wire/slack-logger.ts';
import { createSocketReceiver } from '../slack/wire/socket-receiver.ts';
import { interactiveOptions, type WebClientSettings } from '../slack/wire/web-clients.ts';
import { refusalOf } from '../workspaces/installed/refused-token.ts';
import type { Tenancy } from '../workspaces/installed/tenancy.ts';
import { resealAll } from '../workspaces/sealed/reseal.ts';
import { type Composition, composeServices } from './compose/compose-services.ts';
import { composeTenancy } from './compose/compose-tenancy.ts';
import { connectFirst } from './compose/connect-first.ts';
import type { AppDependencies } from './dependencies.ts';
import { createProbes } from './probes.ts';
import { type Patience, untilReached } from './reach-slack.ts';
import { startWork } from './start-work.ts';
import { type Stoppable, stopInOrder } from './stop-in-order.ts';

export interface RunningApp {
  /** Where HTTP listens; in Socket Mode only the probes are there. */
  readonly port: number;
  /** Begins no new call, lets the one under way and deliveries end, closes the store. What is left continues at the next start. Idempotent. */
  stop(): Promise<void>;
}

/** `stop` also ends a start that still waits for Slack; before any start it only closes the store. */
export interface StartableApp {
  start(): Promise<RunningApp>;
  stop(): Promise<void>;
}

/**
 * Puts the app together. Nothing runs before `start`, which answers once Slack can reach the app and every request
 * that was open is being worked on again; as long as Slack cannot be reached it goes on trying, and those requests are
 * worked on meanwhile. Throws ConfigError for a token Slack refuses; a start that throws has stopped what it had begun.
 */
export function createApp(dependencies: AppDependencies): StartableApp {
  let tenancy: Tenancy | null = null;
  const composition = composeServices(
    dependencies,
    async (workspaceId) => (await tenancy?.access(workspaceId))?.url ?? null,
  );
  let parts: Stoppable = { storage: dependencies.storage, clock: dependencies.clock };
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= stopInOrder(parts);
    return stopped;
  };
  const life: Life = {
    isStopping: () => stopped !== null,
    note: (more) => {
      parts = { ...parts, ...more };
    },
    know: (made) => {
      tenancy = made;
    },
    stop,
  };
  return {
    async start() {
      try {
        return await start(dependencies, composition, life);
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}

interface Life {
  readonly isStopping: () => boolean;
  /** Adds what a stop has to end from now on. */
  readonly note: (parts: Partial<Stoppable>) => void;
  /** The workspaces are known from now on. */
  readonly know: (tenancy: Tenancy) => void;
  readonly stop: () => Promise<void>;
}

async function start(
  dependencies: AppDependencies,
  composition: Composition,
  { isStopping, note, know: knowTenancy, stop }: Life,
): Promise<RunningApp> {
  const { config, clock, storage, logger, exchange } = dependencies;
  const { apiUrl, appToken } = config.slack;
  const slackLogger = createSlackLogger(logger.child({ part: 'slack' }));
  const settings = { apiUrl, fetch: fetchOver(exchange), logger: slackLogger };
  const hasOtherKeys = config.encryptionKeys.length > 1;
  const keyv = (namespace: string) => storage.keyv(namespace, 'durable');
  await resealAll({ keyv, secretBox: composition.secretBox, hasOtherKeys, logger });
  const { tenancy, reach, pages, exchanges } = composeTenancy(dependencies, composition, settings);
  knowTenancy(tenancy);
  if (exchanges !== null) note({ exchanges });
  const receiver =
    appToken === null
      ? createHttpReceiver(config.slack.signingSecret ?? '', settings.logger)
      : createSocketReceiver(appToken, settings, { clock, logger });
  const socket = receiver instanceof SocketModeReceiver ? receiver : null;
  const inFlight = listen(receiver, tenancy, settings, composition, config);
  let isKnown = false;
  const probes = createProbes({ storage, receiver, isSlackKnown: () => isKnown && !isStopping() });
  const slack =
    receiver instanceof HTTPReceiver
      ? { receiver, signingSecret: config.slack.signingSecret ?? '', isReady: () => isKnown }
      : null;
  const { host, publicPath } = config;
  const door = { host, port: config.port, publicPath, clock, logger, probes, pages, slack };
  const patience: Patience = { clock, logger, apiUrl, isStopping };
  const know = async (workspaceId: WorkspaceId | null): Promise<void> => {
    if (workspaceId !== null) await connectFirst(composition.services, workspaceId, config);
    isKnown = true;
  };
  // A refusal is told before anything runs; everything else is waited out while the work goes on.
  const atOnce = await orLater(reach, logger);
  if (atOnce !== undefined) await know(atOnce);
  const server = createHttpServer(door);
  note({ server, inFlight, socket: socket?.client });
  const port = await server.start();
  logger.info({ port }, 'listening');
  note({ working: startWork(composition, dependencies, { settings, tenancy }) });
  if (atOnce === undefined) {
    const late = await untilReached(async () => ({ workspaceId: await reach() }), patience);
    if (late !== null) await know(late.workspaceId);
  }
  if (socket !== null) await untilReached(() => openSocket(socket), patience);
  if (!isStopping()) logger.info({ port, socketMode: socket !== null }, 'ready');
  return { port, stop };
}

/** One try whose failure, but for a refusal, is left to the next. */
async function orLater<T>(reach: () => Promise<T>, logger: Logger): Promise<T | undefined> {
  try {
    return await reach();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    logger.debug({ error }, 'Slack did not answer at once');
    return undefined;
  }
}

async function openSocket(receiver: SocketModeReceiver): Promise<void> {
  try {
    await receiver.start();
  } catch (error) {
    const code = refusalOf(error);
    if (code === null) throw error;
    throw new ConfigError(
      `SLACK_APP_TOKEN is not accepted by Slack (${code}). Make an app-level token with the scope connections:write.`,
    );
  }
}

function listen(
  receiver: HTTPReceiver | SocketModeReceiver,
  tenancy: Tenancy,
  settings: WebClientSettings,
  { services, installations }: Composition,
  { workflowStep }: Config,
): InFlight {
  const app = new App({
    receiver,
    authorize: (source) => tenancy.authorize(source),
    clientOptions: interactiveOptions(settings),
    logger: settings.logger,
    convoStore: false,
    extendedErrorHandler: true,
    // A request may outlive the step's own token, which Slack lets die after a quarter of an hour.
    attachFunctionToken: false,
  });
  const inFlight = installErrorBoundary(app, services);
  register(app, services, installations, { workflowStep });
  return inFlight;
}
