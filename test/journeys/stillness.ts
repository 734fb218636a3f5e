import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { ManualClock } from '../manual-clock.ts';

/** Generous, for a busy machine: only what never happens is waited for until then. */
const patienceMs = 60_000;
/** So often the clock is turned at most for one thing: hours, in the smallest steps that tests turn it. */
const patienceTurns = 20_000;

/**
 * Knows when an app on a clock turned by hand waits for nothing but the clock, so that turning it does the same on a
 * slow machine as on a fast one.
 */
export class Stillness {
  readonly #clock: ManualClock;
  /** Grows with everything the app is seen to do. */
  #signsOfLife = 0;
  #callsUnderWay = 0;
  #workUnderWay = 0;
  /** The signs of life there were when the calls under way were found to wait for the clock alone. */
  #stillAt = -1;

  constructor(clock: ManualClock) {
    this.#clock = clock;
    clock.untilStill = () => this.#still();
  }

  /** The app has done something, such as written a line to its log. */
  sign(): void {
    this.#signsOfLife += 1;
  }

  /** Makes a call of the app, and knows that it is under way. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    this.sign();
    this.#callsUnderWay += 1;
    try {
      return await call();
    } finally {
      this.sign();
      this.#callsUnderWay -= 1;
    }
  }

  /**
   * Does something of the app beside its event loop, on disk or in another thread: however long that takes, it does not
   * wait for the clock.
   */
  async beside<T>(work: () => Promise<T>): Promise<T> {
    this.sign();
    this.#workUnderWay += 1;
    try {
      return await work();
    } finally {
      this.sign();
      this.#workUnderWay -= 1;
    }
  }

  /**
   * Waits for something the app does on its own; with `turnMs` the clock is turned by so much whenever all is still.
   * Answers null when it never happens.
   */
  async until<T>(look: () => T | undefined | false | null, turnMs: number): Promise<T | null> {
    let giveUpAt = performance.now() + patienceMs;
    let lastSign = this.#signsOfLife;
    for (let turns = 0; ; turns += 1) {
      const seen = look();
      if (seen !== undefined && seen !== false && seen !== null) return seen;
      if (this.#signsOfLife !== lastSign) giveUpAt = performance.now() + patienceMs;
      lastSign = this.#signsOfLife;
      if (performance.now() > giveUpAt || (turnMs > 0 && turns > patienceTurns)) return null;
      if (turnMs > 0) await this.#turn(turnMs);
      else await pause(turns < 100 ? 0 : 2);
    }
  }

  /**
   * Turns the clock until the work is over: a test that failed may have left a call that waits for it. Throws when it
   * never is.
   */
  async untilOver(work: Promise<void>): Promise<void> {
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    over.catch(() => undefined);
    for (let turns = 0; !isOver && turns < patienceTurns; turns += 1) {
      await this.#still();
      if (!isOver) await this.#clock.advance(1_000);
    }
    if (!isOver) throw new Error('What was begun does not end');
    await over;
  }

  async #turn(ms: number): Promise<void> {
    await this.#still();
    await this.#clock.advance(ms);
  }

  /**
   * App and stand-ins share this process, so a few turns of its event loop without a sign of life tell that nothing
   * moves; with calls under way there must be more, until it is plain that those wait for the clock.
   */
  async #still(): Promise<void> {
    const few = 8;
    const many = 40;
    let lastSign = this.#signsOfLife;
    const isPlain = (calm: number): boolean =>
      calm >= (this.#callsUnderWay > 0 && this.#signsOfLife !== this.#stillAt ? many : few);
    for (let calm = 0; !isPlain(calm) || this.#workUnderWay > 0; calm += 1) {
      if (calm < few) await nextTurn();
      else await pause(1);
      if (this.#signsOfLife !== lastSign) calm = -1;
      lastSign = this.#signsOfLife;
    }
    this.#stillAt = lastSign;
  }
}
