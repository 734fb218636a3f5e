import { connect, type Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { createFrameReader, encodeFrame, opcodes } from '../src/socket-mode/websocket-frames.ts';

import { eventually } from './eventually.ts';
import { type Bench, useBench } from './stand-in-bench.ts';

/** A frame as a client sends it: masked. */
function clientFrame(opcode: number, text: string, isFinal = true): Buffer {
  const payload = Buffer.from(text);
  const mask = Buffer.from([1, 2, 3, 4]);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  const plain = encodeFrame(opcode, Buffer.from(masked));
  const header = plain.subarray(0, plain.length - masked.length);
  header.writeUInt8(header.readUInt8(1) | 0x80, 1);
  if (!isFinal) header.writeUInt8(header.readUInt8(0) & 0x7f, 0);
  return Buffer.concat([header, mask, masked]);
}

describe('WebSocket frames', () => {
  test.each([0, 1, 125, 126, 65_535, 65_536])('a payload of %i bytes survives the way, masked', (length) => {
    const text = 'ü'.repeat(Math.floor(length / 2)) + 'x'.repeat(length % 2);
    const [frame] = createFrameReader()(clientFrame(opcodes.text, text));
    expect(frame).toMatchObject({ isFinal: true, opcode: opcodes.text, isMasked: true });
    expect(frame?.payload.toString('utf8')).toBe(text);
  });

  test('bytes that come one by one give the same frames as bytes that come at once', () => {
    const bytes = Buffer.concat([
      clientFrame(opcodes.text, 'one', false),
      clientFrame(opcodes.ping, 'p'),
      clientFrame(opcodes.continuation, 'two'),
    ]);
    const read = createFrameReader();
    const frames = [...bytes].flatMap((byte) => read(Buffer.from([byte])));
    expect(frames).toEqual(createFrameReader()(bytes));
    expect(frames.map(({ opcode, isFinal }) => [opcode, isFinal])).toEqual([
      [opcodes.text, false],
      [opcodes.ping, true],
      [opcodes.continuation, true],
    ]);
  });

  test('a frame of the server is not masked', () => {
    expect(encodeFrame(opcodes.text, Buffer.from('hi'))).toEqual(Buffer.from([0x81, 2, 0x68, 0x69]));
  });
});

/** A client that speaks the protocol by hand; `texts` are the messages and control frames of the server. */
async function connectByHand(bench: Bench) {
  const { url } = await bench.call('apps.connections.open', {}, 'xapp-stand-in-1');
  const { hostname, port, pathname, search } = new URL(String(url));
  const socket: Socket = connect(Number(port), hostname);
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  let bytes = Buffer.alloc(0);
  let isEnded = false;
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
  });
  socket.once('close', () => {
    isEnded = true;
  });
  const headEnd = '\r\n\r\n';
  const frames = () => {
    const start = bytes.indexOf(headEnd);
    return start < 0 ? [] : createFrameReader()(bytes.subarray(start + headEnd.length));
  };
  return { socket, frames, head: () => bytes.toString('latin1'), isEnded: () => isEnded };
}

describe('a WebSocket of the stand-in', () => {
  const bench = useBench();

  test('answers the key as RFC 6455 says and greets with hello', async () => {
    const client = await connectByHand(bench);
    const [hello] = await eventually(() => (client.frames().length > 0 ? client.frames() : undefined));
    expect(client.head()).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(JSON.parse(hello?.payload.toString('utf8') ?? '')).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0WASEND' },
    });
    client.socket.destroy();
  });

  test('joins the parts of a message and answers a ping between them', async () => {
    const client = await connectByHand(bench);
    await eventually(() => client.frames().length === 1);
    bench.slack.deliverTo(null);
    const delivery = bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    const envelope = await eventually(() => client.frames()[1]?.payload.toString('utf8'));
    const ack = JSON.stringify({
      envelope_id: JSON.parse(envelope).envelope_id,
      payload: { text: 'grüß dich' },
    });
    client.socket.write(clientFrame(opcodes.text, ack.slice(0, 20), false));
    client.socket.write(clientFrame(opcodes.ping, 'are you there'));
    client.socket.write(clientFrame(opcodes.continuation, ack.slice(20)));
    expect(await delivery).toMatchObject({ via: 'socket', body: '{"text":"grüß dich"}' });
    const pong = await eventually(() => client.frames().find(({ opcode }) => opcode === opcodes.pong));
    expect(pong.payload.toString('utf8')).toBe('are you there');
    client.socket.destroy();
  });

  test('ends the connection of a client that does not mask its frames, or sends bytes that are no text', async () => {
    for (const [frame, code] of [
      [encodeFrame(opcodes.text, Buffer.from('{}')), 1002],
      [clientFrame(opcodes.binary, 'x'), 1003],
    ] as const) {
      const client = await connectByHand(bench);
      await eventually(() => client.frames().length === 1);
      client.socket.write(frame);
      await eventually(client.isEnded);
      expect(client.frames().at(-1)?.payload.readUInt16BE(0)).toBe(code);
    }
    await eventually(() => bench.slack.socketMode.connectionCount() === 0);
  });

  test('answers a close with a close', async () => {
    const client = await connectByHand(bench);
    await eventually(() => client.frames().length === 1);
    client.socket.write(clientFrame(opcodes.close, ''));
    await eventually(client.isEnded);
    expect(client.frames().at(-1)?.opcode).toBe(opcodes.close);
  });

  test('without an ack in time a payload has timed out', async () => {
    const client = await connectByHand(bench);
    await eventually(() => client.frames().length === 1);
    bench.slack.deliverTo(null);
    expect(await bench.slack.openHome({ user: 'U0MEMBER' })).toMatchObject({
      via: 'socket',
      status: 0,
      timedOut: true,
    });
    client.socket.destroy();
  });

  test('of the eleventh connection Slack wants no more', async () => {
    const clients = [];
    for (let count = 0; count < 11; count += 1) clients.push(await connectByHand(bench));
    const last = clients.at(-1);
    const notice = await eventually(() => last?.frames()[0]?.payload.toString('utf8'));
    expect(JSON.parse(notice)).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    expect(bench.slack.socketMode.connectionCount()).toBe(10);
    for (const { socket } of clients) socket.destroy();
  });

  test('only the app-level token opens connections', async () => {
    expect(await bench.call('apps.connections.open', {})).toEqual({ ok: false, error: 'invalid_auth' });
  });
});
