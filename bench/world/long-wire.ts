import { type AddressInfo, connect, createServer } from 'node:net';

/** Listens on a port of its own before `port`, and holds back for `holdMs` whatever comes from there. Answers that port. */
export function startLongWire(port: number, holdMs: number): Promise<number> {
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.pipe(far);
    // Timers of one length ring in the order in which they were set.
    far.on('data', (chunk) => setTimeout(() => near.write(chunk), holdMs));
    far.on('end', () => setTimeout(() => near.end(), holdMs));
    for (const socket of [near, far]) {
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
