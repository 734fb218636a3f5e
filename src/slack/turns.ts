/**
 * Turns of the event loop, for what follows an acknowledgement: one piece of work in each, so that between two of them
 * whatever has been delivered meanwhile is acknowledged. Who comes in a turn that nobody has had yet has it at once.
 */
export interface Turns {
  /** Resolves when it is this work's turn: before all else whatever opens a view, since its trigger dies within three seconds. */
  take(rank: 'open' | 'later'): Promise<void>;
}

export function createTurns(): Turns {
  const opening: (() => void)[] = [];
  const later: (() => void)[] = [];
  /** Somebody has had this turn of the loop. */
  let isTaken = false;
  const next = (): void => {
    const begin = opening.shift() ?? later.shift();
    isTaken = begin !== undefined;
    begin?.();
    if (isTaken) setImmediate(next);
  };
  return {
    take(rank) {
      if (!isTaken) {
        isTaken = true;
        setImmediate(next);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        (rank === 'open' ? opening : later).push(resolve);
      });
    },
  };
}
