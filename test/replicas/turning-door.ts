import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Socket } from 'node:net';
import { endsWithTest } from '../suite/ends-with-test.ts';

/** One address for whichever Postgres is the primary now, as a virtual address or a proxy is. */
export interface TurningDoor {
  readonly port: number;
  /** Leads there from now on, or with null nowhere: what was connected before is cut. */
  turnTo(port: number | null, host?: string): void;
  /** Passes nothing on any more and cuts nothing, as a machine without power; `turnTo` leads only who comes later. */
  fallSilent(): void;
}

export async function openTurningDoor(): Promise<TurningDoor> {
  let target: { readonly port: number; readonly host: string } | null = null;
  let isSilent = false;
  const sockets = new Set<Socket>();
  const mute = new WeakSet<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (isSilent) return;
    if (target === null) {
      near.resetAndDestroy();
      return;
    }
    const far = dial(target);
    keep(far);
    near.pipe(far);
    far.pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => {
      if (!mute.has(near)) near.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  endsWithTest(() => {
    cut();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return {
    port: (server.address() as AddressInfo).port,
    turnTo(port, host = '127.0.0.1') {
      target = port === null ? null : { port, host };
      isSilent = false;
      for (const socket of sockets) if (!mute.has(socket)) socket.resetAndDestroy();
    },
    fallSilent() {
      isSilent = true;
      for (const socket of sockets) {
        mute.add(socket);
        socket.unpipe();
        socket.pause();
      }
    },
  };
}
