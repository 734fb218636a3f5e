import { type HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Probe } from '../slack/wire/http-receiver.ts';
import type { Storage } from '../storage/open-storage.ts';

/** `/healthz`: the process lives. `/readyz`: the store takes writes, and in Socket Mode the socket is open. */
export function createProbes({
  storage,
  receiver,
}: {
  readonly storage: Storage;
  readonly receiver: HTTPReceiver | SocketModeReceiver;
}): Readonly<Record<string, Probe>> {
  let socketOpen = !(receiver instanceof SocketModeReceiver);
  if (receiver instanceof SocketModeReceiver) {
    receiver.client.on('connected', () => {
      socketOpen = true;
    });
    for (const gone of ['disconnected', 'reconnecting', 'close']) {
      receiver.client.on(gone, () => {
        socketOpen = false;
      });
    }
  }
  return {
    '/healthz': async () => ({ ok: true, detail: { ok: true } }),
    '/readyz': async () => {
      const store = await storage.writable();
      return { ok: store && socketOpen, detail: { ok: store && socketOpen, store, slack: socketOpen } };
    },
  };
}
