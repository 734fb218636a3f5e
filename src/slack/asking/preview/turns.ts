/**
 * Turns of the event loop, for what follows an acknowledgement: one piece of work in each, so that between two of them
 * whatever has been delivered meanwhile is acknowledged.
 */
export interface Turns {
  /** Resolves when it is this work's turn: before any that fills a view whatever opens one, since its trigger dies within three seconds. */
  take(to: 'open' | 'fill'): Promise<void>;
}

export function createTurns(): Turns {
  const opening: (() => void)[] = [];
  const filling: (() => void)[] = [];
  let isTurning = false;
  const next = (): void => {
    (opening.shift() ?? filling.shift())?.();
    isTurning = opening.length + filling.length > 0;
    if (isTurning) setImmediate(next);
  };
  return {
    take: (to) =>
      new Promise((resolve) => {
        (to === 'open' ? opening : filling).push(resolve);
        if (!isTurning) setImmediate(next);
        isTurning = true;
      }),
  };
}
