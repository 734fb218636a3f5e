import type { Clock } from '../../clock.ts';
import type { Exchange, HttpAnswer } from '../../http/exchange.ts';
import { validateHeaderValue } from '../../http/node-http.ts';
import { notSentFault } from './not-sent.ts';

/** What came back of one HTTP call, as far as it came. Never holds the key, and nothing here throws. */
export type HttpResult =
  | (HttpAnswer & { readonly contentType: string })
  /** Certainly nothing left this machine; `fault` is the system's code. */
  | { readonly kind: 'not-sent'; readonly fault: string }
  | { readonly kind: 'timed-out' }
  /** The connection broke: what happened is not known. */
  | { readonly kind: 'broken' };

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
  /** A longer answer is not read to its end. */
  readonly mostBytes: number;
}

export interface HttpMeans {
  readonly exchange: Exchange;
  readonly clock: Clock;
}

/** Makes one call, once: see Exchange for what that promises. */
export async function httpCall(call: HttpCall, { exchange, clock }: HttpMeans): Promise<HttpResult> {
  const fault = faultOfRequest(call);
  if (fault !== null) return { kind: 'not-sent', fault };
  const timeout = new AbortController();
  const cancelTimeout = clock.after(call.timeoutMs, () => timeout.abort());
  const { method, url, mostBytes } = call;
  const answer = await exchange({ method, url, mostBytes, headers: headersOf(call), signal: timeout.signal });
  cancelTimeout();
  const isCut = answer.kind === 'failed' || answer.extent === 'torn';
  if (isCut && timeout.signal.aborted) return { kind: 'timed-out' };
  if (answer.kind === 'answer') return { ...answer, contentType: answer.headers.get('content-type') ?? '' };
  const notSent = answer.isBegun ? null : notSentFault(answer.error);
  return notSent === null ? { kind: 'broken' } : { kind: 'not-sent', fault: notSent };
}

/** A key that fits no header, or an address that fits no request, is found before anything is sent. */
function faultOfRequest({ apiKey, url }: HttpCall): string | null {
  try {
    validateHeaderValue('authorization', apiKey);
  } catch {
    return 'ERR_KEY_NOT_SENDABLE';
  }
  const address = URL.parse(url);
  const isUsable = address !== null && address.username === '' && address.password === '';
  return isUsable && /^https?:$/.test(address.protocol) ? null : 'ERR_ADDRESS_NOT_USABLE';
}

function headersOf({ apiKey }: HttpCall): Record<string, string> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${apiKey}`,
    'user-agent': 'wasend-slack',
  };
}
