import { createHmac } from 'node:crypto';

/** `v0=` and the hex HMAC-SHA256 of `v0:timestamp:body`. Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
export function signBody(signingSecret: string, timestampSeconds: number | string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestampSeconds}:${body}`).digest('hex')}`;
}

/** The two headers that go with a signed body. */
export function signatureHeaders(
  signingSecret: string,
  timestampSeconds: number,
  body: string,
): Record<'x-slack-request-timestamp' | 'x-slack-signature', string> {
  return {
    'x-slack-request-timestamp': String(timestampSeconds),
    'x-slack-signature': signBody(signingSecret, timestampSeconds, body),
  };
}
