import { describe, expect, test } from '@jest/globals';
import { restMs } from '../../../src/leaving/advance/pace.ts';
import { expectedEnd } from '../../../src/leaving/looking-back/expected-end.ts';
import type { NumberQueue } from '../../../src/leaving/ports/queue-ahead.ts';

type Expectation = Parameters<typeof expectedEnd>[0];
type Queue = Expectation['queue'];

const start = 1_800_000_000_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const noGap = { from: 0, to: 0 };
const free: NumberQueue = { freeAt: 0, hasGap: false, recentCalls: [], requests: [] };
const empty: Queue = {
  laneHoldUp: null,
  numberHoldUp: null,
  waitingSince: null,
  recentCalls: [],
  number: free,
  otherNumbers: [],
};

/** How long after the start the last of these calls is made. */
function lastOf(calls: number, queue: Partial<Queue> = {}, more: Partial<Expectation> = {}): number {
  const pace = { limit: 10, windowMs: minuteMs };
  const gapMs = { from: 20_000, to: 40_000 };
  return (
    expectedEnd({ start, calls, queue: { ...empty, ...queue }, gapMs, dailyCap: null, pace, ...more }) - start
  );
}
const ofNumber = (number: Partial<NumberQueue>): Partial<Queue> => ({ number: { ...free, ...number } });
/** One slot a minute, and no gaps. */
const slow: Partial<Expectation> = { pace: { limit: 1, windowMs: minuteMs }, gapMs: noGap };
const ago = (...ms: number[]) => ms.map((one) => start - one);

describe('the gaps of a number', () => {
  test.each([
    [0, 0],
    [1, 0],
    [4, 0],
    [5, 30_000],
    [7, 90_000],
  ])('%d calls of one that has rested: %d ms', (calls, ms) => {
    expect(lastOf(calls)).toBe(ms);
  });

  test('count the calls of a quarter of an hour', () => {
    expect(lastOf(2, ofNumber({ recentCalls: ago(1, 2, restMs - 1) }))).toBe(30_000);
    expect(lastOf(2, ofNumber({ recentCalls: ago(1, 2, restMs) }))).toBe(0);
    expect(lastOf(2, ofNumber({ recentCalls: ago(1, 2, restMs + 1) }))).toBe(0);
    expect(lastOf(3, ofNumber({ recentCalls: ago(1, 2) }))).toBe(30_000);
  });

  test('go on until it has been idle for that long, or twice the longest gap', () => {
    const idle = (ms: number) => ofNumber({ hasGap: true, recentCalls: ago(ms) });
    expect(lastOf(2, idle(restMs - 1))).toBe(30_000);
    expect(lastOf(2, idle(restMs))).toBe(0);
    const long = { gapMs: { from: 0, to: restMs } };
    expect(lastOf(2, idle(2 * restMs - 1), long)).toBe(restMs / 2);
    expect(lastOf(2, idle(2 * restMs), long)).toBe(0);
    expect(lastOf(2, ofNumber({ hasGap: true }))).toBe(0);
  });

  test('go by the newest of its calls', () => {
    expect(lastOf(2, ofNumber({ hasGap: true, recentCalls: ago(1, restMs + 5) }))).toBe(30_000);
  });

  test('and its rest are waited for', () => {
    expect(lastOf(1, ofNumber({ freeAt: start + 7_000 }))).toBe(7_000);
    expect(lastOf(1, ofNumber({ freeAt: start - 7_000 }))).toBe(0);
  });
});

describe('the key', () => {
  test('lets so many calls out in a window, those of before counted', () => {
    const pace = { limit: 2, windowMs: minuteMs };
    const of = (calls: number, queue = {}) => lastOf(calls, queue, { pace, gapMs: noGap });
    expect([1, 2, 3, 4, 5].map((calls) => of(calls))).toEqual([0, 0, minuteMs, minuteMs, 2 * minuteMs]);
    const recentCalls = ago(10_000, 50_000);
    expect([1, 2, 3].map((calls) => of(calls, { recentCalls }))).toEqual([10_000, 50_000, 70_000]);
    expect(of(1, { recentCalls: ago(10_000, 70_000) })).toBe(0);
  });

  test('is waited for while it is held up', () => {
    const laneHoldUp = {
      why: 'unreachable',
      until: start + 5_000,
      failingSince: 0,
      lastTryAt: 0,
      tries: 1,
    } as const;
    expect(lastOf(4, { laneHoldUp })).toBe(5_000);
    expect(lastOf(4, { laneHoldUp: { ...laneHoldUp, until: start - 5_000 } })).toBe(0);
  });
});

