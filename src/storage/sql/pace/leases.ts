/** The calls of this process, each with the time until which nobody else settles it. */
export interface Leases {
  /** Names one call, which lasts at most `leaseMs`. */
  begin(leaseMs: number): string;
  /** Whether nobody will ever bring the answer of this call: its process is gone, or its time is over. */
  isLost(call: { readonly owner: string }): boolean;
}

/**
 * Leases by a clock that nobody can set: a call under way is not given up because the machine's time jumps. Calls of
 * another process are lost, for one process has the store.
 */
export function createLeases(process: string, monotonic: () => number): Leases {
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
    isLost: ({ owner }) => (endOf.get(owner) ?? 0) <= monotonic(),
  };
}
