import { describe, expect, test } from '@jest/globals';
import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { isExpiredTrigger, isModalGone, sortSlackFailure } from '../../src/slack/wire/slack-errors.ts';

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });

describe('sortSlackFailure', () => {
  test.each([
    ['not_in_channel', 'place-closed'],
    ['channel_not_found', 'place-closed'],
    ['is_archived', 'place-closed'],
    ['message_not_found', 'message-gone'],
    ['token_revoked', 'workspace-gone'],
    ['internal_error', 'later'],
    ['ratelimited', 'later'],
    ['invalid_blocks', 'refused'],
    ['a_code_of_tomorrow', 'refused'],
  ] as const)('%s is %s', (code, kind) => {
    expect(sortSlackFailure(platform(code)).kind).toBe(kind);
  });

  test('a rate limit is waited out as long as Slack asks', () => {
    expect(sortSlackFailure(new WebAPIRateLimitedError(30))).toEqual({ kind: 'later', retryAfterMs: 30_000 });
  });

  test('no answer at all is tried again', () => {
    expect(sortSlackFailure(new WebAPIRequestError(new Error('socket cut'))).kind).toBe('later');
  });
});

test('an expired trigger is told from other faults', () => {
  expect(isExpiredTrigger(platform('expired_trigger_id'))).toBe(true);
  expect(isExpiredTrigger(platform('invalid_blocks'))).toBe(false);
});

test('a closed modal is no fault', () => {
  expect(isModalGone(platform('not_found'))).toBe(true);
  expect(isModalGone(platform('invalid_blocks'))).toBe(false);
});
