import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Sends the answer as it is. */
export function send(response: ServerResponse, { status, headers, text }: Answer): void {
  response.writeHead(status, headers).end(text);
}

/** Promises the whole body, sends half of it, and destroys the socket once that half is out. */
export function cutMidBody(response: ServerResponse, { status, headers, text }: Answer): void {
  const body = Buffer.from(text);
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
