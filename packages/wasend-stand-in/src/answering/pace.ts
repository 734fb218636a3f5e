import type { Route } from './match-route.ts';

export interface Limit {
  readonly calls: number;
  readonly windowMs: number;
  /** Which calls fill the window: leave calls alone, or every call. */
  readonly counts: 'leave' | 'all';
}

export interface Pace {
  /** Holds from the next call on, for the calls admitted before it too. */
  limit: Limit;
  /** 0 when the call may go on, which then counts; else after how many milliseconds it may be tried again. */
  admit(key: string, route: Route): number;
}

/** A sliding window per key. A call that is turned away does not fill it. */
export function createPace(limit: Limit, now: () => number): Pace {
  const admitted = new Map<string, number[]>();
  return {
    limit,
    admit(key, route) {
      const { calls, windowMs, counts } = this.limit;
      if (counts === 'leave' && route !== 'leave') return 0;
      const at = now();
      const inWindow = (admitted.get(key) ?? []).filter((time) => time > at - windowMs);
      admitted.set(key, inWindow);
      if (inWindow.length >= calls) return (inWindow[0] ?? at) + windowMs - at;
      inWindow.push(at);
      return 0;
    },
  };
}
