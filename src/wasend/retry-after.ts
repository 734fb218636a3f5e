import { z } from 'zod';

const longestMs = 60 * 60_000;
const defaultMs = 60_000;
/** Larger numbers in X-RateLimit-Reset are a time, smaller ones a span: both are documented by APIs of this kind. */
const epochFrom = 1_000_000_000;

const Body = z.looseObject({ retry_after: z.number().optional(), retryAfter: z.number().optional() });

/** How long a 429 asks to wait, in milliseconds: header, body, or a minute; at most an hour. `now` is epoch milliseconds. */
export function retryAfterMs(headers: Headers, body: unknown, now: number): number {
  const waitMs =
    fromRetryAfter(headers.get('retry-after'), now) ??
    fromReset(headers.get('x-ratelimit-reset'), now) ??
    fromBody(body) ??
    defaultMs;
  return Math.round(Math.min(longestMs, Math.max(0, waitMs)));
}

function fromRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date - now;
}

function fromReset(header: string | null, now: number): number | null {
  if (header === null || !/^\d{1,13}$/.test(header.trim())) return null;
  const value = Number(header);
  return value > epochFrom ? value * 1000 - now : value * 1000;
}

function fromBody(body: unknown): number | null {
  const parsed = Body.safeParse(body);
  const seconds = parsed.success ? (parsed.data.retry_after ?? parsed.data.retryAfter) : undefined;
  return seconds === undefined ? null : seconds * 1000;
}
