import type { FetchFunction } from '@slack/web-api';
import type { Call, Exchange, HttpAnswer } from './exchange.ts';

type Init = Parameters<FetchFunction>[1];
type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/** Slack's answers are pages of people and channels at most. */
const mostBytes = 16 * 1024 * 1024;

/**
 * What Slack's SDK takes for `fetch`, over our own exchange. Texts are all it sends, and a redirect is always an error.
 * Rejects as fetch does: with the reason of the signal, else with a TypeError whose `cause` is the system's error.
 */
export function fetchOver(exchange: Exchange): FetchFunction {
  return async (url, init = {}) => {
    const { signal } = init;
    signal?.throwIfAborted();
    const answer = await exchange(callOf(String(url), init));
    if (answer.kind === 'failed' || answer.extent === 'torn') signal?.throwIfAborted();
    if (answer.kind === 'failed') throw new TypeError('fetch failed', { cause: answer.error });
    if (answer.extent !== 'whole') throw new TypeError(`The answer is ${answer.extent}`);
    if (answer.status >= 300 && answer.status < 400) throw new TypeError('A redirect is not followed');
    return responseOf(answer, String(url));
  };
}

function callOf(url: string, { method, headers = {}, body, signal }: NonNullable<Init>): Call {
  if (method !== 'GET' && method !== 'POST') throw new TypeError(`${method} is not sent`);
  if (body !== undefined && typeof body !== 'string') throw new TypeError('Only texts are sent');
  const rest = { ...(body === undefined ? {} : { body }), ...(signal === undefined ? {} : { signal }) };
  return { method, url, headers, mostBytes, ...rest };
}

function responseOf({ status, statusText, headers, body }: HttpAnswer, url: string): FetchResponse {
  const text = (): string => new TextDecoder().decode(body);
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText,
    url,
    headers,
    arrayBuffer: async () => new Uint8Array(body).buffer,
    json: async () => JSON.parse(text()),
    text: async () => text(),
  };
}
