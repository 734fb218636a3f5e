import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import type { ClockSkew } from './clock-skew.ts';

/** What stands in front of Bolt makes of a POST. */
export type ReadDelivery =
  /** For Bolt, which checks the signature once more and answers. */
  | { readonly kind: 'delivery' }
  /** Slack looks whether TLS works; it signs nothing and nothing is done. */
  | { readonly kind: 'ssl-check' }
  | { readonly kind: 'refused'; readonly status: 400 | 401 };

const form = 'application/x-www-form-urlencoded';

/**
 * Reads a delivery as far as Bolt does not: a clock that differs either way, a signed body that is no object (its
 * receiver would die of it), the test of TLS without a signature. `contentType` is as `plainContentType` gives it. Pure
 * but for the warning about the clock.
 */
export function readDelivery(
  headers: IncomingHttpHeaders,
  contentType: string | undefined,
  body: Buffer,
  { signingSecret, skew }: { readonly signingSecret: string; readonly skew: ClockSkew },
): ReadDelivery {
  if (contentType === form && isSslCheck(body)) return { kind: 'ssl-check' };
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return { kind: 'refused', status: 401 };
  const isSlack = isSigned(headers['x-slack-signature'], timestamp, body, signingSecret);
  if (!skew.isTimely(Number(timestamp))) {
    if (isSlack) skew.warn(Number(timestamp));
    return { kind: 'refused', status: 401 };
  }
  // A wrong signature is Bolt's to refuse: it says so in the log.
  if (isSlack && !isObject(contentType, body)) return { kind: 'refused', status: 400 };
  return { kind: 'delivery' };
}

/** The name is looked for first: nearly every form is a delivery, and long. */
function isSslCheck(body: Buffer): boolean {
  return body.includes('ssl_check') && parse(body.toString()).ssl_check === '1';
}

/** Bolt compares the header exactly, and a proxy may have added a charset. */
export function plainContentType(given: string | undefined): string | undefined {
  const [type = ''] = (given ?? '').split(';', 1);
  return type.trim().toLowerCase() === form ? form : given;
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function isSigned(
  given: string | string[] | undefined,
  timestamp: string,
  body: Buffer,
  signingSecret: string,
): boolean {
  const right = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const [one, other] = [Buffer.from(`v0=${right}`), Buffer.from(String(given))];
  return one.length === other.length && timingSafeEqual(one, other);
}

function isObject(contentType: string | undefined, body: Buffer): boolean {
  const text = body.toString();
  const payload = contentType === form ? parse(text).payload : text;
  if (payload === undefined) return true;
  try {
    const value: unknown = JSON.parse(String(payload));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
