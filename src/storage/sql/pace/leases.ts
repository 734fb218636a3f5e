/** A call as its entry names it. */
interface Call {
  readonly owner: string;
  /** Epoch milliseconds of the store's time. */
  readonly leaseUntil: number;
}

/** The calls of this process, each with the time until which nobody else settles it. */
export interface Leases {
  /** Names one call, which lasts at most `leaseMs`. */
  begin(leaseMs: number): string;
  /** Whether nobody will ever bring the answer of this call: its process is gone, or its time is over. */
  isLost(call: Call): boolean;
}

/**
 * Leases by a clock that nobody can set: a call under way is not given up because the machine's time jumps. Of calls
 * of other processes `isOthersLost` knows.
 */
export function createLeases(
  process: string,
  monotonic: () => number,
  isOthersLost: (call: Call) => boolean,
): Leases {
  const endOf = new Map<string, number>();
  let calls = 0;
  return {
    begin(leaseMs) {
      const now = monotonic();
      for (const [owner, end] of endOf) if (end <= now) endOf.delete(owner);
      calls += 1;
      const owner = `${process}/${calls}`;
      endOf.set(owner, now + leaseMs);
      return owner;
    },
    isLost: (call) =>
      call.owner.startsWith(`${process}/`) ? (endOf.get(call.owner) ?? 0) <= monotonic() : isOthersLost(call),
  };
}
