import { describe, expect, test } from '@jest/globals';
import { afterFailure, type PlaceKind, rungAt } from '../../../src/slack/telling/letters/ladder.ts';
import type { SlackFailure } from '../../../src/slack/wire/slack-errors.ts';

const places: readonly PlaceKind[] = ['channel', 'response-url', 'direct-message', 'audit-channel'];

/** Each try as `place` or `place, plain`, with the seconds waited before it. */
function walk(failure: SlackFailure, most = 100): string[] {
  let now = 0;
  let rung = rungAt('channel');
  const tries = ['0 channel'];
  while (tries.length < most) {
    const next = afterFailure(rung, failure, places, now);
    if (next.kind === 'nobody') return [...tries, 'nobody'];
    tries.push(`${(next.at - now) / 1_000} ${next.rung.place}${next.rung.plain ? ', plain' : ''}`);
    ({ rung, at: now } = next);
  }
  return tries;
}

describe('the ladder', () => {
  test('a code that may pass is tried again three times, each later, then without blocks, then elsewhere', () => {
    expect(walk({ kind: 'passing', code: 'update_failed' }, 7)).toEqual([
      '0 channel',
      '2 channel',
      '10 channel',
      '30 channel',
      '0 channel, plain',
      '0 response-url',
      '2 response-url',
    ]);
    expect(walk({ kind: 'passing', code: 'update_failed' }).at(-1)).toBe('nobody');
  });

  test('blocks that are refused are left out at once', () => {
    expect(walk({ kind: 'content-refused', code: 'invalid_blocks' }).slice(0, 4)).toEqual([
      '0 channel',
      '0 channel, plain',
      '0 response-url',
      '0 response-url, plain',
    ]);
  });

  test('a closed place is not knocked at twice', () => {
    expect(walk({ kind: 'place-closed', code: 'is_archived' })).toEqual([
      '0 channel',
      '0 response-url',
      '0 direct-message',
      '0 audit-channel',
      'nobody',
    ]);
  });

  test('a Slack that is away is waited for, an hour at each place, and every ladder ends', () => {
    const tries = walk({ kind: 'unreachable', code: 'no-answer', retryAfterMs: null });
    expect(tries.slice(0, 5)).toEqual(['0 channel', '5 channel', '10 channel', '20 channel', '40 channel']);
    expect(tries.filter((one) => one.endsWith('response-url'))).toEqual(['0 response-url', '5 response-url']);
    expect(tries.at(-1)).toBe('nobody');
  });

  test('a limit is waited out for as long as Slack says', () => {
    const limited = { kind: 'unreachable', code: 'ratelimited', retryAfterMs: 30_000 } as const;
    expect(walk(limited, 3)).toEqual(['0 channel', '30 channel', '30 channel']);
  });
});
