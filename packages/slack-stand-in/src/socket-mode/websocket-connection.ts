import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createFrameReader, encodeFrame, type Frame, opcodes } from './websocket-frames.ts';

/** The server's end of one WebSocket. */
export interface WebSocketConnection {
  sendText(text: string): void;
  ping(): void;
  /** Says goodbye; the peer's answer ends the connection. */
  close(code: number, reason?: string): void;
  /** Ends it at once, without a close frame, as a network does. */
  drop(): void;
}

export interface WebSocketListener {
  onText(text: string): void;
  /** Called once, however it ended. */
  onEnd(): void;
}

// Source: RFC 6455, section 1.3.
const handshakeGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const closeCodes = { protocolError: 1002, unsupportedData: 1003 } as const;

/** Answers the upgrade of a browser or library; undefined, and 400, where it is none. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  createListener: (connection: WebSocketConnection) => WebSocketListener,
): WebSocketConnection | undefined {
  const key = request.headers['sec-websocket-key'];
  if (request.headers.upgrade?.toLowerCase() !== 'websocket' || !key) {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    return undefined;
  }
  const accept = createHash('sha1').update(`${key}${handshakeGuid}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  return listen(socket, head, createListener);
}

function listen(
  socket: Duplex,
  head: Buffer,
  createListener: (connection: WebSocketConnection) => WebSocketListener,
): WebSocketConnection {
  const write = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(encodeFrame(opcode, payload));
  };
  const connection: WebSocketConnection = {
    sendText: (text) => write(opcodes.text, Buffer.from(text)),
    ping: () => write(opcodes.ping, Buffer.from('ping from slack')),
    close: (code, reason = '') => write(opcodes.close, closePayload(code, reason)),
    drop: () => {
      socket.destroy();
    },
  };
  const listener = createListener(connection);
  const takeFrame = createFrameHandler(connection, write, listener, () => socket.end());
  const readFrames = createFrameReader();
  socket.on('data', (bytes: Buffer) => readFrames(bytes).forEach(takeFrame));
  socket.on('error', () => socket.destroy());
  socket.once('close', () => listener.onEnd());
  if (head.length > 0) readFrames(head).forEach(takeFrame);
  return connection;
}

/** Joins split messages and answers control frames, which may come between the parts of a message. */
function createFrameHandler(
  connection: WebSocketConnection,
  write: (opcode: number, payload: Buffer) => void,
  listener: WebSocketListener,
  end: () => void,
): (frame: Frame) => void {
  const parts: Buffer[] = [];
  const fail = (code: number) => {
    connection.close(code);
    end();
  };
  return ({ isFinal, isMasked, opcode, payload }) => {
    if (!isMasked) return fail(closeCodes.protocolError);
    switch (opcode) {
      case opcodes.ping:
        return write(opcodes.pong, payload);
      case opcodes.pong:
        return;
      case opcodes.close:
        write(opcodes.close, payload.subarray(0, 2));
        return end();
      case opcodes.text:
      case opcodes.continuation:
        parts.push(payload);
        if (isFinal) listener.onText(Buffer.concat(parts.splice(0)).toString('utf8'));
        return;
      default:
        return fail(opcode === opcodes.binary ? closeCodes.unsupportedData : closeCodes.protocolError);
    }
  };
}

function closePayload(code: number, reason: string): Buffer {
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code, 0);
  payload.write(reason, 2);
  return payload;
}
