import { expect, test } from '@jest/globals';
import { createLeases } from '../../src/storage/sql/pace/leases.ts';

test('a call of another process is lost from the first moment on', () => {
  const leases = createLeases(
    'one',
    () => 0,
    () => true,
  );
  expect(leases.isLost({ owner: 'two/1', leaseUntil: 10 })).toBe(true);
});

test('each call has a lease of its own, to the millisecond', () => {
  let now = 0;
  const call = (owner: string) => ({ owner, leaseUntil: 0 });
  const leases = createLeases(
    'one',
    () => now,
    () => true,
  );
  const [first, second] = [leases.begin(10), leases.begin(20)];
  expect([first, second]).toEqual(['one/1', 'one/2']);
  now = 9;
  expect(leases.isLost(call(first))).toBe(false);
  now = 10;
  expect(leases.isLost(call(first))).toBe(true);
  expect(leases.isLost(call(second))).toBe(false);
  expect(leases.begin(100_000)).toBe('one/3');
  expect(leases.isLost(call(second))).toBe(false);
});
