import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly ring: () => void;
  isCancelled: boolean;
}

/** A clock that jumps from one timer to the next: a day passes as fast as the work in it. */
export class VirtualClock implements Clock {
  readonly #beganAt: number;
  #now: number;
  #made = 0;
  /** A heap: the earliest timer is the first. */
  readonly #timers: Timer[] = [];

  /** `beganAt` is epoch milliseconds. */
  constructor(beganAt: number) {
    this.#beganAt = beganAt;
    this.#now = beganAt;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#beganAt;
  }

  after(delayMs: number, ring: () => void): () => void {
    this.#made += 1;
    const at = this.#now + Math.max(0, Math.ceil(delayMs));
    const timer: Timer = { at, order: this.#made, ring, isCancelled: false };
    this.#push(timer);
    return () => {
      timer.isCancelled = true;
    };
  }

  pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.after(delayMs, resolve));
  }

  /**
   * Rings one timer after the other, each when everything that the one before it set off has come to rest: then no time
   * passes while anything works. Ends when it is over or nothing is left to ring. `isBusy` tells of work that the event
   * loop cannot see the end of, such as a question to a database.
   */
  async run(isOver: () => boolean, isBusy: () => boolean): Promise<void> {
    for (;;) {
      // Twice: what the first turn sets off may itself take one.
      await nextTurn();
      do await nextTurn();
      while (isBusy());
      if (isOver()) return;
      const timer = this.#pop();
      if (timer === null) return;
      this.#now = Math.max(this.#now, timer.at);
      timer.ring();
    }
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || isBefore(above, timer)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): Timer | null {
    for (;;) {
      const first = this.#timers[0];
      const last = this.#timers.pop();
      if (first === undefined || last === undefined) return null;
      if (first !== last) this.#sink(last);
      if (!first.isCancelled) return first;
    }
  }

  #sink(timer: Timer): void {
    const heap = this.#timers;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      const child =
        right !== undefined && left !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
      const below = heap[child];
      if (below === undefined || isBefore(timer, below)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = timer;
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** What counts by the machine's own time, as Keyv does its expiry, counts by this clock until the answer is called. */
export function withDateOf(clock: VirtualClock): () => void {
  const machines = Date.now;
  Date.now = () => clock.now();
  return () => {
    Date.now = machines;
  };
}
