/** Time and timers as an argument, so that tests can turn the clock by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds that only ever grow, whatever is done to the machine's time; they mean nothing outside this process. */
  monotonic(): number;
  /** Calls back once after `delayMs`; answers a function that cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The machine's own clock. Waits longer than Node's timers can hold are cut; who waits must look at `now()` again. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, callback) {
    const longestDelayMs = 2_147_483_647;
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), longestDelayMs));
    return () => clearTimeout(timer);
  },
};

/**
 * A clock whose time never goes back while the process runs: where the machine's is set back it goes on by the seconds
 * that pass, until the machine has caught up. Time set forward is followed.
 */
export function neverBack(clock: Clock): Clock {
  let last = clock.now();
  let lastMonotonic = clock.monotonic();
  return {
    after: (delayMs, callback) => clock.after(delayMs, callback),
    monotonic: () => clock.monotonic(),
    now() {
      const monotonic = clock.monotonic();
      const passed = Math.max(0, monotonic - lastMonotonic);
      // Kept in parts of a millisecond: rounding at every look would lose time.
      last = Math.max(clock.now(), last + passed);
      lastMonotonic = monotonic;
      return Math.floor(last);
    },
  };
}
