import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { eventually } from './eventually.ts';
import { type Bench, useBench } from './stand-in-bench.ts';

/** A client that does only what the test says; `texts` is what the stand-in said, and `closeCode` how it ended. */
async function connectClient(bench: Bench) {
  const { url } = await bench.call('apps.connections.open', {}, 'xapp-stand-in-1');
  const socket = new WebSocket(String(url));
  const client = { socket, texts: [] as string[], closeCode: null as number | null };
  socket.on('message', (bytes) => client.texts.push(String(bytes)));
  socket.on('error', () => undefined);
  socket.once('close', (code) => {
    client.closeCode = code;
  });
  await eventually(() => client.texts.length > 0);
  return client;
}

describe('a WebSocket of the stand-in', () => {
  const bench = useBench();
  const count = () => bench.slack.socketMode.connectionCount();

  test('greets with hello', async () => {
    const { socket, texts } = await connectClient(bench);
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0WASEND' },
    });
    socket.terminate();
  });

  test('a client that only sends FIN is gone, and the next payload does not go to it', async () => {
    const { url } = await bench.call('apps.connections.open', {}, 'xapp-stand-in-1');
    const { hostname, port, pathname, search } = new URL(String(url));
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    socket.resume();
    socket.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await eventually(() => count() === 1);
    socket.end();
    await eventually(() => count() === 0);
    socket.destroy();
  });

  test('ends the connection of a client that sends bytes that are no text', async () => {
    const client = await connectClient(bench);
    client.socket.send(Buffer.from('x'));
    expect(await eventually(() => client.closeCode ?? undefined)).toBe(1003);
    await eventually(() => count() === 0);
  });

  test('what is no upgrade, has no ticket, or asks for a target that is no path ends nothing', async () => {
    const { port } = new URL(bench.slack.url);
    const ask = (head: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1');
        let said = '';
        socket.on('data', (bytes) => {
          said += String(bytes);
        });
        socket.on('error', () => undefined);
        socket.once('close', () => resolve(said.split('\r\n')[0] ?? ''));
        socket.write(`${head}\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      });
    const { url } = await bench.call('apps.connections.open', {}, 'xapp-stand-in-1');
    const { pathname, search } = new URL(String(url));
    expect(await ask(`GET ${pathname}${search} HTTP/1.1`)).toContain('400');
    expect(await ask('GET /link/ HTTP/1.1')).toContain('403');
    expect(await ask('GET //x:99999999/ HTTP/1.1')).toContain('403');
    expect(await bench.call('auth.test', {})).toMatchObject({ ok: true });
  });

  test('of the eleventh connection Slack wants no more', async () => {
    const clients = [];
    for (let number = 0; number < 11; number += 1) clients.push(await connectClient(bench));
    expect(JSON.parse(clients.at(-1)?.texts[0] ?? '')).toMatchObject({
      type: 'disconnect',
      reason: 'too_many_websockets',
    });
    expect(count()).toBe(10);
    for (const { socket } of clients) socket.terminate();
  });

  test('only the app-level token opens connections', async () => {
    expect(await bench.call('apps.connections.open', {})).toEqual({ ok: false, error: 'invalid_auth' });
  });
});

describe('a client that says nothing', () => {
  const bench = useBench(undefined, { ackTimeoutMs: 50 });

  test('without an ack in time a payload has timed out', async () => {
    const { socket } = await connectClient(bench);
    bench.slack.deliverTo(null);
    expect(await bench.slack.openHome({ user: 'U0MEMBER' })).toMatchObject({
      via: 'socket',
      status: 0,
      timedOut: true,
    });
    socket.terminate();
  });
});
