/** The floor: what Node itself needs to read a delivery, check its signature and answer. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endOnSignal, given, sayReady } from './environment.ts';

const longestSkewSeconds = 300;

function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const timestamp = Number(headers['x-slack-request-timestamp']);
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= longestSkewSeconds)) return false;
  const digest = createHmac('sha256', given.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const wanted = Buffer.from(`v0=${digest}`);
  const found = Buffer.from(String(headers['x-slack-signature']));
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    response.writeHead(isSigned(request, body) ? 200 : 401).end();
  });
});
server.listen(0, '127.0.0.1', () => sayReady((server.address() as AddressInfo).port));
endOnSignal();
