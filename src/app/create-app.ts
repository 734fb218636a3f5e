import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/read-config.ts';
import { advance } from '../leaving/advance/advance.ts';
import type { Logger } from '../logger.ts';
import { register } from '../slack/register.ts';
import { type Services, wake } from '../slack/services.ts';
import { createCardRecords } from '../slack/telling/card-record.ts';
import { createDesks } from '../slack/telling/desks.ts';
import { createReport } from '../slack/telling/report.ts';
import { type InFlight, installErrorBoundary } from '../slack/wire/error-boundary.ts';
import { createHttpReceiver, createHttpServer, type HttpServer } from '../slack/wire/http-receiver.ts';
import { createSlackLogger } from '../slack/wire/slack-logger.ts';
import { createSocketReceiver } from '../slack/wire/socket-receiver.ts';
import {
  type Fetch,
  interactiveOptions,
  patientClient,
  type WebClientSettings,
} from '../slack/wire/web-clients.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Tenancy } from '../workspaces/tenancy.ts';
import { type Composition, composeServices } from './compose-services.ts';
import { composeTenancy } from './compose-tenancy.ts';
import { connectFirst } from './connect-first.ts';
import { createProbes } from './probes.ts';

export interface AppDependencies {
  readonly config: Config;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** From 0 up to 1; spaces the calls of long requests. */
  readonly random: () => number;
  readonly storage: Storage;
  readonly logger: Logger;
}

export interface RunningApp {
  /** Where HTTP listens; in Socket Mode only the probes are there. */
  readonly port: number;
  /** Takes nothing new, lets deliveries and steps under way end, closes the store. What is left continues at the next start. */
  stop(): Promise<void>;
}

/**
 * Puts the app together. Nothing runs before `start`, which answers once Slack can reach the app and every request
 * that was open is being worked on again. Throws ConfigError for a token Slack refuses.
 */
export function createApp(dependencies: AppDependencies): { start(): Promise<RunningApp> } {
  return { start: () => start(dependencies) };
}

async function start(dependencies: AppDependencies): Promise<RunningApp> {
  const { config, clock, storage, logger, fetch } = dependencies;
  const settings = {
    apiUrl: config.slack.apiUrl,
    fetch,
    logger: createSlackLogger(logger.child({ part: 'slack' })),
  };
  const composition = composeServices(dependencies);
  const { services } = composition;
  const { tenancy, single, pages } = await composeTenancy(dependencies, composition, settings);
  if (single !== null) await connectFirst(services, single.workspaceId, config);
  const receiver =
    config.slack.appToken === null
      ? createHttpReceiver(config.slack.signingSecret ?? '', settings.logger)
      : createSocketReceiver(config.slack.appToken, settings, { clock, logger });
  const inFlight = listen(receiver, tenancy, settings, composition, config);
  const server = createHttpServer({
    host: config.host,
    port: config.port,
    clock,
    probes: createProbes({ storage, receiver }),
    pages,
    slack: receiver instanceof HTTPReceiver ? { receiver } : null,
  });
  const port = await server.start();
  await startWork(composition, dependencies, { settings, tenancy });
  if (receiver instanceof SocketModeReceiver) await receiver.start();
  logger.info({ port, socketMode: receiver instanceof SocketModeReceiver }, 'ready');
  return { port, stop: once(() => stop(server, receiver, inFlight, services, storage)) };
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

async function startWork(
  { services, connect }: Composition,
  { config, clock, random, storage }: AppDependencies,
  { settings, tenancy }: { readonly settings: WebClientSettings; readonly tenancy: Tenancy },
): Promise<void> {
  const now = () => clock.now();
  const records = createCardRecords(storage.keyv('cards'));
  const desks = createDesks(services, records, async (workspaceId) => {
    const access = await tenancy.access(workspaceId);
    return access === null ? null : { client: patientClient(access.botToken, settings), url: access.url };
  });
  services.reports.process(createReport(services, desks));
  services.steps.process(async (requestId) => {
    const wakeAt = await advance(requestId, {
      ledger: services.ledger,
      connect,
      pace: config.pace,
      now,
      random,
    });
    await services.reports.schedule(requestId, now());
    return wakeAt;
  });
  for (const requestId of await services.ledger.open()) await wake(services, requestId);
}

async function stop(
  server: HttpServer,
  receiver: HTTPReceiver | SocketModeReceiver,
  inFlight: InFlight,
  services: Services,
  storage: Storage,
): Promise<void> {
  if (receiver instanceof SocketModeReceiver) await receiver.client.disconnect();
  await server.stop();
  await inFlight.settled();
  await Promise.all([services.steps.close(), services.reports.close()]);
  await storage.close();
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= action();
    return done;
  };
}
