import { setTimeout as pause } from 'node:timers/promises';

/**
 * Begins `count` pieces of work at a steady rate, whether those before have ended or not, as people do. Answers all
 * their results in order.
 */
export async function atRate<T>(
  count: number,
  perSecond: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const beganAt = performance.now();
  const underWay: Promise<T>[] = [];
  for (let index = 0; index < count; index += 1) {
    const waitMs = beganAt + (index * 1000) / perSecond - performance.now();
    if (waitMs > 0.5) await pause(waitMs);
    underWay.push(work(index));
  }
  return Promise.all(underWay);
}

/** Does `count` pieces of work, `atOnce` of them at a time. Answers their results in order, and how long it took. */
export async function asFastAs<T>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<T>,
): Promise<{ readonly results: T[]; readonly tookMs: number }> {
  const beganAt = performance.now();
  const results: T[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, one));
  return { results, tookMs: performance.now() - beganAt };
}
