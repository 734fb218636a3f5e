import { describe, expect, test } from '@jest/globals';
import {
  isAboutSession,
  isEnginesOutside,
  isRouteMiss,
  namesNumberLimit,
  saysNoSuchSession,
  saysOutside,
} from '../../../src/wasend/answer/hints.ts';
import type { Sentences } from '../../../src/wasend/answer/sentences.ts';

const none: Sentences = { message: null, error: null, exception: null };
/** Each place in which the API says something. */
const places = (text: string): Sentences[] => [
  { ...none, message: text },
  { ...none, error: text },
  { ...none, exception: text },
  { message: 'Oops', error: 'Oops', exception: text },
];

const table = (hint: (sentences: Sentences) => boolean, yes: string[], no: string[]) => {
  test.each(yes)('yes: %s', (text) => {
    expect(places(text).map(hint)).toEqual([true, true, true, true]);
  });
  test.each(no)('no: %s', (text) => {
    expect(places(text).map(hint)).toEqual([false, false, false, false]);
  });
  test('no: nothing said', () => {
    expect(hint(none)).toBe(false);
  });
};

describe('WhatsApp’s limit on one number', () => {
  table(
    namesNumberLimit,
    ['rate-overlimit', 'status 429: RATE-OVERLIMIT'],
    [
      'rate limit',
      'rate-overlimits',
      'see /docs/rate-overlimit',
      'HTTPS://x.y/rate-overlimit',
      'rate-overlimit@lid',
    ],
  );
});

describe('the session', () => {
  table(
    isAboutSession,
    ['Session is not active', 'the session', 'no SESSION here'],
    ['Sessions', 'session_1 failed', 'POST /session/leave failed', 'session@g.us'],
  );
});

describe('no such session', () => {
  table(
    saysNoSuchSession,
    [
      'Session not found',
      'Session "a" could not be found',
      'session does not exist',
      'Session doesn’t exist',
      "session doesn't exist",
      'Could not find the session',
      "Didn't find such a session",
      'did not find session',
      'cannot find session a',
      'No such session',
      'Unknown session',
      'Session a\nnot found',
    ],
    [
      'Session found',
      'Group not found',
      'Session route not found',
      'Cannot GET /session: session not found',
      'sessions not found',
      `Session ${'x'.repeat(61)} not found`,
      'could not find the group of this one of all sessions',
    ],
  );
});

describe('a route that is not there', () => {
  table(
    isRouteMiss,
    ['Cannot GET /x', 'cannot post /x', 'no Route matched', 'Route /x not found', 'route not found'],
    ['Not found', 'cannot getaway', 'en route'],
  );
});

describe('the group, or our membership, is not there', () => {
  table(
    saysOutside,
    [
      'Group not found',
      'Session or group not found.',
      'group could not be found',
      'The group 1203@g.us does not exist',
      'group doesn’t exist',
      'Group no longer exists',
      'No such group',
      'unknown GROUP',
      'You are not a member',
      'not an participant',
      "isn't a participant",
      'You are no longer the members',
      'not participating in that group',
      'not part of the participants',
      'You are not in this group',
      'no longer part of the group',
      'already LEFT',
    ],
    [
      'Group found',
      'Group a b c d not found',
      'Group is there. Not found: the file',
      'groups not found',
      'a member',
      'not in the mood',
      'left already',
      'see /group/not/found',
    ],
  );
});

describe('the engine’s own words for one who is outside', () => {
  test.each<[Partial<Sentences>, boolean]>([
    [{ exception: "you're not participating in that group" }, true],
    [{ exception: '2 UNKNOWN: that group does not exist' }, true],
    [{ error: 'Internal Server Error', exception: '13 INTERNAL: that group does not exist' }, true],
    [{ message: 'internal server error', exception: 'that group does not exist' }, true],
    [{ message: 'that group does not exist', error: "you're not participating in that group" }, true],
    [{ message: 'Internal Server Error' }, false],
    [{ message: 'Internal Server Errors', exception: 'that group does not exist' }, false],
    [{ message: 'An internal server error', exception: 'that group does not exist' }, false],
    [{ message: 'Oops', exception: 'that group does not exist' }, false],
    [{ exception: 'said 2 UNKNOWN: that group does not exist' }, false],
    [{ exception: 'that group does not exist.' }, false],
    [{}, false],
  ])('%j: %s', (sentences, isOutside) => {
    expect(isEnginesOutside({ ...none, ...sentences })).toBe(isOutside);
  });
});
