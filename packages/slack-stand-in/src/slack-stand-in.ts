import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createJournal, type JournalEntry, type Problem } from './journal.ts';
import { createKnobs, type Knobs } from './knobs.ts';
import { handleAuthorize } from './oauth/authorize.ts';
import { type People, peopleOf } from './people/people.ts';
import type { Delivery } from './post-over-http.ts';
import type { SlackParts } from './slack-parts.ts';
import { createSocketMode, type SocketMode } from './socket-mode/socket-mode.ts';
import type { StepEnd } from './step-end.ts';
import { handleWebApiCall } from './web-api/web-api.ts';
import { addressOf } from './wire/address.ts';
import { failure, send } from './wire/answer-call.ts';
import { type Address, createCourier, type SentParcel } from './wire/deliveries.ts';
import { createRateLimits } from './wire/rate-limits.ts';
import { handleResponseUrlCall } from './wire/response-url-call.ts';
import { createResponseUrls } from './wire/response-urls.ts';
import { signatureHeaders } from './wire/signing.ts';
import { createTriggers } from './wire/triggers.ts';
import { createIds } from './world/ids.ts';
import { type Client, createInstalls } from './world/installs.ts';
import { createWorld, type World } from './world/world.ts';
import type { WorldSeed } from './world/world-seed.ts';

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
  /** The app's client id and secret for OAuth. */
  readonly client?: Client;
  /** What the stand-in does not know is refused, and is a problem; on when left out. With false it passes with a note. */
  readonly strict?: boolean;
  /** What the app subscribed to of what people do by themselves (`message.channels`, `reaction_added` …); everything when left out. */
  readonly events?: readonly string[];
  /** Paths of somebody else on this server, asked first: what answers a path of theirs, or undefined. */
  readonly handle?: (pathname: string) => Handler | undefined;
  /** An answer to a button must say `replace_original` (and `response_type`); off when left out: a note instead. */
  readonly requireExplicitResponse?: boolean;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A Slack of one's own: Web API, response_urls, Socket Mode, and the people who use it. */
export interface SlackStandIn extends People {
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
  /** What was taken although the stand-in does not know it, or what Slack leaves open; no fault of the app. */
  readonly notes: readonly Problem[];
  /** Adds a problem of one's own to the list. */
  noteProblem(method: string, message: string): void;
  readonly socketMode: Pick<
    SocketMode,
    'connectionCount' | 'disconnect' | 'dropConnections' | 'duplicateNext'
  >;
  /** Where payloads go over HTTP from now on, all or each; without an address, or with null, they go over Socket Mode. */
  deliverTo(address: Address | null): void;
  /** How each run of a step ended, by execution id; null while it runs. */
  readonly steps: ReadonlyMap<string, StepEnd>;
  /** A person approves the app for a workspace; answers the code that the browser carries back. */
  approveInstall(act: {
    workspace: string;
    user: string;
    redirectUri?: string;
    /** What the app asked for, and is granted; the scopes stay as they are when left out. */
    scopes?: readonly string[];
  }): string;
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
  const slack = createParts(options, now, () => urlOf(server, options.host));
  const courier = createCourier({
    signingSecret,
    ackTimeoutMs,
    now,
    socketMode: slack.socketMode,
    closing: closing.signal,
  });
  server.on('request', (request, response) => {
    route(slack, options.handle, request, response, closing.signal).catch(() => response.destroy());
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
    notes: slack.journal.notes,
    noteProblem: slack.journal.note,
    socketMode: slack.socketMode,
    steps: slack.steps,
    deliverTo: courier.deliverTo,
    ...peopleOf(slack, courier),
    approveInstall: ({ workspace, user, redirectUri, scopes }) =>
      slack.installs.approve(slack.world.workspace(workspace), user, redirectUri ?? null, scopes ?? null),
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

function createParts(options: SlackStandInOptions, now: () => number, baseUrl: () => string): SlackParts {
  const ids = createIds(now);
  const world = createWorld(options.world, ids, now);
  const { strict = true, requireExplicitResponse = false, client, events } = options;
  return {
    rules: { isStrict: strict, requireExplicitResponse, events: events ? new Set(events) : null },
    ids,
    world,
    installs: createInstalls(ids, now, client),
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
  handle: SlackStandInOptions['handle'],
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const pathname = addressOf(request)?.pathname;
  if (pathname === undefined) return send(response, failure(400, 'bad_request'));
  const others = handle?.(pathname);
  if (others) return others(request, response);
  const method = /^\/api\/([\w.]+)$/u.exec(pathname)?.[1];
  if (method) return handleWebApiCall(slack, method, request, response, closing);
  if (pathname.startsWith('/response/'))
    return handleResponseUrlCall(slack, pathname, request, response, closing);
  if (pathname === '/oauth/v2/authorize') return handleAuthorize(slack, request, response);
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
