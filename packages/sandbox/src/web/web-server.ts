import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageBundle } from './bundle-page.ts';
import { document } from './document.ts';
import type { ActResult } from './protocol.ts';
import type { SandboxRun } from './run/sandbox-run.ts';
import { createSnapshotStream } from './shown/snapshot-stream.ts';

const mostBodyBytes = 200_000;
const comesBackWithinMs = 3_000;

const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

export interface WebServer {
  readonly url: string;
  /** Ends every page's connection. Idempotent. */
  close(): Promise<void>;
}

/**
 * Serves the page of a sandbox on this machine alone. Rejects when the port is taken; 0 takes a free one. What the run
 * throws ends neither the process nor leaves anybody waiting: it goes to `report`.
 */
export async function startWebServer(
  run: SandboxRun,
  page: PageBundle,
  port: number,
  report: (error: unknown) => void = toStandardError,
): Promise<WebServer> {
  const breakOff = (response: ServerResponse, error: unknown): void => {
    report(error);
    if (response.headersSent) response.destroy();
    else end(response, 500, 'text/plain', 'The sandbox could not do this; its output says why.');
  };
  const stream = createSnapshotStream(() => run.snapshot());
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html; charset=utf-8', document],
    '/page.js': ['text/javascript; charset=utf-8', page.script],
    '/page.css': ['text/css; charset=utf-8', page.style],
  };
  const open = new Map<string, number>();
  const count = (tab: string, by: 1 | -1): void => void open.set(tab, (open.get(tab) ?? 0) + by);
  const follow = (tab: string, response: ServerResponse): void => {
    stream.add(response);
    count(tab, 1);
    response.once('close', () => {
      count(tab, -1);
      // A tab that is loaded anew comes back in a moment, and keeps what it has open.
      setTimeout(() => {
        if (tab !== '' && (open.get(tab) ?? 0) < 1) attempt(() => run.tabClosed(tab), report);
      }, comesBackWithinMs).unref();
    });
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    // Not `new URL`: it throws at what any page can make a browser ask for, such as //x:99999999/.
    const [pathname = '/', query = ''] = (request.url ?? '/').split('?');
    const file = Object.hasOwn(files, pathname) ? files[pathname] : undefined;
    if (!isOurs(request)) end(response, 403, 'text/plain', 'Open this page by its own address.');
    else if (request.method === 'POST' && pathname === '/acts')
      void answerAct(run, request, response).catch((error: unknown) => breakOff(response, error));
    else if (request.method !== 'GET') end(response, 405, 'text/plain', '');
    else if (pathname === '/snapshots') follow(new URLSearchParams(query).get('tab') ?? '', response);
    else if (file !== undefined) end(response, 200, ...file);
    else end(response, 404, 'text/plain', 'Nothing is here.');
  };
  const server = createServer((request, response) => {
    attempt(
      () => serve(request, response),
      (error) => breakOff(response, error),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      stream.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A page of another site must not press buttons here, neither by its own name nor by one that leads to this machine. */
function isOurs({ headers: { host = '', origin } }: IncomingMessage): boolean {
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  return isHere && (origin === undefined || origin === `http://${host}`);
}

async function answerAct(run: SandboxRun, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const result: ActResult = await readJson(request).then(
    (sent) => run.take(sent),
    () => {
      // What was not read to its end must not be taken for the next request.
      response.setHeader('connection', 'close');
      return { ok: false, why: 'The page sent what cannot be read.' };
    },
  );
  end(response, 200, 'application/json', JSON.stringify(result));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBodyBytes) throw new Error('Too long');
    chunks.push(chunk as Buffer);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Does it, and tells what it throws. */
function attempt(deed: () => void, tell: (error: unknown) => void): void {
  try {
    deed();
  } catch (error) {
    tell(error);
  }
}

function toStandardError(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...headers, 'content-type': type });
  response.end(body);
}
