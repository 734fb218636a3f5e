import { describe, expect, test } from '@jest/globals';
import {
  expectedDurationMs,
  gapAfterCallMs,
  laneClosedUntil,
  type Pace,
} from '../../src/leaving/advance/pace.ts';
import type { AnswerClass } from '../../src/leaving/outcome.ts';

const pace: Pace = { limit: 10, windowMs: 60_000, bulkGapMs: { from: 20_000, to: 45_000 } };
const answer = (kind: AnswerClass, retryAfterMs?: number) => ({
  class: kind,
  status: 429,
  said: null,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

describe('the pace', () => {
  test('five groups keep no gap, six keep a random one from the range', () => {
    expect(gapAfterCallMs(5, pace, () => 0.5)).toBe(0);
    expect(gapAfterCallMs(6, pace, () => 0)).toBe(20_000);
    expect(gapAfterCallMs(6, pace, () => 0.999999)).toBe(45_000);
  });

  test('429 closes the lane as long as Wasend asks, else for a minute', () => {
    expect(laneClosedUntil(answer('rate-limited', 7_000), 1_000)).toBe(8_000);
    expect(laneClosedUntil(answer('rate-limited'), 1_000)).toBe(61_000);
  });

  test('WhatsApp’s own limit rests the lane for fifteen minutes', () => {
    expect(laneClosedUntil(answer('whatsapp-limited'), 0)).toBe(900_000);
  });

  test('no other answer closes the lane', () => {
    for (const kind of ['accepted', 'unknown', 'not-sent', 'unauthorized', 'owner'] as const) {
      expect(laneClosedUntil(answer(kind), 0)).toBeNull();
    }
  });

  test('the expected duration knows the window and the gap', () => {
    expect(expectedDurationMs(1, pace)).toBe(0);
    expect(expectedDurationMs(5, pace)).toBe(0);
    expect(expectedDurationMs(6, pace)).toBe(5 * 32_500);
    expect(expectedDurationMs(25, { ...pace, bulkGapMs: { from: 0, to: 0 } })).toBe(120_000);
  });
});
