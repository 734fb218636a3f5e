import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Ids } from '../ids.ts';
import { type JsonObject, parseJson } from '../json.ts';
import { type ConnectionRing, createConnectionRing } from './connection-ring.ts';
import { type Ack, createPendingAcks, type PendingAcks } from './pending-acks.ts';
import { acceptWebSocket } from './websocket-connection.ts';

const pingEveryMs = 10_000;
const goingAway = 1001;

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
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (tickets.delete(ticket)) openConnection({ request, socket, head }, ring, acks);
      else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    },
    connectionCount: () => ring.size,
    send(envelope, timeoutMs) {
      const envelopeId = ids.next('envelope-');
      const text = JSON.stringify(wireEnvelope(envelopeId, envelope));
      const answer = acks.wait(envelopeId, timeoutMs);
      const copies = duplicates > 0 ? 2 : 1;
      duplicates = Math.max(0, duplicates - 1);
      for (let copy = 0; copy < copies; copy += 1) ring.next()?.sendText(text);
      return answer;
    },
    disconnect: (reason) => ring.disconnectAll(reason),
    dropConnections: () => {
      for (const connection of ring.takeAll()) connection.drop();
    },
    duplicateNext: (times = 1) => {
      duplicates += times;
    },
    close() {
      clearInterval(pings);
      acks.giveUp();
      for (const connection of ring.takeAll()) connection.close(goingAway);
    },
  };
}

function openConnection(
  upgrade: { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
  ring: ConnectionRing,
  acks: PendingAcks,
): void {
  const opened = acceptWebSocket(upgrade.request, upgrade.socket, upgrade.head, (connection) => ({
    onText(text) {
      const read = ack.safeParse(parseJson(text));
      if (read.success) acks.settle(read.data.envelope_id, { payload: read.data.payload });
    },
    onEnd: () => ring.remove(connection),
  }));
  if (opened) ring.add(opened);
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
