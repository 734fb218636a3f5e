import { describe, expect, test } from '@jest/globals';
import { formatDate } from '../../../src/web/page/mrkdwn/format-date.ts';
import { tokenize } from '../../../src/web/page/mrkdwn/tokenize.ts';

const at = Date.parse('2024-02-18T14:39:42Z');
const day = 86_400_000;
const inNewYork = { now: at + 90 * day, locale: 'en-US', timeZone: 'America/New_York' };
const write = (format: string, reader = inNewYork) =>
  formatDate(format, at, reader).replaceAll('\u202f', ' ');

describe('a time as its reader would write it', () => {
  test.each([
    ['{time}', '9:39 AM'],
    ['{time_secs}', '9:39:42 AM'],
    ['{date_num}', '2024-02-18'],
    ['{date}', 'February 18, 2024'],
    ['{date_short}', 'Feb 18, 2024'],
    ['{date_short_pretty} {time}', 'Feb 18, 2024 9:39 AM'],
    ['{date_long}', 'Sunday, February 18, 2024'],
    ['{ago}', '90 days ago'],
    ['at {moon}', 'at {moon}'],
  ])('%s', (format, written) => {
    expect(write(format)).toBe(written);
  });

  test.each([
    [0, 'today'],
    [day, 'yesterday'],
    [-day, 'tomorrow'],
    [2 * day, 'Feb 18, 2024'],
  ])('%i ms later it was %s', (later, written) => {
    expect(write('{date_short_pretty}', { ...inNewYork, now: at + later })).toBe(written);
  });

  test('which day it is depends on where the reader is', () => {
    const inTokyo = { now: at, locale: 'de-DE', timeZone: 'Asia/Tokyo' };
    expect(write('{date_num} {time}', inTokyo)).toBe('2024-02-18 23:39');
    expect(write('{date_pretty}', { ...inTokyo, now: at + 1_800_000 })).toBe('gestern');
  });
});

test.each([
  ['<!date^soon^{time}|later>', null, 'later'],
  ['<!date^1700000000|later>', null, 'later'],
  ['<!date^1700000000^{time}|a &lt;b&gt;>', 1_700_000_000, 'a <b>'],
])('%s falls back where Slack would', (text, seconds, fallback) => {
  expect(tokenize(text, { verbatim: true })).toMatchObject([{ kind: 'date', at: seconds, fallback }]);
});
