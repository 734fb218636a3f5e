/** Time and timers as an argument, so that tests can turn the clock by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after `delayMs`; answers a function that cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The machine's own clock. Waits longer than Node's timers can hold are cut; who waits must look at `now()` again. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const longestDelayMs = 2_147_483_647;
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), longestDelayMs));
    return () => clearTimeout(timer);
  },
};
