import { expect, test } from '@jest/globals';
import { createOwnCalls } from '../../src/storage/sql/pace/own-calls.ts';

const hourMs = 60 * 60_000;

test('a process knows when its own calls leave room, to the millisecond, whatever the machine’s time', () => {
  let now = 0;
  const calls = createOwnCalls(() => now);
  expect(calls.waitMs('l', 1, 60_000)).toBe(0);
  calls.made('l');
  now = 10_000;
  calls.made('l');
  expect(calls.waitMs('l', 3, 60_000)).toBe(0);
  expect(calls.waitMs('l', 2, 60_000)).toBe(50_001);
  expect(calls.waitMs('l', 1, 60_000)).toBe(60_001);
  expect(calls.waitMs('m', 1, 60_000)).toBe(0);
  now = 60_000;
  expect(calls.waitMs('l', 2, 60_000)).toBe(1);
  now = 60_001;
  expect(calls.waitMs('l', 2, 60_000)).toBe(0);
  expect(calls.waitMs('l', 1, 60_000)).toBe(10_000);
});

test('a call that went out later than it was claimed counts from then on, once', () => {
  let now = 0;
  const calls = createOwnCalls(() => now);
  calls.made('l', 'one/1');
  calls.made('l', 'one/2');
  now = 5_000;
  calls.sent('l', 'one/1');
  expect(calls.waitMs('l', 1, 60_000)).toBe(60_001);
  expect(calls.waitMs('l', 2, 60_000)).toBe(55_001);
  expect(calls.waitMs('l', 3, 60_000)).toBe(0);
});

test('calls are remembered for an hour, and the last thousand', () => {
  let now = 0;
  const calls = createOwnCalls(() => now);
  calls.made('l');
  now = hourMs;
  calls.made('l');
  expect(calls.waitMs('l', 2, 2 * hourMs)).toBe(hourMs + 1);
  now = hourMs + 1;
  calls.made('l');
  expect(calls.waitMs('l', 3, 2 * hourMs)).toBe(0);
  expect(calls.waitMs('l', 2, 2 * hourMs)).toBeGreaterThan(0);
  for (let made = 0; made < 1_100; made += 1) calls.made('m');
  expect(calls.waitMs('m', 1_001, hourMs)).toBeGreaterThan(0);
  expect(calls.waitMs('m', 1_002, hourMs)).toBe(0);
});
