import type { Clock } from '../clock.ts';
import type { RequestId } from '../leaving/ids.ts';
import type { Queue, QueueHandler } from '../leaving/ports/queue.ts';

export interface QueueOptions {
  readonly clock: Clock;
  /** Told whatever the handler throws; the request is woken again by itself. */
  readonly onError: (requestId: RequestId, error: unknown) => void;
}

/** Steps under way at the same time, of different requests. */
const concurrency = 16;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/** The queue of one process: timers alone. What was scheduled is gone with the process and refilled from the ledger. */
export function createTimerQueue(options: QueueOptions): Queue {
  return new TimerQueue(options);
}

class TimerQueue implements Queue {
  readonly #options: QueueOptions;
  readonly #dueAt = new Map<RequestId, number>();
  readonly #failures = new Map<RequestId, number>();
  readonly #underWay = new Map<RequestId, Promise<void>>();
  #handler: QueueHandler | null = null;
  #cancelTimer: () => void = () => {};
  #isClosed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  async schedule(requestId: RequestId, at: number): Promise<void> {
    const before = this.#dueAt.get(requestId);
    if (before === undefined || at < before) this.#dueAt.set(requestId, at);
    this.#turn();
  }

  process(handler: QueueHandler): void {
    this.#handler = handler;
    this.#turn();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelTimer();
    await Promise.all(this.#underWay.values());
  }

  /** Starts what is due and sets the timer for what is due next. */
  #turn(): void {
    this.#cancelTimer();
    if (this.#isClosed || this.#handler === null) return;
    const now = this.#options.clock.now();
    for (const [requestId, at] of this.#waiting()) {
      if (this.#underWay.size >= concurrency) return;
      if (at > now) {
        this.#cancelTimer = this.#options.clock.after(at - now, () => this.#turn());
        return;
      }
      this.#start(requestId, this.#handler);
    }
  }

  /** What is not under way, the earliest first. */
  #waiting(): [RequestId, number][] {
    return [...this.#dueAt]
      .filter(([requestId]) => !this.#underWay.has(requestId))
      .toSorted(([, one], [, other]) => one - other);
  }

  #start(requestId: RequestId, handler: QueueHandler): void {
    this.#dueAt.delete(requestId);
    const step = this.#run(requestId, handler).finally(() => {
      this.#underWay.delete(requestId);
      this.#turn();
    });
    this.#underWay.set(requestId, step);
  }

  async #run(requestId: RequestId, handler: QueueHandler): Promise<void> {
    try {
      const wakeAt = await handler(requestId);
      this.#failures.delete(requestId);
      if (wakeAt !== null) await this.schedule(requestId, wakeAt);
    } catch (error) {
      const failures = this.#failures.get(requestId) ?? 0;
      this.#failures.set(requestId, failures + 1);
      this.#options.onError(requestId, error);
      await this.schedule(
        requestId,
        this.#options.clock.now() + Math.min(longestRetryMs, firstRetryMs * 2 ** failures),
      );
    }
  }
}
