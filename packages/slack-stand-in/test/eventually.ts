import { setImmediate as nextTurn } from 'node:timers/promises';

/** Waits, turn by turn of the event loop, until `look` answers something; fails after fifteen seconds. */
export async function eventually<T>(look: () => T | undefined | false): Promise<T> {
  const giveUpAt = Date.now() + 15_000;
  while (Date.now() < giveUpAt) {
    const seen = look();
    if (seen) return seen;
    await nextTurn();
  }
  throw new Error(`Never came true: ${look.toString()}`);
}
