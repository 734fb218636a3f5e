import { describe, expect, test } from '@jest/globals';
import { createFillIns } from '../../../src/slack/asking/preview/fill-ins.ts';
import { ManualClock } from '../../manual-clock.ts';

/** Work that ends when it is told to, and counts itself when it begins. */
function createBurst(count: number) {
  const clock = new ManualClock(0);
  const fillIns = createFillIns(clock, { take: async () => undefined });
  const begun: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const results = Array.from({ length: count }, (_, index) =>
    fillIns.run(
      () =>
        new Promise<number>((resolve, reject) => {
          begun.push(index);
          ends[index] = (error) => (error === undefined ? resolve(index) : reject(error));
        }),
    ),
  );
  return { clock, begun, ends, results };
}

describe('fill-ins', () => {
  test('eight begin at once, and each that ends lets the one in that waits longest', async () => {
    const { clock, begun, ends, results } = createBurst(10);
    await clock.advance(0);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    ends[3]?.();
    expect(await results[3]).toBe(3);
    await clock.advance(0);
    expect(begun.slice(8)).toEqual([8]);
  });

  test('one that fails gives its place on, and whoever waits for it hears why', async () => {
    const { clock, begun, ends, results } = createBurst(9);
    await clock.advance(0);
    ends[0]?.(new Error('Wasend is gone'));
    await expect(results[0]).rejects.toThrow('Wasend is gone');
    await clock.advance(0);
    expect(begun).toContain(8);
  });

  test('those that only wait hold nobody up, and give their place on once', async () => {
    const { clock, begun, ends, results } = createBurst(24);
    await clock.advance(99);
    expect(begun).toHaveLength(8);
    await clock.advance(1);
    expect(begun).toHaveLength(16);
    for (const end of ends.slice(0, 8)) end();
    await Promise.all(results.slice(0, 8));
    await clock.advance(0);
    expect(begun).toHaveLength(16);
  });
});
