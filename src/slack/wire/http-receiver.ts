import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HTTPReceiver, type Logger as SlackLogger } from '@slack/bolt';
import type { Clock } from '../../clock.ts';
import type { Page } from '../installing/install-routes.ts';

export const eventsPath = '/slack/events';

/** Slack accepts five minutes of difference; Bolt checks only the past. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const mostSkewSeconds = 5 * 60;

export type Probe = () => Promise<{ readonly ok: boolean; readonly detail: object }>;

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  /** GET path to probe: answers 200 or 503 with the detail as JSON. */
  readonly probes: Readonly<Record<string, Probe>>;
  /** GET path to page, for browsers. */
  readonly pages: Readonly<Record<string, Page>>;
  /** Null in Socket Mode: then only probes and pages are served. */
  readonly slack: { readonly receiver: HTTPReceiver } | null;
}

/** Bolt's own receiver for parsing, signatures and acks; it is not started, our server hands it the requests. */
export function createHttpReceiver(signingSecret: string, logger: SlackLogger): HTTPReceiver {
  return new HTTPReceiver({ signingSecret, logger, endpoints: eventsPath, bodyLimit: 1_000_000 });
}

export interface HttpServer {
  /** Answers the port it listens on. Rejects when the port is taken. */
  start(): Promise<number>;
  /** Takes no new connection, lets the requests under way end. Idempotent. */
  stop(): Promise<void>;
}

export function createHttpServer(settings: HttpSettings): HttpServer {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    route(settings, request, response);
  });
  return {
    start: () => listen(server, settings),
    stop: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, { host, port }: HttpSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function route(settings: HttpSettings, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const probe = Object.hasOwn(settings.probes, path) ? settings.probes[path] : undefined;
  const page = Object.hasOwn(settings.pages, path) ? settings.pages[path] : undefined;
  if (request.method === 'GET' && probe !== undefined) {
    answerProbe(probe, response);
  } else if (request.method === 'GET' && page !== undefined) {
    void page(request, response);
  } else if (settings.slack === null || path !== eventsPath || request.method !== 'POST') {
    end(response, 404);
  } else if (!isTimely(request, settings.clock)) {
    end(response, 401);
  } else {
    settings.slack.receiver.requestListener(request, response);
  }
}

function isTimely(request: IncomingMessage, clock: Clock): boolean {
  const header = request.headers['x-slack-request-timestamp'];
  if (typeof header !== 'string' || !/^\d{1,12}$/.test(header)) return false;
  return Math.abs(clock.now() / 1000 - Number(header)) <= mostSkewSeconds;
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
