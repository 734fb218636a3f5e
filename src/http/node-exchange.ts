import type { AgentOptions, ClientRequest, IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { AnswerHeaders, Call, Exchange, Exchanged, HttpAnswer } from './exchange.ts';
import { request as requestHttp } from './node-http.ts';
import { ReadyHttpAgent, ReadyHttpsAgent } from './ready-agents.ts';

export interface NodeExchangeOptions {
  /** Where `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` stand, when they are to be followed. */
  readonly proxyEnv?: AgentOptions['proxyEnv'];
}

/** A connection that nobody used for so long is not used again: the other side may be about to close it. */
const idleMs = 4_000;
const nothing = new Uint8Array(0);
const unpack = promisify(gunzip);

/**
 * Exchanges over Node's own HTTP client, with connections that are kept for the next call. Throws for proxies it cannot
 * go through.
 */
export function createNodeExchange({ proxyEnv }: NodeExchangeOptions = {}): Exchange {
  refuseTlsProxies(proxyEnv);
  const options: AgentOptions = { keepAlive: true, timeout: idleMs, ...(proxyEnv ? { proxyEnv } : {}) };
  const http = new ReadyHttpAgent(options);
  const https = new ReadyHttpsAgent(options);
  const begin = (call: Call): ClientRequest => {
    const url = new URL(call.url);
    if (url.username !== '' || url.password !== '') throw new TypeError('An address may not hold a password');
    const { method } = call;
    // Without a body Node would send a POST in chunks.
    const length = method === 'POST' ? { 'content-length': String(Buffer.byteLength(call.body ?? '')) } : {};
    const headers = { 'accept-encoding': 'gzip', ...call.headers, ...length };
    return url.protocol === 'https:'
      ? requestHttps(url, { method, headers, agent: https })
      : requestHttp(url, { method, headers, agent: http });
  };
  return (call) =>
    new Promise((resolve) => {
      let isBegun = false;
      let isAnswered = false;
      const fail = (error: unknown): void => {
        if (!isAnswered) resolve({ kind: 'failed', error, isBegun });
      };
      try {
        const request = begin(call);
        endBy(call.signal, request);
        request.on('socket', () => {
          isBegun = true;
        });
        request.on('error', fail);
        // An answer that wants to speak something else than HTTP ends here, and with nothing else.
        request.on('close', () => fail(new Error('The connection was closed without an answer')));
        request.on('response', (response) => {
          isAnswered = true;
          void readAnswer(response, call.mostBytes).then(resolve);
        });
        request.end(call.body);
      } catch (error) {
        fail(error);
      }
    });
}

/** As Node does it with a signal of its own, but without a watch over the end of every stream. */
function endBy(signal: AbortSignal | undefined, request: ClientRequest): void {
  if (signal === undefined) return;
  const end = (): void => void request.destroy(asError(signal.reason));
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  request.on('close', () => signal.removeEventListener('abort', end));
}

function asError(reason: unknown): Error {
  return Error.isError(reason) ? reason : new Error(String(reason));
}

async function readAnswer(response: IncomingMessage, mostBytes: number): Promise<Exchanged> {
  const { statusCode: status = 0, statusMessage: statusText = '' } = response;
  const headers = headersOf(response);
  const read = status >= 300 && status < 400 ? withoutBody(response) : await readBody(response, mostBytes);
  return { kind: 'answer', status, statusText, headers, ...read };
}

type Body = Pick<HttpAnswer, 'body' | 'extent'>;

function withoutBody(response: IncomingMessage): Body {
  response.on('error', () => undefined);
  response.destroy();
  return { body: nothing, extent: 'whole' };
}

async function readBody(response: IncomingMessage, mostBytes: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const extent = await new Promise<HttpAnswer['extent']>((resolve) => {
    response.on('data', (chunk: Uint8Array) => {
      length += chunk.byteLength;
      chunks.push(chunk);
      if (length <= mostBytes) return;
      resolve('too-long');
      response.destroy();
    });
    response.on('end', () => resolve('whole'));
    response.on('error', () => resolve('torn'));
    response.on('close', () => resolve('torn'));
  });
  if (extent !== 'whole') return { body: nothing, extent };
  const body = chunks.length === 1 ? (chunks[0] ?? nothing) : Buffer.concat(chunks, length);
  return unpacked(body, response.headers['content-encoding'], mostBytes);
}

async function unpacked(body: Uint8Array, encoding: string | undefined, mostBytes: number): Promise<Body> {
  const packed = encoding?.trim().toLowerCase() ?? '';
  if (packed === '' || packed === 'identity' || body.byteLength === 0) return { body, extent: 'whole' };
  if (packed !== 'gzip' && packed !== 'x-gzip') return { body: nothing, extent: 'torn' };
  try {
    return { body: await unpack(body, { maxOutputLength: mostBytes }), extent: 'whole' };
  } catch (error) {
    const isTooLong = Error.isError(error) && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { body: nothing, extent: isTooLong ? 'too-long' : 'torn' };
  }
}

function headersOf({ headers }: IncomingMessage): AnswerHeaders {
  const joined = (value: string | string[] | undefined): string | null =>
    Array.isArray(value) ? value.join(', ') : (value ?? null);
  return {
    get: (name) => joined(headers[name.toLowerCase()]),
    entries: () => Object.entries(headers).map(([name, value]) => [name, joined(value) ?? '']),
  };
}

/** On the way to a proxy that is itself reached by TLS, its connection could be taken for the one behind it. */
function refuseTlsProxies(proxyEnv: NodeExchangeOptions['proxyEnv'] = {}): void {
  const proxy = proxyEnv.https_proxy ?? proxyEnv.HTTPS_PROXY ?? '';
  if (/^\s*https:/i.test(proxy))
    throw new TypeError('HTTPS_PROXY names a proxy by https://, and only http:// can be followed');
}
