import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { failure, send } from './answer-call.ts';
import { type Courier, createCourier, type SentParcel } from './deliveries.ts';
import { createIds } from './ids.ts';
import { createInstalls } from './installs.ts';
import { createJournal, type JournalEntry, type Problem } from './journal.ts';
import { createKnobs, type Knobs } from './knobs.ts';
import { closeView } from './people/close-view.ts';
import { type FilledView, fillView } from './people/fill-view.ts';
import { type MessagePress, press, pressInView, type ViewPress } from './people/press.ts';
import { runStep, type StepRun } from './people/run-step.ts';
import { type AppEvent, openHome, sendEvent } from './people/send-event.ts';
import { type Submission, submitView } from './people/submit-view.ts';
import { type Suggestions, suggest, type Typing } from './people/suggest.ts';
import { type TypedCommand, typeCommand } from './people/type-command.ts';
import type { Delivery } from './post-over-http.ts';
import { createRateLimits } from './rate-limits.ts';
import { handleResponseUrlCall } from './response-url-call.ts';
import { createResponseUrls } from './response-urls.ts';
import { signatureHeaders } from './signing.ts';
import type { SlackParts } from './slack-parts.ts';
import { createSocketMode, type SocketMode } from './socket-mode/socket-mode.ts';
import { createTriggers } from './triggers.ts';
import type { StepEnd } from './web-api/function-methods.ts';
import { handleWebApiCall } from './web-api/web-api.ts';
import { createWorld, type World } from './world.ts';
import type { WorldSeed } from './world-seed.ts';

export interface SlackStandInOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly signingSecret: string;
  /** Epoch ms; for triggers, response_urls, timestamps and signatures. */
  readonly now?: () => number;
  readonly world?: WorldSeed;
  /** How long the app may take to acknowledge; Slack's 3000 ms when left out. */
  readonly ackTimeoutMs?: number;
}

/** A Slack of one's own: Web API, response_urls, Socket Mode, and the people who use it. */
export interface SlackStandIn {
  readonly url: string;
  /** For `slackApiUrl`. */
  readonly apiUrl: string;
  readonly world: World;
  readonly knobs: Knobs;
  /** Every call the app made, in order of arrival. */
  readonly journal: readonly JournalEntry[];
  /** Every payload the app was sent, in order of its acknowledgement. */
  readonly deliveries: readonly SentParcel[];
  /** Everything real Slack would refuse as the app's fault, or that smells; empty after a clean journey. */
  readonly problems: readonly Problem[];
  readonly socketMode: Pick<
    SocketMode,
    'connectionCount' | 'disconnect' | 'dropConnections' | 'duplicateNext'
  >;
  /** Where payloads go over HTTP from now on; without an address, or with null, they go over Socket Mode. */
  deliverTo(eventsUrl: string | null): void;
  typeCommand(typed: TypedCommand): Promise<Delivery>;
  /** Fills fields of an open view in, as somebody types; nothing is sent. */
  fillView(filled: FilledView): void;
  submitView(submission: Submission): Promise<Delivery[]>;
  closeView(act: { user: string; viewId: string; all?: boolean }): Promise<Delivery[]>;
  press(act: MessagePress): Promise<Delivery[]>;
  pressInView(act: ViewPress): Promise<Delivery>;
  suggest(typing: Typing): Promise<Suggestions>;
  openHome(act: { user: string; tab?: 'home' | 'messages' }): Promise<Delivery>;
  event(sent: AppEvent): Promise<Delivery>;
  /** A workflow reaches the app's step. */
  runStep(run: StepRun): Promise<Delivery>;
  /** How each run of a step ended, by execution id; null while it runs. */
  readonly steps: ReadonlyMap<string, StepEnd>;
  /** A person approves the app for a workspace; answers the code that the browser carries back. */
  approveInstall(act: { workspace: string; user: string; redirectUri?: string }): string;
  /** Turns token rotation on or off for installs from now on. */
  rotateTokens(isOn: boolean): void;
  /** Sends these very bytes and headers to the app. */
  raw(body: string, headers: Readonly<Record<string, string>>): Promise<Delivery>;
  /** The signature headers for a body; the timestamp is in seconds and `now` when left out. */
  sign(body: string, timestampSeconds?: number): Record<string, string>;
  /** Stops listening and ends every connection, held ones too. May be called twice. */
  close(): Promise<void>;
}

