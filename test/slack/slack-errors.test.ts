import { describe, expect, test } from '@jest/globals';
import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import {
  isExpiredTrigger,
  isModalGone,
  ResponseUrlRefused,
  sortSlackFailure,
} from '../../src/slack/wire/slack-errors.ts';

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });

describe('sortSlackFailure', () => {
  test.each([
    ['not_in_channel', 'place-closed'],
    ['channel_not_found', 'place-closed'],
    ['is_archived', 'place-closed'],
    ['token_revoked', 'place-closed'],
    ['posting_to_channel_denied', 'place-closed'],
    ['message_not_found', 'message-gone'],
    ['invalid_blocks', 'content-refused'],
    ['internal_error', 'passing'],
    ['rate_limited', 'passing'],
    ['a_code_of_tomorrow', 'passing'],
  ] as const)('%s is %s', (code, kind) => {
    expect(sortSlackFailure(platform(code))).toEqual({ kind, code });
  });

  test('a rate limit is waited out as long as Slack asks', () => {
    expect(sortSlackFailure(new WebAPIRateLimitedError(30))).toEqual({
      kind: 'unreachable',
      code: 'ratelimited',
      retryAfterMs: 30_000,
    });
  });

  test('no answer at all is a Slack out of reach', () => {
    expect(sortSlackFailure(new WebAPIRequestError(new Error('socket cut')))).toMatchObject({
      kind: 'unreachable',
      retryAfterMs: null,
    });
  });

  test('a response_url that refuses is closed, but for blocks it does not take', () => {
    expect(sortSlackFailure(new ResponseUrlRefused('used_url')).kind).toBe('place-closed');
    expect(sortSlackFailure(new ResponseUrlRefused('a_code_of_tomorrow')).kind).toBe('place-closed');
    expect(sortSlackFailure(new ResponseUrlRefused('invalid_blocks')).kind).toBe('content-refused');
  });
});

test('an expired trigger is told from other faults', () => {
  expect(isExpiredTrigger(platform('expired_trigger_id'))).toBe(true);
  expect(isExpiredTrigger(platform('exchanged_trigger_id'))).toBe(true);
  expect(isExpiredTrigger(platform('internal_error'))).toBe(false);
  expect(isExpiredTrigger(new Error('x'))).toBe(false);
});

test('a modal that was moved on is told from other faults', () => {
  expect(isModalGone(platform('hash_conflict'))).toBe(true);
  expect(isModalGone(platform('internal_error'))).toBe(false);
});
