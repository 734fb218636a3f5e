import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from './clock.ts';
import { type Composition, composeServices } from './compose-services.ts';
import type { Config } from './config.ts';
import { ConfigError } from './errors.ts';
import { advance } from './leaving/advance.ts';
import { ChannelId, type WorkspaceId } from './leaving/ids.ts';
import { parseSessionId } from './leaving/session-id.ts';
import type { Logger } from './logger.ts';
import { createProbes } from './probes.ts';
import { createCardRecords } from './slack/card-record.ts';
import { createDesks } from './slack/desks.ts';
import { type InFlight, installErrorBoundary } from './slack/error-boundary.ts';
import { createHttpReceiver, createHttpServer, type HttpServer } from './slack/http-receiver.ts';
import { register } from './slack/register.ts';
import { createReport } from './slack/report.ts';
import { type Services, wake } from './slack/services.ts';
import { createSlackLogger } from './slack/slack-logger.ts';
import { createSocketReceiver } from './slack/socket-receiver.ts';
import {
  type Fetch,
  interactiveOptions,
  patientClient,
  type WebClientSettings,
} from './slack/web-clients.ts';
import type { Storage } from './storage/open-storage.ts';
import type { Connection } from './workspaces/connections.ts';
import { createSingleWorkspace, type SingleWorkspace } from './workspaces/single-workspace.ts';

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
  const workspace = await createSingleWorkspace(
    config.slack.botToken,
    patientClient(config.slack.botToken, settings),
  );
  const composition = composeServices(dependencies);
  const { services } = composition;
  await connectFirst(services, workspace.workspaceId, config);
  const receiver =
    config.slack.appToken === null
      ? createHttpReceiver(config.slack.signingSecret ?? '', settings.logger)
      : createSocketReceiver(config.slack.appToken, settings, { clock, logger });
  const inFlight = listen(receiver, workspace, settings, services);
  const server = createHttpServer({
    host: config.host,
    port: config.port,
    clock,
    probes: createProbes({ storage, receiver }),
    slack: receiver instanceof HTTPReceiver ? { receiver } : null,
  });
  const port = await server.start();
  await startWork(composition, dependencies, { settings, url: workspace.url });
  if (receiver instanceof SocketModeReceiver) await receiver.start();
  logger.info({ port, socketMode: receiver instanceof SocketModeReceiver }, 'ready');
  return { port, stop: once(() => stop(server, receiver, inFlight, services, storage)) };
}

function listen(
  receiver: HTTPReceiver | SocketModeReceiver,
  workspace: SingleWorkspace,
  settings: WebClientSettings,
  services: Services,
): InFlight {
  const app = new App({
    receiver,
    authorize: async (source) => workspace.authorize(source),
    clientOptions: interactiveOptions(settings),
    logger: settings.logger,
    convoStore: false,
    extendedErrorHandler: true,
  });
  const inFlight = installErrorBoundary(app, services);
  register(app, services);
  return inFlight;
}

/**
 * The connection of the environment is stored once, for a workspace that has none; after that the store is the truth,
 * and a difference is said. Throws SealBroken when the stored one does not open: better now than at the first command.
 */
async function connectFirst(services: Services, workspaceId: WorkspaceId, config: Config): Promise<void> {
  const wanted = firstConnection(workspaceId, config, services.clock.now());
  if (wanted !== null) await services.connections.putIfAbsent(wanted);
  const stored = await services.connections.get(workspaceId);
  if (wanted === null || stored === null) return;
  const differing = (['apiKey', 'sessionId', 'auditChannel'] as const).filter(
    (field) => stored[field] !== wanted[field],
  );
  if (differing.length === 0) return;
  const remedy = `npm run workspaces -- disconnect ${workspaceId}`;
  services.logger.warn(
    { workspaceId, differing, remedy },
    'the stored connection is kept, though the environment differs from it',
  );
}

function firstConnection(
  workspaceId: WorkspaceId,
  { wasend: { first } }: Config,
  now: number,
): Connection | null {
  if (first === null) return null;
  const session = parseSessionId(first.sessionId);
  if (session.kind !== 'session')
    throw new ConfigError(`WASEND_SESSION_ID is not a session id. ${session.why}`);
  const auditChannel = first.auditChannel === null ? null : ChannelId.parse(first.auditChannel);
  return { workspaceId, apiKey: first.apiKey, sessionId: session.sessionId, auditChannel, connectedAt: now };
}

async function startWork(
  { services, connect }: Composition,
  { config, clock, random, storage }: AppDependencies,
  { settings, url }: { readonly settings: WebClientSettings; readonly url: string | null },
): Promise<void> {
  const now = () => clock.now();
  const records = createCardRecords(storage.keyv('cards'));
  const desks = createDesks(services, records, async () => ({
    client: patientClient(config.slack.botToken, settings),
    url,
  }));
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
