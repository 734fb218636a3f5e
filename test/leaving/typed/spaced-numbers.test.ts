import { describe, expect, test } from '@jest/globals';
import { parseGroupReference } from '../../../src/leaving/typed/group-id.ts';
import { parsePastedGroups } from '../../../src/leaving/typed/pasted-groups.ts';
import { referencesIn } from './references-in.ts';

const one = '120363025246125486@g.us';
const two = '447700900123-1587570015@g.us';

describe('numbers with spaces inside', () => {
  test.each([
    '12036 3041234567890 @g.us',
    '12036 3041234567890@g.us',
    '1203 6304 1234 5678 90',
    '120363\u00a0041234567890',
    '447700900131 -1587570015@g.us',
    '447700900131 - 1587570015@g.us',
  ])('%j is an id with spaces, and nothing of it is lost', (typed) => {
    expect(parsePastedGroups(typed)).toEqual({
      kind: 'groups',
      references: [{ typed, reference: { kind: 'malformed', why: 'spaces-inside' } }],
      passedOver: 0,
    });
    expect(referencesIn(`please leave ${typed} and ${one}`)).toEqual(['spaces-inside', one]);
  });

  test.each(['+44 7700 900123', '+44 (0)7700 900123', '07700 900 123', '447700 900123', '(0151) 123 456-78'])(
    '%j is a phone number',
    (typed) => {
      expect(parsePastedGroups(typed)).toEqual({
        kind: 'groups',
        references: [{ typed, reference: { kind: 'malformed', why: 'phone-number' } }],
        passedOver: 0,
      });
    },
  );

  test.each([
    [`12 ${one}`, [one]],
    [`${one} ${two}`, [one, two]],
    [`5 ${two}`, [two]],
    [`120363025246125486 120363025246125487`, [one, '120363025246125487@g.us']],
    ['12036\n3041234567890@g.us', ['3041234567890@g.us']],
    ['2024 2025', '2024 2025'],
    ['class of 2024 2025 2026', 'class of 2024 2025 2026'],
  ])('%j is none', (text, expected) => {
    expect(referencesIn(text)).toEqual(expected);
  });

  test('one id alone says it too', () => {
    const spaced = { kind: 'malformed', why: 'spaces-inside' };
    expect(parseGroupReference('12036 3041234567890 @g.us')).toEqual(spaced);
    expect(parseGroupReference(`1${' '.repeat(1_900)}x`)).toMatchObject({ kind: 'malformed' });
  });
});
