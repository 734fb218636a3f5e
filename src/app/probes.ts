import { type HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Probe } from '../slack/wire/http-server.ts';
import type { Storage } from '../storage/storage.ts';

/** `/healthz`: the process lives. `/readyz`: the store takes writes, Slack was reached, and in Socket Mode the socket is open. */
export function createProbes({
  storage,
  receiver,
  isSlackKnown,
}: {
  readonly storage: Storage;
  readonly receiver: HTTPReceiver | SocketModeReceiver;
  /** False until Slack has said whose bot this is, and while the app stops. */
  readonly isSlackKnown: () => boolean;
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
      const slack = socketOpen && isSlackKnown();
      return { ok: store && slack, detail: { ok: store && slack, store, slack } };
    },
  };
}
