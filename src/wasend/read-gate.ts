import type { ReadResult } from '../leaving/ports/wasend.ts';
import { failed } from './answer/classify-read.ts';

/** People wait in front of a form; a look can wait. */
export type ReadPriority = 'person' | 'look';

/** Lets the reads of one API key through: for all clients of the key in this process. */
export interface ReadGate {
  /**
   * Runs a read when its turn has come. While the lane is closed it is not run: the answer is `rate-limited` without a
   * status, with the rest of the wait. A 429 of a read closes the gate.
   */
  run<R extends ReadResult<unknown> | 'too-long'>(
    priority: ReadPriority,
    read: () => Promise<R>,
  ): Promise<R | ReturnType<typeof closedAnswer>>;
  /** Closes the gate until then (epoch milliseconds), at most an hour ahead; an earlier time than is set changes nothing. */
  close(untilMs: number): void;
}

export interface ReadGateOptions {
  readonly now: () => number;
  /** Told of every read that was made, when it is over: so that reads can be counted where they have to be. `limitedForMs` is the wait that a 429 asked for. */
  readonly onRead?: (read: { readonly startedAt: number; readonly limitedForMs: number | null }) => void;
}

const mostAtOnce = 2;
const longestClosedMs = 60 * 60_000;

interface Waiting {
  /** Runs the read; resolves when the place is free again. */
  readonly start: () => Promise<void>;
  readonly turnAway: () => void;
}

/** Pure in-process: at most two reads at a time, people's before looks, none while closed. */
export function createReadGate({ now, onRead }: ReadGateOptions): ReadGate {
  const waiting: Record<ReadPriority, Waiting[]> = { person: [], look: [] };
  let running = 0;
  let closedUntil = 0;

  const next = (): void => {
    if (closedUntil > now()) {
      for (const { turnAway } of [...waiting.person.splice(0), ...waiting.look.splice(0)]) turnAway();
      return;
    }
    while (running < mostAtOnce) {
      const turn = waiting.person.shift() ?? waiting.look.shift();
      if (turn === undefined) return;
      running += 1;
      void turn.start().finally(() => {
        running -= 1;
        next();
      });
    }
  };
  const close = (untilMs: number): void => {
    closedUntil = Math.max(closedUntil, Math.min(untilMs, now() + longestClosedMs));
    next();
  };
  return {
    run: (priority, read) =>
      new Promise((resolve, reject) => {
        const start = async (): Promise<void> => {
          const startedAt = now();
          try {
            const result = await read();
            const waitMs = result === 'too-long' ? null : limitedFor(result);
            if (waitMs !== null) close(now() + waitMs);
            onRead?.({ startedAt, limitedForMs: waitMs });
            resolve(result);
          } catch (error) {
            reject(error);
          }
        };
        waiting[priority].push({ start, turnAway: () => resolve(closedAnswer(closedUntil - now())) });
        next();
      }),
    close,
  };
}

function limitedFor(result: ReadResult<unknown>): number | null {
  return result.kind === 'failed' && result.why === 'rate-limited' ? (result.retryAfterMs ?? 60_000) : null;
}

function closedAnswer(restMs: number) {
  return { ...failed('rate-limited', null, null), retryAfterMs: Math.max(1, Math.round(restMs)) };
}
