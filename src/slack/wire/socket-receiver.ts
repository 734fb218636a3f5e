import { SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { patientOptions, type WebClientSettings } from './web-clients.ts';

/** On a loaded machine the SDK's five seconds drop healthy connections. */
const clientPingTimeoutMs = 20_000;
const serverPingTimeoutMs = 60_000;

const firstReconnectMs = 250;
const longestReconnectMs = 30_000;

/** Socket Mode with the same listeners. It gets options of its own, because the SDK writes into what it is given. */
export function createSocketReceiver(
  appToken: string,
  settings: WebClientSettings,
  means: { readonly clock: Clock; readonly logger: Logger },
): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: settings.logger,
    clientPingTimeout: clientPingTimeoutMs,
    serverPingTimeout: serverPingTimeoutMs,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: patientOptions(settings) },
  });
  keepConnected(receiver.client, means);
  return receiver;
}

type SocketClient = SocketModeReceiver['client'];

/**
 * Opens the socket again whenever it is gone, until the client is told to disconnect. The SDK's own way waits a whole
 * ping time-out first, and drops the promise of the attempt: one that fails is an unhandled rejection, which ends the
 * process.
 */
function keepConnected(client: SocketClient, { clock, logger }: { clock: Clock; logger: Logger }): void {
  let isWanted = false;
  let isOpening = false;
  client.on('connected', () => {
    isWanted = true;
  });
  client.on('disconnecting', () => {
    isWanted = false;
  });
  client.on('disconnected', () => {
    if (!isWanted || isOpening) return;
    isOpening = true;
    void openAgain().finally(() => {
      isOpening = false;
    });
  });

  async function openAgain(): Promise<void> {
    for (let delayMs = firstReconnectMs; isWanted; delayMs = Math.min(longestReconnectMs, delayMs * 2)) {
      try {
        await client.start();
        return;
      } catch (error) {
        logger.error({ error, delayMs }, 'the socket to Slack could not be opened again; trying on');
        await new Promise<void>((resolve) => clock.after(delayMs, resolve));
      }
    }
  }
}
