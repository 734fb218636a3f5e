const windowMs = 60_000;

/** The calls of each key in the last minute, as who judges them counts. */
export class Windows {
  readonly #limit: number;
  readonly #times = new Map<number, number[]>();
  /** The most calls that were ever made in one window. */
  most = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one call and answers null, or answers how long to wait (ms) and counts nothing. */
  take(key: number, now: number): number | null {
    const times = this.#recent(key, now);
    const oldest = times[times.length - this.#limit];
    if (oldest !== undefined) return oldest + windowMs - now;
    times.push(now);
    this.most = Math.max(this.most, times.length);
    return null;
  }

  /** Counts one call, however many there are. */
  count(key: number, now: number): void {
    const times = this.#recent(key, now);
    times.push(now);
    this.most = Math.max(this.most, times.length);
  }

  #recent(key: number, now: number): number[] {
    const times = this.#times.get(key) ?? [];
    this.#times.set(key, times);
    while (times[0] !== undefined && times[0] <= now - windowMs) times.shift();
    return times;
  }
}
