import { SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { socketOptions, type WebClientSettings } from './web-clients.ts';

/** On a loaded machine the SDK's five seconds drop healthy connections. */
const clientPingTimeoutMs = 20_000;
const serverPingTimeoutMs = 60_000;
const reconnectDelayMs = 5_000;

/** Socket Mode with the same listeners. It gets options of its own, because the SDK writes into what it is given. */
export function createSocketReceiver(
  appToken: string,
  settings: WebClientSettings,
  guard: { readonly clock: Clock; readonly logger: Logger },
): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: settings.logger,
    clientPingTimeout: clientPingTimeoutMs,
    serverPingTimeout: serverPingTimeoutMs,
    installerOptions: { clientOptions: socketOptions(settings) },
  });
  guardReconnects(receiver.client, guard);
  return receiver;
}

type SocketClient = SocketModeReceiver['client'];

/**
 * The SDK reconnects by calling its own `start` and drops the promise: a failure there is an unhandled rejection,
 * which ends the process. After the first connection, a failed start is logged and tried again instead.
 */
function guardReconnects(client: SocketClient, { clock, logger }: { clock: Clock; logger: Logger }): void {
  const start = client.start.bind(client);
  let wasConnected = false;
  let stopped = false;
  client.once('connected', () => {
    wasConnected = true;
  });
  client.once('disconnecting', () => {
    stopped = true;
  });
  const startAgain: SocketClient['start'] = async () => {
    for (;;) {
      try {
        return await start();
      } catch (error) {
        if (!wasConnected || stopped) throw error;
        logger.error({ error }, 'the socket to Slack could not be opened again; trying on');
        await new Promise<void>((resolve) => clock.after(reconnectDelayMs, resolve));
        if (stopped) throw error;
      }
    }
  };
  client.start = startAgain;
}
