import type { Call, Exchanged } from '../../../src/http/exchange.ts';
import type { VirtualClock } from '../virtual-clock.ts';

/** What a stand-in says, and after how long; `null` is never. */
export interface Said {
  readonly status: number;
  readonly body: object | string;
  readonly retryAfterSeconds?: number;
  readonly afterMs: number | null;
}

const encoder = new TextEncoder();
const reasons: Readonly<Record<number, string>> = { 200: 'OK', 429: 'Too Many Requests' };

/** Answers a call by the clock, or fails it when its signal ends it first. */
export function answered(call: Call, said: Said, clock: VirtualClock): Promise<Exchanged> {
  return new Promise((resolve) => {
    const { signal } = call;
    const fail = (): void => resolve({ kind: 'failed', error: signal?.reason, isBegun: true });
    signal?.addEventListener('abort', fail, { once: true });
    if (said.afterMs === null) return;
    clock.after(said.afterMs, () => {
      signal?.removeEventListener('abort', fail);
      resolve(asAnswer(said));
    });
  });
}

function asAnswer({ status, body, retryAfterSeconds }: Said): Exchanged {
  const isText = typeof body === 'string';
  const headers = new Headers({ 'content-type': isText ? 'text/html' : 'application/json' });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  const bytes = encoder.encode(isText ? body : JSON.stringify(body));
  return {
    kind: 'answer',
    status,
    statusText: reasons[status] ?? '',
    headers,
    body: bytes,
    extent: 'whole',
  };
}
