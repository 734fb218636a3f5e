import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HTTPReceiver } from '@slack/bolt';
import type { Clock } from '../../clock.ts';
import { ConfigError } from '../../errors.ts';
import { createServer } from '../../http/node-http.ts';
import type { Logger } from '../../logger.ts';
import type { Page } from '../installing/install-routes.ts';
import { type ClockSkew, createClockSkew } from './clock-skew.ts';
import { eventsPath, mostBodyBytes } from './http-receiver.ts';
import { readBody } from './read-body.ts';
import { plainContentType, readDelivery } from './read-delivery.ts';

export type Probe = () => Promise<{ readonly ok: boolean; readonly detail: object }>;

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A proxy may leave this path before ours; empty, or without a slash at its end. */
  readonly publicPath: string;
  /** GET and HEAD path to probe: answers 200 or 503 with the detail as JSON. */
  readonly probes: Readonly<Record<string, Probe>>;
  /** GET path to page, for browsers. */
  readonly pages: Readonly<Record<string, Page>>;
  /** Null in Socket Mode: then only probes and pages are served. */
  readonly slack: {
    readonly receiver: HTTPReceiver;
    readonly signingSecret: string;
    /** False until the app knows whose bot it is: Slack delivers events again, and people are told to try again. */
    readonly isReady: () => boolean;
  } | null;
}

export interface HttpServer {
  /** Answers the port it listens on. Rejects when the port is taken. */
  start(): Promise<number>;
  /** Takes no new connection and no new delivery; what is under way goes on. Idempotent. */
  stopAccepting(): void;
  /** Resolves when every page that a browser waits for now is answered: what it has begun at Slack is stored by then. */
  pagesAnswered(): Promise<void>;
  /** Ends every connection, whoever holds it open. Idempotent. */
  stop(): Promise<void>;
}

/** What strangers can make this process hold, and for how long; Node's own names, in milliseconds. */
export const serverLimits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  // Node looks every 30 s by itself, and a time-out is as long as that then.
  connectionsCheckingInterval: 1_000,
  // Above the 60 s of the usual balancers: who closes first must be them, or a delivery is lost on a closed connection.
  keepAliveTimeout: 75_000,
  maxConnections: 500,
};

/** The one door for Slack, browsers and probes. */
export function createHttpServer(settings: HttpSettings, limits = serverLimits): HttpServer {
  const skew = createClockSkew(settings.clock, settings.logger);
  let isStopping = false;
  const pages = new Set<Promise<void>>();
  const page = (work: Promise<void>): void => {
    const over = work.finally(() => pages.delete(over));
    pages.add(over);
  };
  const server = createServer(limits, (request, response) => {
    if (isStopping) end(response, 503);
    else route({ ...settings, skew, page }, request, response);
  });
  server.maxConnections = limits.maxConnections;
  let closed: Promise<void> = Promise.resolve();
  const stopAccepting = (): void => {
    if (isStopping) return;
    isStopping = true;
    if (server.listening) closed = new Promise((resolve) => server.close(() => resolve()));
  };
  return {
    start: () => listen(server, settings),
    stopAccepting,
    pagesAnswered: async () => void (await Promise.all(pages)),
    stop: () => {
      stopAccepting();
      server.closeAllConnections();
      return closed;
    },
  };
}

function listen(server: Server, { host, port }: HttpSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const why = 'code' in error ? String(error.code) : error.message;
      reject(new ConfigError(`HOST and PORT name ${host}:${port}, where this app cannot listen (${why}).`));
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve((server.address() as AddressInfo).port);
    });
  });
}

interface Routing extends HttpSettings {
  readonly skew: ClockSkew;
  /** Takes note of a page that is being answered. */
  readonly page: (work: Promise<void>) => void;
}

function route(settings: Routing, request: IncomingMessage, response: ServerResponse): void {
  const [given = '/', ...query] = (request.url ?? '/').split('?');
  const path = plainPath(given, settings.publicPath);
  const probe = Object.hasOwn(settings.probes, path) ? settings.probes[path] : undefined;
  const page = Object.hasOwn(settings.pages, path) ? settings.pages[path] : undefined;
  if ((request.method === 'GET' || request.method === 'HEAD') && probe !== undefined) {
    answerProbe(probe, response);
  } else if (request.method === 'GET' && page !== undefined) {
    request.url = [path, ...query].join('?');
    settings.page(page(request, response));
  } else if (settings.slack === null || path !== eventsPath || request.method !== 'POST') {
    end(response, 404);
  } else if (!settings.slack.isReady()) {
    end(response, 503);
  } else {
    request.url = eventsPath;
    deliver(settings.slack, settings.skew, request, response).catch((error: unknown) => {
      settings.logger.error({ error }, 'a delivery could not be taken');
      if (!response.headersSent) end(response, 500);
    });
  }
}

/** Without a proxy's own path, doubled slashes in front and slashes at the end. */
function plainPath(given: string, publicPath: string): string {
  const path = `/${given.replace(/^\/+/, '').replace(/\/+$/, '')}`;
  return publicPath !== '' && path.startsWith(`${publicPath}/`) ? path.slice(publicPath.length) : path;
}

async function deliver(
  { receiver, signingSecret }: NonNullable<HttpSettings['slack']>,
  skew: ClockSkew,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, mostBodyBytes);
  if (body === null) return refuseBody(request, response);
  const contentType = plainContentType(request.headers['content-type']);
  const read = readDelivery(request.headers, contentType, body, { signingSecret, skew });
  switch (read.kind) {
    case 'ssl-check':
      return end(response, 200);
    case 'refused':
      return end(response, read.status);
    case 'delivery':
      if (contentType !== undefined) request.headers['content-type'] = contentType;
      // Where a body was read before it, Bolt takes it from here.
      receiver.requestListener(Object.assign(request, { rawBody: body }), response);
  }
}

/** The rest of a body that is too long is not waited for. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.destroyed || response.headersSent) return;
  response.writeHead(413, { connection: 'close' });
  response.end(() => request.destroy());
}

function answerProbe(probe: Probe, response: ServerResponse): void {
  probe().then(
    ({ ok, detail }) => end(response, ok ? 200 : 503, detail),
    () => end(response, 503, { ok: false }),
  );
}

function end(response: ServerResponse, status: number, body?: object): void {
  response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
