import type { Clock } from '../../../clock.ts';
import type { Turns } from '../../turns.ts';

/** What is looked up to fill a view that somebody has open already. */
export interface FillIns {
  /** Begins the work in its turn, first come first served. Answers and throws what the work does. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Fill-ins beside each other. Their beginning is what takes the processor: in a burst of commands those that are
 * not acknowledged yet, and whose triggers die within three seconds, go first.
 */
const mostAtOnce = 8;
/** From then on a fill-in only waits for others: one slow Wasend must not hold up anybody else's modal. */
const placeMs = 100;

export function createFillIns(clock: Pick<Clock, 'after'>, turns: Turns): FillIns {
  let taken = 0;
  const waiting: (() => void)[] = [];
  const passOn = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  };
  return {
    async run(work) {
      if (taken < mostAtOnce) taken += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let hasPlace = true;
      const leave = (): void => {
        if (hasPlace) passOn();
        hasPlace = false;
      };
      const cancel = clock.after(placeMs, leave);
      try {
        await turns.take('later');
        return await work();
      } finally {
        cancel();
        leave();
      }
    },
  };
}
