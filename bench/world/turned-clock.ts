import type { Clock } from '../../src/clock.ts';

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** A clock that is turned by hand: an hour passes as fast as the work in it. */
export class TurnedClock implements Clock {
  readonly #beganAt: number;
  #passedMs = 0;
  readonly #timers = new Set<Timer>();

  constructor(beganAt: number) {
    this.#beganAt = beganAt;
  }

  now(): number {
    return this.#beganAt + this.#passedMs;
  }

  monotonic(): number {
    return this.#passedMs;
  }

  after(delayMs: number, ring: () => void): () => void {
    const timer = { at: this.#passedMs + Math.max(0, delayMs), ring };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets so much time pass, and rings what is due by then. */
  turn(ms: number): void {
    this.#passedMs += ms;
    for (const timer of [...this.#timers].toSorted((one, other) => one.at - other.at)) {
      if (timer.at > this.#passedMs || !this.#timers.delete(timer)) continue;
      timer.ring();
    }
  }
}
