/**
 * The calls this process has made, by a clock that nobody can set: however far the machine's time jumps, no more than
 * the window allows go out.
 */
export interface OwnCalls {
  /** Milliseconds until the lane has room for one more; 0 when it has. */
  waitMs(lane: string, limit: number, windowMs: number): number;
  made(lane: string): void;
}

/** No window is longer. */
const keptMs = 60 * 60_000;

export function createOwnCalls(monotonic: () => number): OwnCalls {
  const made = new Map<string, number[]>();
  return {
    waitMs(lane, limit, windowMs) {
      const now = monotonic();
      const recent = (made.get(lane) ?? []).filter((at) => now - at <= windowMs);
      const blocking = recent[recent.length - limit];
      return blocking === undefined ? 0 : Math.ceil(blocking + windowMs + 1 - now);
    },
    made(lane) {
      const now = monotonic();
      const kept = (made.get(lane) ?? []).filter((at) => now - at <= keptMs);
      made.set(lane, [...kept.slice(-1_000), now]);
    },
  };
}
