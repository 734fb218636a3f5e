import type { JsonObject } from '../json.ts';
import { type Delivery, postOverHttp } from '../post-over-http.ts';
import type { Envelope, SocketMode } from '../socket-mode/socket-mode.ts';
import { signatureHeaders } from './signing.ts';

/** A payload that is due. */
export interface Parcel {
  readonly type: Envelope['type'];
  readonly payload: JsonObject;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** A payload that went out, and what came of it. */
export interface SentParcel extends Parcel {
  readonly delivery: Delivery;
  readonly at: number;
}

/** One address for every payload, or one for each. */
export type Address = string | ((parcel: Parcel) => string);

/** Takes payloads to the app: over HTTP once an address is set, otherwise over a Socket Mode connection. */
export interface Courier {
  readonly sent: readonly SentParcel[];
  /** Null goes back to Socket Mode. */
  deliverTo(address: Address | null): void;
  /** Throws when the app can be reached in neither way. */
  deliver(parcel: Parcel): Promise<Delivery>;
  /** Sends these very bytes and headers, unsigned unless the headers say so. */
  raw(body: string, headers: Readonly<Record<string, string>>): Promise<Delivery>;
}

export function createCourier(parts: {
  readonly signingSecret: string;
  readonly ackTimeoutMs: number;
  readonly now: () => number;
  readonly socketMode: SocketMode;
  /** Ends what is under way. */
  readonly closing: AbortSignal;
}): Courier {
  const { signingSecret, ackTimeoutMs, now, socketMode, closing } = parts;
  const sent: SentParcel[] = [];
  let address: Address | null = null;
  const urlFor = (parcel: Parcel): string => {
    if (address === null)
      throw new Error('Nowhere to deliver: call deliverTo(eventsUrl), or connect over Socket Mode');
    return typeof address === 'string' ? address : address(parcel);
  };
  const overHttp = (parcel: Parcel) => {
    const { contentType, body } = encodeParcel(parcel);
    const signed = signatureHeaders(signingSecret, Math.floor(now() / 1000), body);
    return postOverHttp(
      urlFor(parcel),
      body,
      { 'content-type': contentType, ...signed, ...retryHeaders(parcel) },
      ackTimeoutMs,
      closing,
    );
  };
  return {
    sent,
    deliverTo: (to) => {
      address = to;
    },
    async deliver(parcel) {
      const at = now();
      const isSocket = address === null && socketMode.connectionCount() > 0;
      const delivery = await (isSocket ? overSocket(socketMode, parcel, ackTimeoutMs) : overHttp(parcel));
      sent.push({ ...parcel, delivery, at });
      return delivery;
    },
    raw: (body, headers) =>
      postOverHttp(urlFor({ type: 'events_api', payload: {} }), body, headers, ackTimeoutMs, closing),
  };
}

/** The body of a parcel. The form type stands bare: with a charset after it, Bolt would read JSON. */
function encodeParcel({ type, payload }: Parcel): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const fields =
    type === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

function retryHeaders({ retry }: Parcel): Record<string, string> {
  return retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {};
}

async function overSocket(
  socketMode: SocketMode,
  { type, payload, retry }: Parcel,
  timeoutMs: number,
): Promise<Delivery> {
  const startedAt = performance.now();
  const acceptsResponsePayload = type !== 'events_api';
  const envelope = {
    type,
    payload,
    acceptsResponsePayload,
    retryAttempt: retry?.attempt ?? 0,
    retryReason: retry?.reason ?? '',
  };
  const ack = await socketMode.send(envelope, timeoutMs);
  return {
    via: 'socket',
    status: ack ? 200 : 0,
    headers: {},
    body: ack ? bodyOfAck(ack.payload) : '',
    ackMs: performance.now() - startedAt,
    timedOut: ack === undefined,
    connectionFailure: null,
  };
}

/** An empty object is how the socket client writes an empty answer. */
function bodyOfAck(payload: unknown): string {
  const isEmpty = payload === undefined || payload === null || JSON.stringify(payload) === '{}';
  return isEmpty ? '' : JSON.stringify(payload);
}
