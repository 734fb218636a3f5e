import { z } from 'zod';
import type { Clock } from '../clock.ts';

/** What came back of one HTTP call, as far as it came. Never holds the key, and nothing here throws. */
export type HttpResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      readonly contentType: string;
      readonly body: string;
      /** False when the connection was cut or the answer was longer than it may be. */
      readonly isWhole: boolean;
    }
  /** Certainly nothing left this machine: refused connection, unknown host. */
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'timed-out' }
  /** The connection broke, or we were sent elsewhere: what happened is not known. */
  | { readonly kind: 'broken' };

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

export interface HttpMeans {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** Longer answers are cut off: a list of a thousand groups with members has about half of it. */
const mostBytes = 1024 * 1024;

/** Makes one call, once. Redirects are refused: a POST must not be repeated elsewhere, and a key must not travel. */
export async function httpCall(call: HttpCall, { fetch, clock }: HttpMeans): Promise<HttpResult> {
  const timeout = new AbortController();
  const cancelTimeout = clock.after(call.timeoutMs, () => timeout.abort());
  try {
    return await callWithin(call, fetch, timeout.signal);
  } finally {
    cancelTimeout();
  }
}

async function callWithin(
  call: HttpCall,
  fetch: HttpMeans['fetch'],
  signal: AbortSignal,
): Promise<HttpResult> {
  let response: Response;
  try {
    response = await fetch(call.url, {
      method: call.method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${call.apiKey}`,
        'user-agent': 'wasend-slack',
      },
      redirect: 'manual',
      signal,
    });
  } catch (error) {
    return failureOf(error, signal);
  }
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel().catch(() => undefined);
    return { kind: 'broken' };
  }
  const { body, isWhole } = await readBody(response);
  if (!isWhole && signal.aborted) return { kind: 'timed-out' };
  const contentType = response.headers.get('content-type') ?? '';
  return { kind: 'answer', status: response.status, headers: response.headers, contentType, body, isWhole };
}

/** Codes of faults before the first byte went out; every other fault leaves it open whether the call arrived. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

function failureOf(error: unknown, signal: AbortSignal): HttpResult {
  if (signal.aborted) return { kind: 'timed-out' };
  return { kind: codesOf(error).some((code) => notSentCodes.has(code)) ? 'not-sent' : 'broken' };
}

const Fault = z.looseObject({
  code: z.string().optional(),
  cause: z.unknown().optional(),
  errors: z.array(z.unknown()).optional(),
});

/** fetch wraps the cause; a host with several addresses wraps one cause for each, and all of them must agree. */
function codesOf(error: unknown): string[] {
  const fault = Fault.safeParse(error);
  if (!fault.success) return [];
  const { code, cause, errors } = fault.data;
  if (errors !== undefined) {
    const codes = errors.flatMap(codesOf);
    return codes.length > 0 && codes.every((one) => notSentCodes.has(one)) ? codes : [];
  }
  return code === undefined ? codesOf(cause) : [code];
}

async function readBody(response: Response): Promise<{ body: string; isWhole: boolean }> {
  const decoder = new TextDecoder();
  let body = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) return { body: '', isWhole: false };
      body += decoder.decode(chunk, { stream: true });
    }
  } catch {
    return { body, isWhole: false };
  }
  return { body: body + decoder.decode(), isWhole: true };
}
