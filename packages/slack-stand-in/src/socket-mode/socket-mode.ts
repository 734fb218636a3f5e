import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type JsonObject, parseJson } from '../json.ts';
import { addressOf } from '../wire/address.ts';
import type { Ids } from '../world/ids.ts';
import { type ConnectionRing, createConnectionRing } from './connection-ring.ts';
import { type Ack, createPendingAcks, type PendingAcks } from './pending-acks.ts';

const pingEveryMs = 10_000;
const closeCodes = { goingAway: 1001, unsupportedData: 1003 } as const;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** A payload on its way over a socket. */
export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: JsonObject;
  readonly acceptsResponsePayload: boolean;
  readonly retryAttempt: number;
  readonly retryReason: string;
}

/** The socket side of Slack. Source: docs.slack.dev/apis/events-api/using-socket-mode. */
export interface SocketMode {
  /** The path and query of a new connection address; it opens one connection. */
  issueTicket(): string;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connectionCount(): number;
  /** Sends to one of the connections, in turn; resolves to the ack, or to undefined after `timeoutMs` without one. */
  send(envelope: Envelope, timeoutMs: number): Promise<Ack | undefined>;
  /** Tells every connection to go; after all reasons but `warning` Slack expects the client to reconnect. */
  disconnect(reason: DisconnectReason): void;
  /** Cuts every connection without a word. */
  dropConnections(): void;
  /** The next envelopes are sent twice with the same envelope_id. */
  duplicateNext(times?: number): void;
  close(): void;
}

const ack = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() });

export function createSocketMode(ids: Ids, appId: () => string): SocketMode {
  const tickets = new Set<string>();
  const server = new WebSocketServer({ noServer: true, clientTracking: false });
  const ring = createConnectionRing(appId);
  const acks = createPendingAcks();
  let duplicates = 0;
  const pings = setInterval(() => ring.pingAll(), pingEveryMs);
  pings.unref();

  return {
    issueTicket() {
      const ticket = ids.next('ticket-');
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${appId()}`;
    },
    handleUpgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const ticket = addressOf(request)?.searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      else server.handleUpgrade(request, socket, head, (connection) => greet(connection, ring, acks));
    },
    connectionCount: () => ring.size,
    send(envelope, timeoutMs) {
      const envelopeId = ids.next('envelope-');
      const text = JSON.stringify(wireEnvelope(envelopeId, envelope));
      const answer = acks.wait(envelopeId, timeoutMs);
      const copies = duplicates > 0 ? 2 : 1;
      duplicates = Math.max(0, duplicates - 1);
      for (let copy = 0; copy < copies; copy += 1) ring.next()?.send(text);
      return answer;
    },
    disconnect: (reason) => ring.disconnectAll(reason),
    dropConnections: () => {
      for (const connection of ring.takeAll()) connection.terminate();
    },
    duplicateNext: (times = 1) => {
      duplicates += times;
    },
    close() {
      clearInterval(pings);
      acks.giveUp();
      for (const connection of ring.takeAll()) connection.close(closeCodes.goingAway);
    },
  };
}

function greet(connection: WebSocket, ring: ConnectionRing, acks: PendingAcks): void {
  connection.on('message', (bytes, isBinary) => {
    if (isBinary) return connection.close(closeCodes.unsupportedData);
    const read = ack.safeParse(parseJson(String(bytes)));
    if (read.success) acks.settle(read.data.envelope_id, { payload: read.data.payload });
  });
  // What breaks the protocol is answered by the library, which then closes.
  connection.on('error', () => undefined);
  connection.once('close', () => ring.remove(connection));
  ring.add(connection);
}

function wireEnvelope(envelopeId: string, envelope: Envelope): JsonObject {
  const retry = { retry_attempt: envelope.retryAttempt, retry_reason: envelope.retryReason };
  return {
    envelope_id: envelopeId,
    payload: envelope.payload,
    type: envelope.type,
    accepts_response_payload: envelope.acceptsResponsePayload,
    ...(envelope.type === 'events_api' ? retry : {}),
  };
}
