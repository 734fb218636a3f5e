import type { ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { Agent as HttpAgent } from './node-http.ts';

type Created = (error: Error | null, stream: Duplex) => void;

/** Connecting, the name and the handshake of TLS included; as Node's fetch has it. */
const connectTimeoutMs = 10_000;

/**
 * An agent that hands a connection over only when it stands: whatever fails before that, of the name, the address or the
 * certificate, fails before a request has a connection that it could be written to.
 */
export class ReadyHttpAgent extends HttpAgent {
  override createConnection(options: ClientRequestArgs, created: Created): undefined {
    whenReady(super.createConnection(options) as Socket, 'connect', created);
  }
}

/** The same over TLS: a connection stands when its certificate has been judged. */
export class ReadyHttpsAgent extends HttpsAgent {
  override createConnection(options: ClientRequestArgs, created: Created): undefined {
    // Through a proxy what is answered at once is the way to the proxy; the connection is handed over later.
    const made = super.createConnection(options, (error, stream) => {
      if (error || !(stream instanceof TLSSocket)) created(error ?? new Error('No tunnel'), stream);
      else whenReady(stream, 'secureConnect', created);
    });
    if (made instanceof TLSSocket) whenReady(made, 'secureConnect', created);
  }
}

function whenReady(socket: Socket, event: 'connect' | 'secureConnect', created: Created): void {
  // Whoever has the connection hears of its faults; one that comes in between must not end the process.
  socket.on('error', () => undefined);
  if (isReady(socket)) {
    created(null, socket);
    return;
  }
  const end = (error: Error | null): void => {
    clearTimeout(timer);
    socket.off(event, ready).off('error', end).off('close', closed);
    created(error, socket);
  };
  const ready = (): void => end(null);
  const closed = (): void => end(connectFault('ECONNRESET', 'Closed before the connection stood'));
  const timer = setTimeout(
    () => socket.destroy(connectFault('ETIMEDOUT', 'Connecting took too long')),
    connectTimeoutMs,
  );
  socket.once(event, ready).once('error', end).once('close', closed);
}

function isReady(socket: Socket): boolean {
  return !socket.connecting && 'secureConnecting' in socket && socket.secureConnecting === false;
}

function connectFault(code: string, message: string): Error {
  return Object.assign(new Error(message), { code, syscall: 'connect' });
}
