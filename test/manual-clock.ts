import type { Clock } from '../src/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is turned by hand. */
export class ManualClock implements Clock {
  #now: number;
  #monotonic = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();
  readonly #settled: () => Promise<void>;

  /** `settled` waits until everything that can go on without the clock has gone on. */
  constructor(now: number, settled: () => Promise<void> = drainPromises) {
    this.#now = now;
    this.#settled = settled;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Sets the machine's time forward or back; no time passes by it. */
  jump(ms: number): void {
    this.#now += ms;
  }

  after(delayMs: number, callback: () => void): () => void {
    this.#order += 1;
    const timer = { at: this.#monotonic + Math.max(0, delayMs), order: this.#order, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Turns the clock on, ringing every timer at its time and in order, and letting each one's promises run. */
  async advance(ms: number): Promise<void> {
    const until = this.#monotonic + ms;
    for (;;) {
      await this.#settled();
      const next = this.#next(until);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#pass(next.at);
      next.callback();
    }
    this.#pass(until);
    await this.#settled();
  }

  #pass(monotonic: number): void {
    const passed = Math.max(0, monotonic - this.#monotonic);
    this.#monotonic += passed;
    this.#now += passed;
  }

  #next(until: number): Timer | undefined {
    return [...this.#timers]
      .filter((timer) => timer.at <= until)
      .toSorted((one, other) => one.at - other.at || one.order - other.order)[0];
  }
}

async function drainPromises(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
