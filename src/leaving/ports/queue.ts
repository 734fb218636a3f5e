import type { RequestId } from '../ids.ts';

/** Takes one step of one request and answers when to be woken next (epoch milliseconds), or null: not again by itself. */
export type QueueHandler = (requestId: RequestId) => Promise<number | null>;

/**
 * Wakes requests at their time: at least once, never twice at the same moment for one request.
 * A handler that throws is told to `onError` and woken again with growing delay.
 */
export interface Queue {
  /** Wakes the request at `at` (epoch milliseconds). Idempotent: of several times the earliest wins. */
  schedule(requestId: RequestId, at: number): Promise<void>;
  /** Starts waking. Called once. */
  process(handler: QueueHandler): void;
  /** Wakes nothing more and waits for the steps under way. Idempotent. */
  close(): Promise<void>;
}
