import type { SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../clock.ts';
import type { InFlight } from '../slack/wire/error-boundary.ts';
import type { HttpServer } from '../slack/wire/http-server.ts';
import type { Storage } from '../storage/storage.ts';
import type { TokenExchanges } from '../workspaces/installed/token-exchanges.ts';
import type { Working } from './start-work.ts';

/** What there is to stop; the parts that are not there yet are left out. */
export interface Stoppable {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly working?: Working;
  readonly server?: HttpServer;
  readonly socket?: SocketModeReceiver['client'] | undefined;
  readonly inFlight?: InFlight;
  readonly exchanges?: TokenExchanges;
}

/** Deliveries answer within three seconds, and telling goes on at the next start. */
const deliveriesMs = 2_000;
const socketMs = 500;

/**
 * Both queues first, so that no new call is begun; when the call under way has ended, what people are waiting for; then
 * every connection, whoever holds it open; then exchanges of tokens, whose answers nobody gets twice; then the store.
 * Takes as long as those calls and 2.5 s at most.
 */
export async function stopInOrder(parts: Stoppable): Promise<void> {
  const { working, storage, clock, server, socket, inFlight, exchanges } = parts;
  const told = working?.closeTellings();
  await working?.closeSteps();
  server?.stopAccepting();
  if (socket !== undefined) await within(clock, socketMs, socket.disconnect());
  await within(clock, deliveriesMs, Promise.all([inFlight?.settled(), told, server?.pagesAnswered()]));
  await server?.stop();
  await exchanges?.close();
  await storage.close();
}

/** Waits for the end of the work or of the time, whichever comes first. Never rejects. */
function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    const end = (): void => {
      cancel();
      resolve();
    };
    work.then(end, end);
  });
}
