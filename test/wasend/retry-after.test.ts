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
