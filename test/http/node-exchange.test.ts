import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Call, Exchanged } from '../../src/http/exchange.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { type AnsweringServer, answeringServer, type SeenRequest } from '../wasend/answering-server.ts';
import { selfSigned } from './self-signed.ts';

const exchange = createNodeExchange();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serverThat(
  answer: (request: SeenRequest, response: ServerResponse) => void,
): Promise<AnsweringServer> {
  const server = await answeringServer(answer);
  closing.push(() => server.close());
  return server;
}

/** A server below HTTP: it counts what it was sent, and answers as told. */
async function socketsThat(onData: (socket: Socket, seen: number) => void, server?: Server) {
  const seen = { requests: 0 };
  const tcp = server ?? createTcpServer();
  const sockets = new Set<Socket>();
  tcp.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => {
      seen.requests += 1;
      onData(socket, seen.requests);
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => tcp.close(() => resolve()));
  });
  return { at: `127.0.0.1:${(tcp.address() as AddressInfo).port}`, seen };
}

const call = (url: string, rest: Partial<Call> = {}): Promise<Exchanged> =>
  exchange({ method: 'GET', url, headers: {}, mostBytes: 1_000, ...rest });
const textOf = (answer: Exchanged): string =>
  answer.kind === 'answer' ? Buffer.from(answer.body).toString() : String(answer.error);
const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

