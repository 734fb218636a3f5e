import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an app was sent. */
export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The form fields; an interactive payload is under `payload`. */
  readonly form: Readonly<Record<string, string>>;
}

export interface PlainApp {
  readonly url: string;
  readonly received: Received[];
  /** What the next requests are answered with; an empty 200 at first. */
  answer: (
    received: Received,
  ) => { status?: number; body?: string; headers?: Record<string, string> } | 'never';
  close(): Promise<void>;
}

/** An app without any framework: it keeps what it is sent, and answers what the test says. */
export async function startPlainApp(): Promise<PlainApp> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const app: PlainApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    received: [],
    answer: () => ({}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const received = { headers: request.headers, body, form: Object.fromEntries(new URLSearchParams(body)) };
    app.received.push(received);
    const answer = app.answer(received);
    if (answer === 'never') return;
    response.writeHead(answer.status ?? 200, answer.headers ?? {});
    response.end(answer.body ?? '');
  }
  return app;
}

/** The interactive payload of a request. */
export function payloadOf(received: Received | undefined): Record<string, unknown> {
  return JSON.parse(received?.form.payload ?? 'null');
}
