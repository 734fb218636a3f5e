import type { Storage } from '../storage.ts';

/** Turns of a process that has the store for itself: after a restart they begin anew. `now` is epoch milliseconds. */
export function createOwnTurns(now: () => number): Storage['turn'] {
  const freeAt = new Map<string, number>();
  return async (name, betweenMs) => {
    const at = freeAt.get(name) ?? 0;
    const time = now();
    if (at > time) return at;
    for (const [other, otherAt] of freeAt) if (otherAt <= time) freeAt.delete(other);
    freeAt.set(name, time + betweenMs);
    return null;
  };
}
