import { expect, test } from '@jest/globals';
import { backOffMs, drawGapMs } from '../../../src/leaving/advance/pace.ts';

test.each([
  [0, 5_000],
  [1, 5_000],
  [2, 10_000],
  [3, 20_000],
  [4, 40_000],
  [5, 60_000],
  [50, 60_000],
])('after %d asks that never left this machine the lane backs off %d ms', (tries, waitMs) => {
  expect(backOffMs(tries)).toBe(waitMs);
});

test.each([
  [0, 20_000],
  [0.5, 32_500],
  [0.999_999, 45_000],
])('a gap drawn at %d is %d ms', (random, gapMs) => {
  expect(drawGapMs({ from: 20_000, to: 45_000 }, () => random)).toBe(gapMs);
});
