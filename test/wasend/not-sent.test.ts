import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { createWasendClient } from '../../src/wasend/client.ts';
import { createReadGate } from '../../src/wasend/read-gate.ts';
import { groupId, sessionId } from './a-client.ts';
import { answeringServer } from './answering-server.ts';

const clientAt = (baseUrl: string, { apiKey = 'wk_1', exchange = createNodeExchange() } = {}) =>
  createWasendClient({
    baseUrl,
    apiKey,
    exchange,
    clock: systemClock,
    gate: createReadGate({ now: () => systemClock.now() }),
    timeouts: { leaveMs: 5_000, readMs: 5_000 },
  });
const leaveAt = (baseUrl: string, apiKey?: string) =>
  clientAt(baseUrl, apiKey === undefined ? {} : { apiKey }).leave(sessionId, groupId);

let tcp: Server | null = null;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise<void>((resolve) => (tcp === null ? resolve() : tcp.close(() => resolve())));
  tcp = null;
});

async function tcpServer(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  tcp = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('certainly not sent, by what this machine itself knows', () => {
  test('a refused connection', async () => {
    const server = await answeringServer(() => {});
    await server.close();
    expect(await leaveAt(server.url)).toEqual({
      class: 'not-sent',
      status: null,
      said: null,
      fault: 'ECONNREFUSED',
    });
  });

  test('an unknown host', async () => {
    expect(await leaveAt('http://nowhere.invalid')).toMatchObject({ class: 'not-sent', fault: 'ENOTFOUND' });
  });

  test('a handshake with a server that speaks no TLS', async () => {
    const at = await tcpServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const answer = await leaveAt(`https://${at}`);
    expect(answer).toMatchObject({ class: 'not-sent', fault: expect.stringMatching(/^ERR_SSL_/) });
  });

  test('a connection closed within the handshake', async () => {
    const at = await tcpServer((socket) => void socket.end());
    expect(await leaveAt(`https://${at}`)).toMatchObject({ class: 'not-sent', fault: 'ECONNRESET' });
  });

  test.each(['wk_with\u200bzero-width', 'wk_“curly”', 'wk_line\nbreak', 'wk_\u0000'])(
    'a key that no header can hold: %j',
    async (apiKey) => {
      const server = await answeringServer((_, response) => response.end('{}'));
      expect(await leaveAt(server.url, apiKey)).toMatchObject({
        class: 'not-sent',
        fault: 'ERR_KEY_NOT_SENDABLE',
      });
      expect(server.seen).toEqual([]);
      await server.close();
    },
  );

  test('an address with a password in it', async () => {
    expect(await leaveAt('http://user:pw@127.0.0.1:9')).toMatchObject({
      class: 'not-sent',
      fault: 'ERR_ADDRESS_NOT_USABLE',
    });
  });
});

describe('a fault after the first byte leaves it open', () => {
  test('the connection closed upon the request', async () => {
    const at = await tcpServer((socket) => void socket.once('data', () => socket.destroy()));
    expect(await leaveAt(`http://${at}`)).toEqual({ class: 'unknown', status: null, said: null });
  });

  test('the connection reset upon the request', async () => {
    const at = await tcpServer((socket) => void socket.once('data', () => socket.resetAndDestroy()));
    expect((await leaveAt(`http://${at}`)).class).toBe('unknown');
  });
});

test('nothing is certain once a call was begun, whatever the system says of it', async () => {
  const error = Object.assign(new Error('no'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const failing =
    (isBegun: boolean): Exchange =>
    async () => ({ kind: 'failed', error, isBegun });
  const leave = (isBegun: boolean) =>
    clientAt('http://wasend.invalid', { exchange: failing(isBegun) }).leave(sessionId, groupId);
  expect(await leave(false)).toMatchObject({ class: 'not-sent', fault: 'ECONNREFUSED' });
  expect((await leave(true)).class).toBe('unknown');
});

describe('what a fault of the system shows', () => {
  const fault = (code: string, syscall?: string, message = '') =>
    Object.assign(new Error(message), { code, ...(syscall ? { syscall } : {}) });
  const addresses = (...errors: Error[]) => new AggregateError(errors);
  test.each<[string, Error, string]>([
    ['refused', fault('ECONNREFUSED', 'connect'), 'not-sent'],
    ['no route at connecting', fault('EHOSTUNREACH', 'connect'), 'not-sent'],
    ['no route at reading', fault('EHOSTUNREACH', 'read'), 'unknown'],
    ['no network at writing', fault('ENETUNREACH', 'write'), 'unknown'],
    ['a code without its call', fault('EHOSTUNREACH'), 'unknown'],
    ['a reset', fault('ECONNRESET', 'read'), 'unknown'],
    ['a broken pipe', fault('EPIPE', 'write'), 'unknown'],
    ['names not resolved for now', fault('EAI_AGAIN', 'getaddrinfo'), 'not-sent'],
    ['connecting took too long', fault('ETIMEDOUT', 'connect'), 'not-sent'],
    ['reading took too long', fault('ETIMEDOUT', 'read'), 'unknown'],
    ['a certificate nobody vouches for', fault('SELF_SIGNED_CERT_IN_CHAIN'), 'not-sent'],
    ['a certificate that is over', fault('CERT_HAS_EXPIRED'), 'not-sent'],
    ['a certificate of another host', fault('ERR_TLS_CERT_ALTNAME_INVALID'), 'not-sent'],
    ['TLS that did not come about', fault('ERR_SSL_WRONG_VERSION_NUMBER'), 'not-sent'],
    [
      'all addresses refused',
      addresses(fault('ECONNREFUSED', 'connect'), fault('ENETUNREACH', 'connect')),
      'not-sent',
    ],
    [
      'one refused, one cut after sending',
      addresses(fault('ECONNREFUSED', 'connect'), fault('ECONNRESET', 'read')),
      'unknown',
    ],
    [
      'one cut after sending, one refused',
      addresses(fault('ECONNRESET', 'read'), fault('ECONNREFUSED', 'connect')),
      'unknown',
    ],
    ['no address named', addresses(), 'unknown'],
    ['something without a code', new Error('who knows'), 'unknown'],
  ])('%s', async (_, cause, becomes) => {
    const exchange: Exchange = async () => ({ kind: 'failed', error: cause, isBegun: false });
    const client = clientAt('http://wasend.invalid', { exchange });
    expect((await client.leave(sessionId, groupId)).class).toBe(becomes);
  });
});
