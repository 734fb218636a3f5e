import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { z } from 'zod';

/** What Node's own HTTP client told of one call. Both stay false for a client that tells nothing. */
export interface Sending {
  /** The request was handed to the client. */
  created: boolean;
  /** Its first byte was written to a connection. */
  begun: boolean;
}

const current = new AsyncLocalStorage<Sending>();
const sendings = new WeakMap<object, Sending>();
const Told = z.looseObject({
  request: z.custom<object>((value) => typeof value === 'object' && value !== null),
});

// Node's fetch is undici, which publishes these: https://github.com/nodejs/undici/blob/main/docs/docs/api/DiagnosticsChannel.md
subscribe('undici:request:create', (message) => {
  const sending = current.getStore();
  const told = Told.safeParse(message);
  if (sending === undefined || !told.success) return;
  sending.created = true;
  sendings.set(told.data.request, sending);
});
subscribe('undici:client:sendHeaders', (message) => {
  const told = Told.safeParse(message);
  const sending = told.success ? sendings.get(told.data.request) : undefined;
  if (sending !== undefined) sending.begun = true;
});

/** Runs one `fetch` and notes in `sending` whether it came to be written. */
export function watchSending<T>(sending: Sending, call: () => Promise<T>): Promise<T> {
  return current.run(sending, call);
}
