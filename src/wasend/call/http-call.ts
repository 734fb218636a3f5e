import type { Clock } from '../../clock.ts';
import { type Sending, watchSending } from './first-byte.ts';
import { notSentFault } from './not-sent.ts';

/** What came back of one HTTP call, as far as it came. Never holds the key, and nothing here throws. */
export type HttpResult =
  | HttpAnswer
  /** Certainly nothing left this machine; `fault` is the system's code. */
  | { readonly kind: 'not-sent'; readonly fault: string }
  | { readonly kind: 'timed-out' }
  /** The connection broke: what happened is not known. */
  | { readonly kind: 'broken' };

interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Headers;
  readonly contentType: string;
  /** Empty unless the answer is whole. */
  readonly body: Uint8Array;
  /** `torn`: the connection was cut. `too-long`: it had more than `mostBytes`. */
  readonly extent: 'whole' | 'torn' | 'too-long';
}

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
  /** A longer answer is not read to its end. */
  readonly mostBytes: number;
}

export interface HttpMeans {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/**
 * Makes one call, once. Redirects are not followed, for a POST must not be repeated elsewhere and a key must not travel:
 * they are answers with their status and no body.
 */
export async function httpCall(call: HttpCall, { fetch, clock }: HttpMeans): Promise<HttpResult> {
  const fault = faultOfRequest(call);
  if (fault !== null) return { kind: 'not-sent', fault };
  const timeout = new AbortController();
  const cancelTimeout = clock.after(call.timeoutMs, () => timeout.abort());
  try {
    return await callWithin(call, fetch, timeout.signal);
  } finally {
    cancelTimeout();
  }
}

/** A key that fits no header, or an address that fits no request, is found before anything is sent. */
function faultOfRequest(call: HttpCall): string | null {
  try {
    new Headers(headersOf(call));
  } catch {
    return 'ERR_KEY_NOT_SENDABLE';
  }
  try {
    new Request(call.url);
    return null;
  } catch {
    return 'ERR_ADDRESS_NOT_USABLE';
  }
}

function headersOf({ apiKey }: HttpCall): Record<string, string> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${apiKey}`,
    'user-agent': 'wasend-slack',
  };
}

async function callWithin(
  call: HttpCall,
  fetch: HttpMeans['fetch'],
  signal: AbortSignal,
): Promise<HttpResult> {
  const sending: Sending = { created: false, begun: false };
  const request: RequestInit = {
    method: call.method,
    headers: headersOf(call),
    redirect: 'manual',
    signal,
  };
  let response: Response;
  try {
    response = await watchSending(sending, () => fetch(call.url, request));
  } catch (error) {
    if (signal.aborted) return { kind: 'timed-out' };
    const fault = notSentFault(error, sending);
    return fault === null ? { kind: 'broken' } : { kind: 'not-sent', fault };
  }
  const read = isRedirect(response) ? await withoutBody(response) : await readBody(response, call.mostBytes);
  if (read.extent === 'torn' && signal.aborted) return { kind: 'timed-out' };
  const { status, headers } = response;
  return { kind: 'answer', status, headers, contentType: headers.get('content-type') ?? '', ...read };
}

type Body = Pick<HttpAnswer, 'body' | 'extent'>;

const nothing = new Uint8Array(0);

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400;
}

async function withoutBody(response: Response): Promise<Body> {
  await response.body?.cancel().catch(() => undefined);
  return { body: nothing, extent: 'whole' };
}

async function readBody(response: Response, mostBytes: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      if (length > mostBytes) return { body: nothing, extent: 'too-long' };
      chunks.push(chunk);
    }
  } catch {
    return { body: nothing, extent: 'torn' };
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return { body, extent: 'whole' };
}
