/**
 * Turns of the event loop, for what follows an acknowledgement: one piece of work in each, so that between two of them
 * whatever has been delivered meanwhile is acknowledged.
 */
export interface Turns {
  /** Resolves when it is this work's turn: before all else whatever opens a view, since its trigger dies within three seconds. */
  take(rank: 'open' | 'later'): Promise<void>;
}

export function createTurns(): Turns {
  const opening: (() => void)[] = [];
  const later: (() => void)[] = [];
  let isTurning = false;
  const next = (): void => {
    (opening.shift() ?? later.shift())?.();
    isTurning = opening.length + later.length > 0;
    if (isTurning) setImmediate(next);
  };
  return {
    take: (rank) =>
      new Promise((resolve) => {
        (rank === 'open' ? opening : later).push(resolve);
        if (!isTurning) setImmediate(next);
        isTurning = true;
      }),
  };
}
