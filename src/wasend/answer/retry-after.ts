import type { AnswerHeaders } from '../../http/exchange.ts';

const shortestMs = 1_000;
const longestMs = 60 * 60_000;
const defaultMs = 60_000;
/** Larger numbers in X-RateLimit-Reset are a time, smaller ones a span: both are documented by APIs of this kind. */
const epochSecondsFrom = 1_000_000_000;
const epochMillisecondsFrom = 100_000_000_000;

/**
 * How long a 429 asks to wait, in milliseconds: header, body, or a minute; from a second to an hour. A time is measured
 * by the answer's own `Date`, for the other clock need not be ours; `now` (epoch milliseconds) stands in for it.
 */
export function retryAfterMs(headers: AnswerHeaders, bodySeconds: number | null, now: number): number {
  const sentAt = Date.parse(headers.get('date') ?? '');
  const theirNow = Number.isNaN(sentAt) ? now : sentAt;
  const waitMs =
    fromRetryAfter(headers.get('retry-after'), theirNow) ??
    fromReset(headers.get('x-ratelimit-reset'), theirNow) ??
    (bodySeconds === null ? null : spanOf(bodySeconds, theirNow)) ??
    defaultMs;
  return Math.round(Math.min(longestMs, Math.max(shortestMs, waitMs)));
}

function fromRetryAfter(header: string | null, theirNow: number): number | null {
  if (header === null) return null;
  if (/^\d{1,13}(?:\.\d{1,6})?$/.test(header)) return spanOf(Number(header), theirNow);
  // Date.parse takes "-5" and "1e9" for years.
  if (!/[a-z]{3}|\d{4}-\d{2}-\d{2}/i.test(header)) return null;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date - theirNow;
}

function fromReset(header: string | null, theirNow: number): number | null {
  if (header === null || !/^\d{1,13}(?:\.\d{1,6})?$/.test(header)) return null;
  return spanOf(Number(header), theirNow);
}

/** Seconds, a time in seconds, or a time in milliseconds. */
function spanOf(value: number, theirNow: number): number {
  if (value > epochMillisecondsFrom) return value - theirNow;
  return value > epochSecondsFrom ? value * 1000 - theirNow : value * 1000;
}
