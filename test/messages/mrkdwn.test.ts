import { describe, expect, test } from '@jest/globals';
import { findLiveMarkup } from '@wasend-slack/slack-stand-in/find-live-markup.ts';
import fc from 'fast-check';
import {
  cutText,
  escapeMrkdwn,
  plainStranger,
  quoted,
  slackDate,
  stranger,
} from '../../src/messages/block-kit/mrkdwn.ts';
import { strangerText } from './histories.ts';

describe('texts written by strangers', () => {
  test('exactly & < > are escaped', () => {
    expect(escapeMrkdwn('<!channel> & *b*')).toBe('&lt;!channel&gt; &amp; *b*');
  });

  test('nothing of theirs mentions, links or formats', () => {
    fc.assert(
      fc.property(strangerText, fc.integer({ min: 1, max: 80 }), (text, most) => {
        const shown = stranger(text, most);
        expect(findLiveMarkup(shown, { verbatim: true })).toEqual([]);
        expect(shown).not.toMatch(/[*_~`](?!\u2060)/);
        expect(shown).not.toMatch(/[\n\u202a-\u202e]/);
      }),
    );
  });

  test('direction marks cannot reorder what stands around a name', () => {
    expect(stranger('\u202eevil\u202c', 20)).toBe('\u2068evil\u2069');
  });

  test('cut at whole characters, never over the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (text, most) => {
          const cut = cutText(text, most);
          expect(cut.length).toBeLessThanOrEqual(most);
          expect(cut.isWellFormed() || !text.isWellFormed()).toBe(true);
          const kept = cut.endsWith('…') && cut !== text ? cut.slice(0, -1) : cut;
          expect(text.startsWith(kept)).toBe(true);
        },
      ),
    );
    expect(cutText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
  });

  test('plain text keeps one line and hides nothing', () => {
    expect(plainStranger('a\u200bb\nc\u0007', 20)).toBe('ab c');
  });

  test('the API’s words stand in quotation marks, and nothing is quoted when it said nothing', () => {
    expect(quoted('OK <b>')).toBe('“\u2068OK &lt;b&gt;\u2069”');
    expect(quoted(null)).toBe('');
  });

  test('a time has a fallback for those whose client draws none', () => {
    expect(slackDate(0)).toBe('<!date^0^{time}|1970-01-01 00:00:00 UTC>');
  });
});