describe('what goes out', () => {
  test('method, address, headers and a body with its length', async () => {
    const server = await serverThat((_, response) => response.end('{}'));
    await call(`${server.url}/a/b?c=%20d`, {
      method: 'POST',
      headers: { authorization: 'Bearer k' },
      body: '{"é":1}',
    });
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/a/b?c=%20d', body: '{"é":1}' });
    expect(server.seen[0]?.headers).toMatchObject({ authorization: 'Bearer k', 'content-length': '8' });
  });

  test('a POST without a body says so instead of sending an empty stream', async () => {
    const server = await serverThat((_, response) => response.end('{}'));
    await call(server.url, { method: 'POST' });
    expect(server.seen[0]?.headers).toMatchObject({ 'content-length': '0' });
    expect(server.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  test('one connection serves call after call', async () => {
    const ports = new Set<number | undefined>();
    const server = await serverThat((_, response) => {
      ports.add(response.socket?.remotePort);
      response.end('{}');
    });
    for (let times = 0; times < 3; times += 1) await call(server.url);
    expect(ports.size).toBe(1);
  });

  test('never a second time: a kept connection that dies under a call is a call that was begun', async () => {
    const { at, seen } = await socketsThat((socket, requests) => {
      if (requests === 1) socket.write(ok);
      else socket.destroy();
    });
    expect(textOf(await call(`http://${at}`, { method: 'POST' }))).toBe('ok');
    expect(await call(`http://${at}`, { method: 'POST' })).toMatchObject({ kind: 'failed', isBegun: true });
    expect(seen.requests).toBe(2);
  });
});

describe('what comes back', () => {
  test('status, headers of any case, and the body', async () => {
    const server = await serverThat((_, response) => {
      response.writeHead(429, 'Slow down', { 'Retry-After': '7' });
      response.end('wait');
    });
    const answer = await call(server.url);
    expect(answer).toMatchObject({ kind: 'answer', status: 429, statusText: 'Slow down', extent: 'whole' });
    expect(textOf(answer)).toBe('wait');
    if (answer.kind === 'answer') expect(answer.headers.get('RETRY-after')).toBe('7');
  });

  test.each([301, 302, 303, 307, 308])(
    'a redirect (%i) is an answer without a body, and is not followed',
    async (status) => {
      const server = await serverThat((_, response) => {
        response.writeHead(status, { location: `${server.url}/elsewhere` });
        response.end('moved');
      });
      expect(await call(server.url)).toMatchObject({ status, extent: 'whole', body: new Uint8Array(0) });
      expect(server.seen).toHaveLength(1);
    },
  );

  test('a cut body is torn: by length, and by chunks', async () => {
    const heads = ['content-length: 9\r\n\r\n', 'transfer-encoding: chunked\r\n\r\n9\r\n'];
    for (const head of heads) {
      const { at } = await socketsThat((socket) => void socket.end(`HTTP/1.1 200 OK\r\n${head}half`));
      expect(await call(`http://${at}`)).toMatchObject({
        status: 200,
        extent: 'torn',
        body: new Uint8Array(0),
      });
    }
  });

  test('a body without a length ends with its connection', async () => {
    const { at } = await socketsThat((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\nall of it'));
    expect(textOf(await call(`http://${at}`))).toBe('all of it');
  });

  test('a body that does not end is not read to its end', async () => {
    const server = await serverThat((_, response) => {
      response.on('error', () => undefined);
      response.write('x'.repeat(2_000));
    });
    expect(await call(server.url)).toMatchObject({ extent: 'too-long', body: new Uint8Array(0) });
  });

  test('gzip is asked for and unpacked, and no further than asked', async () => {
    let sent = 'packed '.repeat(20);
    const server = await serverThat((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(sent));
    });
    expect(textOf(await call(server.url))).toBe(sent);
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip');
    sent = 'x'.repeat(1_001);
    expect(await call(server.url)).toMatchObject({ extent: 'too-long', body: new Uint8Array(0) });
  });

  test.each([
    ['gzip', 'this is no gzip'],
    ['br', 'nobody asked for this'],
  ])('what cannot be unpacked is torn: %s', async (encoding, body) => {
    const server = await serverThat((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(body);
    });
    expect(await call(server.url)).toMatchObject({ status: 200, extent: 'torn' });
  });
});

describe('what fails', () => {
  test('what is no HTTP, or turns into something else', async () => {
    for (const said of [
      'garbage\r\n\r\n',
      'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
    ]) {
      const { at } = await socketsThat((socket) => void socket.write(said));
      expect(await call(`http://${at}`)).toMatchObject({ kind: 'failed', isBegun: true });
    }
  });

  test('a call is ended by its signal: before the answer, and within it', async () => {
    for (const begin of [() => {}, (response: ServerResponse) => void response.write('half')]) {
      const timeout = new AbortController();
      const server = await serverThat((_, response) => {
        begin(response);
        setImmediate(() => timeout.abort());
      });
      const answer = await call(server.url, { signal: timeout.signal });
      if (answer.kind === 'answer') expect(answer.extent).toBe('torn');
      else expect(answer.isBegun).toBe(true);
    }
  });

  test.each(['no address', 'ftp://127.0.0.1/', 'http://user:pw@127.0.0.1:9/'])(
    '%s: not begun',
    async (url) => {
      expect(await call(url)).toMatchObject({ kind: 'failed', isBegun: false });
    },
  );

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'a certificate nobody vouches for is refused before anything is sent (%s)',
    async (maxVersion) => {
      const requests: string[] = [];
      const tls = createTlsServer({ ...selfSigned, maxVersion }, ({ url }, response) => {
        requests.push(url ?? '');
        response.end();
      });
      tls.on('secureConnection', (socket) => socket.on('data', () => requests.push('data')));
      const { at } = await socketsThat(() => undefined, tls);
      expect(await call(`https://${at}`, { method: 'POST' })).toMatchObject({
        kind: 'failed',
        isBegun: false,
        error: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      });
      expect(requests).toEqual([]);
    },
  );
});

describe('through a proxy that the environment names', () => {
  test('a plain call goes to it with the whole address', async () => {
    const proxy = await serverThat((_, response) => response.end('by proxy'));
    const through = createNodeExchange({ proxyEnv: { HTTP_PROXY: proxy.url } });
    const answer = await through({
      method: 'GET',
      url: 'http://wasend.invalid/x',
      headers: {},
      mostBytes: 100,
    });
    expect(textOf(answer)).toBe('by proxy');
    expect(proxy.seen[0]?.url).toBe('http://wasend.invalid/x');
  });

  test('a call by TLS goes through a tunnel, and the certificate behind it is judged', async () => {
    const tls = createTlsServer(selfSigned, (_, response) => response.end('behind'));
    const { at } = await socketsThat(() => undefined, tls);
    const asked: string[] = [];
    const proxy = createHttpServer().on('connect', ({ url = '' }, socket: Socket) => {
      asked.push(url);
      const behind = connect(Number(at.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        behind.pipe(socket).pipe(behind);
      });
      for (const end of [behind, socket]) end.on('error', () => undefined);
    });
    const { at: proxyAt } = await socketsThat(() => undefined, proxy);
    const through = createNodeExchange({ proxyEnv: { HTTPS_PROXY: `http://${proxyAt}` } });
    const url = 'https://wasend.invalid/x';
    expect(await through({ method: 'POST', url, headers: {}, mostBytes: 100 })).toMatchObject({
      isBegun: false,
      error: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
    expect(asked).toEqual(['wasend.invalid:443']);
  });

  test('a proxy that is itself reached by TLS is refused', () => {
    expect(() => createNodeExchange({ proxyEnv: { HTTPS_PROXY: 'https://proxy.invalid:3128' } })).toThrow(
      'http://',
    );
  });
});
