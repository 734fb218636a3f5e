import { describe, expect, test } from '@jest/globals';
import { retryAfterMs } from '../../src/wasend/answer/retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const seconds = now / 1000;

describe('how long a 429 asks to wait', () => {
  test.each<[string, Record<string, string>, number | null, number]>([
    ['seconds', { 'retry-after': '7' }, null, 7_000],
    ['parts of a second', { 'retry-after': '1.5' }, null, 1_500],
    ['no time at all is a second', { 'retry-after': '0' }, null, 1_000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, null, 30_000],
    [
      'a date, by the clock that wrote it',
      { 'retry-after': 'Thu, 01 Jan 2026 01:00:30 GMT', date: 'Thu, 01 Jan 2026 01:00:00 GMT' },
      null,
      30_000,
    ],
    ['a date that is past', { 'retry-after': 'Thu, 01 Jan 2025 00:00:30 GMT' }, null, 1_000],
    ['a reset as a time in seconds', { 'x-ratelimit-reset': String(seconds + 12) }, null, 12_000],
    ['a reset as a time in milliseconds', { 'x-ratelimit-reset': String(now + 20_000) }, null, 20_000],
    [
      'a reset by the clock that wrote it',
      { 'x-ratelimit-reset': String(seconds - 3_600 + 12), date: 'Wed, 31 Dec 2025 23:00:00 GMT' },
      null,
      12_000,
    ],
    ['a reset as a span', { 'x-ratelimit-reset': '12' }, null, 12_000],
    ['a time in Retry-After', { 'retry-after': String(seconds + 9) }, null, 9_000],
    ['a reset that begins as a number', { 'x-ratelimit-reset': '12 apples' }, null, 60_000],
    ['a reset that ends as a number', { 'x-ratelimit-reset': 'in 12' }, null, 60_000],
    ['a reset below nothing', { 'x-ratelimit-reset': '-12' }, null, 60_000],
    // By a clock that is far off, so that each side of the border shows.
    [
      'the largest span',
      { 'retry-after': '1000000000', date: 'Sun, 09 Sep 2001 01:46:30 GMT' },
      null,
      3_600_000,
    ],
    [
      'the smallest time in seconds',
      { 'retry-after': '1000000001', date: 'Sun, 09 Sep 2001 01:46:30 GMT' },
      null,
      11_000,
    ],
    [
      'the largest time in seconds',
      { 'retry-after': '100000000000', date: 'Wed, 16 Nov 5138 09:46:30 GMT' },
      null,
      10_000,
    ],
    [
      'the smallest time in milliseconds',
      { 'retry-after': '100000000001', date: 'Sat, 03 Mar 1973 09:46:30 GMT' },
      null,
      10_001,
    ],
    ['a number in the body', {}, 9, 9_000],
    ['a time in the body', {}, now + 9_000, 9_000],
    ['nothing', {}, null, 60_000],
    ['nonsense', { 'retry-after': 'soon' }, null, 60_000],
    ['less than nothing', { 'retry-after': '-5' }, null, 60_000],
    ['a power', { 'retry-after': '1e9' }, null, 60_000],
    ['more than an hour', { 'retry-after': '99999' }, null, 3_600_000],
    ['a date that is none', { 'retry-after': '7', date: 'yesterday' }, null, 7_000],
  ])('%s', (_, headers, bodySeconds, waitMs) => {
    expect(retryAfterMs(new Headers(headers), bodySeconds, now)).toBe(waitMs);
  });
});
