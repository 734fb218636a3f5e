/**
 * The calls this process has made, by a clock that nobody can set: however far the machine's time jumps, no more than
 * the window allows go out.
 */
export interface OwnCalls {
  /** Milliseconds until the lane has room for one more; 0 when it has. */
  waitMs(lane: string, limit: number, windowMs: number): number;
  /** `owner` names a leave call. */
  made(lane: string, owner?: string): void;
  /** A call that went out only now was made now. */
  sent(lane: string, owner: string): void;
}

interface OwnCall {
  readonly at: number;
  readonly owner: string | undefined;
}

/** No window is longer. */
const keptMs = 60 * 60_000;

export function createOwnCalls(monotonic: () => number): OwnCalls {
  const made = new Map<string, OwnCall[]>();
  const keep = (lane: string, owner: string | undefined, without: (call: OwnCall) => boolean): void => {
    const now = monotonic();
    const kept = (made.get(lane) ?? []).filter((call) => now - call.at <= keptMs && !without(call));
    made.set(lane, [...kept.slice(-1_000), { at: now, owner }]);
  };
  return {
    waitMs(lane, limit, windowMs) {
      const now = monotonic();
      const recent = (made.get(lane) ?? []).filter(({ at }) => now - at <= windowMs);
      const blocking = recent[recent.length - limit];
      return blocking === undefined ? 0 : Math.ceil(blocking.at + windowMs + 1 - now);
    },
    made: (lane, owner) => keep(lane, owner, () => false),
    sent: (lane, owner) => keep(lane, owner, (call) => call.owner === owner),
  };
}
