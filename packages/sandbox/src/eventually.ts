import { StepFailed } from './step-failed.ts';

const patienceMs = 60_000;
const betweenLooksMs = 20;

type Seen<T> = T | undefined | false;

/** Waits until something is there. Throws StepFailed with its name when it is not in time. */
export async function eventually<T>(
  what: string,
  look: () => Seen<T> | Promise<Seen<T>>,
  withinMs = patienceMs,
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > giveUpAt)
      throw new StepFailed(`This did not happen within ${withinMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
  }
}
