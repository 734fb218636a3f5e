import type { ServerResponse } from 'node:http';
import { systemClock } from '../../src/clock.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { GroupId, SessionId } from '../../src/leaving/ids.ts';
import type { ReadResult } from '../../src/leaving/ports/wasend.ts';
import { createWasendClient, type KeyClient } from '../../src/wasend/client.ts';
import { createReadGate } from '../../src/wasend/read-gate.ts';
import { type AnsweringServer, answeringServer, type SeenRequest } from './answering-server.ts';

export const sessionId = SessionId.parse('8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10');
export const groupId = GroupId.parse('120363025246125486@g.us');
export const apiKey = 'wsk_live_bars_0123456789abcdef';
export const self = { phoneNumber: '+447700900123', lid: '100000000000017@lid' };

const exchange = createNodeExchange();

export interface Answered {
  readonly client: KeyClient;
  readonly server: AnsweringServer;
}

/** A client of a server that answers as told. Only a test of what never comes says shorter times. */
export async function clientOf(
  answer: (request: SeenRequest, response: ServerResponse) => void,
  timeouts = { leaveMs: 60_000, readMs: 60_000 },
): Promise<Answered> {
  const server = await answeringServer(answer);
  const gate = createReadGate({ now: () => systemClock.now() });
  const options = { baseUrl: `${server.url}/`, apiKey, exchange, clock: systemClock, gate, timeouts };
  return { client: createWasendClient(options), server };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** What was read, or the test fails with why it was not. */
export function valueIn<T>(read: ReadResult<T>): T {
  if (read.kind === 'failed') throw new Error(`${read.why} (${read.status}): ${read.said}`);
  return read.value;
}

/** As people see a text: without the marks that our messages put around a stranger's words. */
export function withoutMarks(text: string): string {
  return text.replace(/[\u2060\u2066-\u2069]/g, '');
}