/** Starts a stand-in for Slack on a local port. */
export async function startSlackStandIn(options: SlackStandInOptions): Promise<SlackStandIn> {
  const { signingSecret, now = Date.now, ackTimeoutMs = 3000 } = options;
  const closing = new AbortController();
  const server = createServer();
  const sockets = trackSockets(server);
  const slack = createParts(options.world, now, () => urlOf(server, options.host));
  const courier = createCourier({ signingSecret, ackTimeoutMs, now, socketMode: slack.socketMode });
  server.on('request', (request, response) => {
    route(slack, request, response, closing.signal).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => slack.socketMode.handleUpgrade(request, socket, head));
  await listen(server, options.port ?? 0, options.host);
  return {
    url: slack.baseUrl(),
    apiUrl: `${slack.baseUrl()}/api/`,
    world: slack.world,
    knobs: slack.knobState.knobs,
    journal: slack.journal.entries,
    deliveries: courier.sent,
    problems: slack.journal.problems,
    socketMode: slack.socketMode,
    steps: slack.steps,
    deliverTo: courier.deliverTo,
    ...peopleOf(slack, courier),
    approveInstall: ({ workspace, user, redirectUri }) =>
      slack.installs.approve(slack.world.workspace(workspace), user, redirectUri ?? null),
    rotateTokens: (isOn) => {
      slack.installs.rotates = isOn;
    },
    raw: courier.raw,
    sign: (body, timestampSeconds = Math.floor(now() / 1000)) =>
      signatureHeaders(signingSecret, timestampSeconds, body),
    async close() {
      closing.abort();
      slack.socketMode.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type People = Pick<
  SlackStandIn,
  | 'typeCommand'
  | 'fillView'
  | 'submitView'
  | 'closeView'
  | 'press'
  | 'pressInView'
  | 'suggest'
  | 'openHome'
  | 'event'
  | 'runStep'
>;

function peopleOf(slack: SlackParts, courier: Courier): People {
  return {
    typeCommand: (typed) => typeCommand(slack, courier, typed),
    fillView: (filled) => void fillView(slack, filled),
    submitView: (submission) => submitView(slack, courier, submission),
    closeView: (act) => closeView(slack, courier, act),
    press: (act) => press(slack, courier, act),
    pressInView: (act) => pressInView(slack, courier, act),
    suggest: (typing) => suggest(slack, courier, typing),
    openHome: (act) => openHome(slack, courier, act),
    event: (sent) => sendEvent(slack, courier, sent),
    runStep: (run) => runStep(slack, courier, run),
  };
}

function createParts(seed: WorldSeed | undefined, now: () => number, baseUrl: () => string): SlackParts {
  const ids = createIds(now);
  const world = createWorld(seed, ids, now);
  return {
    ids,
    world,
    installs: createInstalls(ids, now),
    triggers: createTriggers(ids, now),
    responseUrls: createResponseUrls(ids, now),
    journal: createJournal(now),
    knobState: createKnobs(),
    rateLimits: createRateLimits(now),
    socketMode: createSocketMode(ids, () => world.appId),
    steps: new Map(),
    now,
    baseUrl,
  };
}

async function route(
  slack: SlackParts,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const method = /^\/api\/([\w.]+)$/u.exec(pathname)?.[1];
  if (method) return handleWebApiCall(slack, method, request, response, closing);
  if (pathname.startsWith('/response/'))
    return handleResponseUrlCall(slack, pathname, request, response, closing);
  slack.journal.note('http', `nothing is at ${request.method} ${pathname}`);
  send(response, failure(404, 'not_found'));
}

function listen(server: Server, port: number, host = '127.0.0.1'): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** Every socket, upgraded ones included, which `server.close` would leave open. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function urlOf(server: Server, host = '127.0.0.1'): string {
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}
