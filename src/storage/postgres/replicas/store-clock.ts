import { type Clock, neverBack } from '../../../clock.ts';

/** The store's time, told by this process: the machine's clock, set right by what the database said last. */
export interface StoreClock extends Clock {
  /** Asks again how far the machine is off; right by half a round trip. */
  set(): Promise<void>;
}

/** `ask` answers the database's time (epoch milliseconds). Throws what it throws. */
export async function startStoreClock(machine: Clock, ask: () => Promise<number>): Promise<StoreClock> {
  let offsetMs = 0;
  const set = async (): Promise<void> => {
    const sent = machine.monotonic();
    const storeNow = await ask();
    const tripMs = machine.monotonic() - sent;
    offsetMs = storeNow + tripMs / 2 - machine.now();
  };
  await set();
  const right = neverBack({
    now: () => machine.now() + offsetMs,
    monotonic: () => machine.monotonic(),
    after: (delayMs, callback) => machine.after(delayMs, callback),
  });
  return { ...right, set };
}

/** A database whose time was set back by more than this is not followed. */
const mostBackMs = 5_000;

/**
 * The time of one statement after another, by what the database says. Where its clock is set back, time goes on by the
 * seconds that pass, as it does in one process: otherwise windows would stay shut until it has caught up.
 */
export function createStoreTime(monotonic: () => number): (databaseNow: number) => number {
  let last = Number.NEGATIVE_INFINITY;
  let lastMonotonic = 0;
  return (databaseNow) => {
    const here = monotonic();
    const expected = last + (here - lastMonotonic);
    last = databaseNow < expected - mostBackMs ? expected : databaseNow;
    lastMonotonic = here;
    return Math.floor(last);
  };
}
