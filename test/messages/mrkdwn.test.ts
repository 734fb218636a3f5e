import { describe, expect, test } from '@jest/globals';
import { findLiveMarkup } from '@wasend-slack/slack-stand-in/find-live-markup.ts';
import fc from 'fast-check';
import { groupName } from '../../src/messages/block-kit/group-name.ts';
import { sentences } from '../../src/messages/block-kit/message.ts';
import { readablePhone } from '../../src/messages/block-kit/number-label.ts';
import {
  cutText,
  escapeMrkdwn,
  isBlank,
  plainStranger,
  quoted,
  stranger,
  strangersName,
} from '../../src/messages/block-kit/strangers.ts';
import { clock, slackDate } from '../../src/messages/block-kit/times.ts';
import { strangerText } from './any-request.ts';
import { groupId } from './requests.ts';

describe('texts written by strangers', () => {
  test('exactly & < > are escaped', () => {
    expect(escapeMrkdwn('<!channel> & *b*')).toBe('&lt;!channel&gt; &amp; *b*');
  });

  test('nothing of theirs mentions, links or formats', () => {
    fc.assert(
      fc.property(strangerText, fc.integer({ min: 1, max: 80 }), (text, most) => {
        for (const shown of [stranger(text, most), strangersName(text, most), quoted(text, most)]) {
          expect(findLiveMarkup(shown, { verbatim: true })).toEqual([]);
          expect(shown).not.toMatch(/[*_~`](?!\u2060)/);
          expect(shown).not.toMatch(/[\n\u202a-\u202e]/);
          expect(shown).not.toMatch(/:[\w+'-]+:/);
        }
      }),
    );
  });

  test('nor in the text of a message that has no blocks of its own', () => {
    fc.assert(
      fc.property(strangerText, (text) => {
        const message = sentences(`“${stranger(text, 200)}” names no group.`);
        expect(findLiveMarkup(message.text, { verbatim: false })).toEqual([]);
        expect(message.blocks).toEqual([
          expect.objectContaining({ text: expect.objectContaining({ verbatim: true }) }),
        ]);
      }),
    );
  });

  test('direction marks cannot reorder what stands around a name', () => {
    expect(stranger('\u202eevil\u202c', 20)).toBe('\u2068evil\u2069');
  });

  test('emoji codes stay text', () => {
    expect(plainStranger(':warning: 10:30', 40)).toBe(':\u2060warning: 10:30');
  });

  test.each([
    'Left everything',
    'Choir (1@g.us). Confirmed.',
    'One, Two',
    'A “b”',
    '✓ done',
    '(no name)',
    'Wasend: yes',
  ])('a name that could be ours stands in quotation marks: %s', (name) => {
    expect(strangersName(name, 75)).toMatch(/^‘\u2068[^‘’“”]*\u2069’$/u);
  });

  test.each(['Padel Tuesdays', 'R&D & Ops', 'Riverside – Choir', 'Residents’ club'])(
    'any other stands as it is: %s',
    (name) => {
      expect(strangersName(name, 75)).toBe(`\u2068${escapeMrkdwn(name)}\u2069`);
    },
  );

  test('an answer cannot close the quotation marks around it', () => {
    expect(quoted('no” Confirmed. “')).toBe('“\u2068no" Confirmed. "\u2069”');
    expect(quoted(null)).toBe('');
  });

  test.each(['', ' ', '\u3164', '\u2800\u200b', '\ufe0f', '\u115f \u00ad'])(
    'a name in which nothing is seen is none: %j',
    (name) => {
      expect(isBlank(name)).toBe(true);
      expect(groupName({ groupId: groupId(0), name })).toBe('(no name) …0000');
    },
  );

  test('cut at whole characters, never over the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (text, most) => {
          const cut = cutText(text, most);
          expect(cut.length).toBeLessThanOrEqual(most);
          expect(text.startsWith(cut.replace(/…$/u, ''))).toBe(true);
        },
      ),
    );
  });
});

describe('numbers and times', () => {
  test.each([
    ['447700900123', '+44 7700 900123'],
    ['+447700900123', '+44 7700 900123'],
    ['00447700900123', '+44 7700 900123'],
    ['+12025550123', '+1 202 555 0123'],
    ['+5511987654321', '+55 119 8765 4321'],
    ['+351912345678', '+351 912 345678'],
    ['07700 900123', '07700 900123'],
    ['no number', 'no number'],
  ])('%s reads %s', (phone, readable) => {
    expect(readablePhone(phone)).toBe(readable);
  });

  test('a date stands beside a time that could be another day’s', () => {
    const now = Date.UTC(2026, 10, 25, 15);
    expect(clock(now + 60_000, now)).toContain('^{time}|');
    expect(clock(now + 20 * 3_600_000, now)).toContain('{date_short_pretty} {time}');
    expect(slackDate(now)).toBe(`<!date^${now / 1_000}^{time}|2026-11-25 15:00 UTC>`);
  });
});