test('the daily cap is waited for, to the millisecond', () => {
  const number = ofNumber({ recentCalls: ago(1_000, 2_000) });
  const capped = { dailyCap: 2, gapMs: noGap };
  expect(lastOf(1, number, capped)).toBe(dayMs - 2_000);
  expect(lastOf(2, number, capped)).toBe(dayMs - 1_000);
  expect(lastOf(3, number, capped)).toBe(2 * dayMs - 2_000);
  expect(lastOf(1, number, { ...capped, dailyCap: 3 })).toBe(0);
  expect(lastOf(2, number, { ...capped, dailyCap: 3 })).toBe(dayMs - 2_000);
});

describe('turns at one number', () => {
  const other = (changes: object = {}) =>
    ofNumber({ requests: [{ from: start, waitingSince: start - 5_000, calls: 2, ...changes }] });

  test('are those of who waits longest, and who had one waits anew', () => {
    // Of two that wait since the same moment the one goes first that had no turn yet.
    expect(lastOf(1, other(), slow)).toBe(minuteMs);
    expect(lastOf(1, { ...other(), waitingSince: start - 1 }, slow)).toBe(minuteMs);
    expect(lastOf(1, { ...other(), waitingSince: start - 5_000 }, slow)).toBe(minuteMs);
    expect(lastOf(1, { ...other(), waitingSince: start - 5_001 }, slow)).toBe(0);
    expect(lastOf(3, { ...other(), waitingSince: start - 1 }, slow)).toBe(4 * minuteMs);
  });

  test('are nobody’s who may not call yet, or has nothing to call', () => {
    expect(lastOf(1, other({ from: start + 1 }), slow)).toBe(0);
    expect(lastOf(2, other({ from: start + 1 }), slow)).toBe(2 * minuteMs);
    expect(lastOf(1, other({ calls: 0 }), slow)).toBe(0);
    expect(lastOf(2, other({ calls: 1, from: start + 90_000 }), slow)).toBe(minuteMs);
  });

  test('of several are one after another', () => {
    const requests = [
      { from: start, waitingSince: start - 1, calls: 1 },
      { from: start, waitingSince: start - 3, calls: 1 },
      { from: start, waitingSince: start - 2, calls: 1 },
    ];
    expect(lastOf(1, { ...ofNumber({ requests }), waitingSince: start - 2 }, slow)).toBe(2 * minuteMs);
  });
});

describe('turns at the key', () => {
  const withOther = (
    changes: Partial<NumberQueue> = {},
    waitingSince: number | null = null,
  ): Partial<Queue> => ({
    waitingSince,
    otherNumbers: [{ ...free, requests: [{ from: start, waitingSince: start, calls: 3 }], ...changes }],
  });

  test('are taken by turns where all wait equally long, whoever asked first going first', () => {
    expect(lastOf(1, withOther(), slow)).toBe(minuteMs);
    expect(lastOf(2, withOther(), slow)).toBe(3 * minuteMs);
    expect(lastOf(3, withOther(), slow)).toBe(5 * minuteMs);
    expect(lastOf(5, withOther(), slow)).toBe(7 * minuteMs);
    expect(lastOf(1, withOther({}, start - 1), slow)).toBe(0);
  });

  test('are nobody’s whose number is not free', () => {
    expect(lastOf(2, withOther({ freeAt: start + 1 }), slow)).toBe(2 * minuteMs);
    expect(lastOf(2, withOther({ freeAt: start + 10 * minuteMs }), slow)).toBe(minuteMs);
    expect(lastOf(2, withOther({ requests: [] }), slow)).toBe(minuteMs);
    // A gap of the other number leaves its slots to ours.
    const long = { ...slow, gapMs: { from: dayMs, to: dayMs } };
    expect(lastOf(3, withOther({ hasGap: true, recentCalls: ago(1) }), long)).toBe(3 * minuteMs);
  });
});

test('no more than 2,000 calls are played', () => {
  expect(lastOf(2_000, {}, { pace: { limit: 1, windowMs: 1 }, gapMs: noGap })).toBe(1_999);
  expect(lastOf(5_000, {}, { pace: { limit: 1, windowMs: 1 }, gapMs: noGap })).toBe(1_999);
});
