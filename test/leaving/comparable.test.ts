import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findGroups } from '../../src/leaving/before/find-groups.ts';
import { comparable } from '../../src/leaving/rules/comparable.ts';
import { protectedBy } from '../../src/leaving/rules/protected-groups.ts';
import { reportedCase } from '../cases.ts';
import { anyCodePoint } from '../suite/any-code-point.ts';

const groupId = '120363025246125486@g.us';
const isProtected = (name: string | null, pattern: string): boolean =>
  protectedBy({ groupId, name }, { protectedGroups: [pattern] }) !== null;

describe('names are compared as people see them', () => {
  test.each([
    ['Board\u200b', 'bo\u00adard'],
    ['Ada’s team', "ADA'S TEAM"],
    ['Board  EMEA', 'board\u00a0emea'],
    ['Ｂｏａｒｄ', 'board'],
    ['ﬁnance', 'Finance'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'strasse'],
    ['İ\u0307\u0307', 'i'],
    ['ΟΔΟΣ', 'οδός'.normalize('NFD').replace(/\u0301/g, '')],
    ['Riverside – Choir', 'riverside - choir'],
    ['“Board”', '"board"'],
    ['İZMİR', 'izmir'],
    ['ISPARTA', 'ısparta'],
  ])('%j and %j', (one, other) => {
    expect(comparable(one)).toBe(comparable(other));
  });

  test('not more than that: accents and letters count', () => {
    expect(comparable('Café')).not.toBe(comparable('Cafe'));
    expect(comparable('Board 1')).not.toBe(comparable('Board 2'));
  });

  test('once is enough, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint }), (name) => {
        expect(comparable(comparable(name))).toBe(comparable(name));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('protected groups', () => {
  test.each(['protect-lrm', 'protect-nfd', 'protect-turkish'])('%s', (id) => {
    const { name, pattern } = reportedCase<{ name: string; pattern: string }>(id).input;
    expect(isProtected(name, pattern)).toBe(true);
    expect(isProtected(name.normalize('NFC'), pattern.normalize('NFD'))).toBe(true);
  });

  test('a rule is found again by the name as it is shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(isProtected(`\u200e${name.normalize('NFD')} `, name)).toBe(true);
        expect(isProtected(name, `"${name}"`)).toBe(true);
      }),
    );
  });

  test.each([
    groupId,
    '120363025246125486',
    `<mailto:${groupId}|${groupId}>`,
    ` "${groupId}" `,
    `\u202a${groupId}\u202c`,
  ])('the id as %j', (pattern) => {
    expect(isProtected('Chess', pattern)).toBe(true);
    expect(
      protectedBy({ groupId: '120363025246125487@g.us', name: null }, { protectedGroups: [pattern] }),
    ).toBe(null);
  });

  test('between quotes a star is a star', () => {
    expect(isProtected('Family * Friends', '"Family * Friends"')).toBe(true);
    expect(isProtected('family * friends', '“Family * Friends”')).toBe(true);
    expect(isProtected('Family and Friends', '"Family * Friends"')).toBe(false);
    expect(isProtected('Family and Friends', 'Family * Friends')).toBe(true);
    expect(isProtected('"Board"', '"Board"')).toBe(true);
  });

  test('a name that is a number is a name', () => {
    expect(isProtected('2024', '2024')).toBe(true);
    expect(isProtected('1203', '2024')).toBe(false);
  });
});

describe('finding groups', () => {
  const found = (name: string, typed: string): number =>
    findGroups(
      [
        {
          groupId,
          name,
          memberCount: 3,
          standing: 'member',
          onlyAdmin: false,
          isCommunity: false,
          isAnnouncementGroup: false,
          communityId: null,
          isLocked: false,
          createdAt: null,
        },
      ],
      typed,
      10,
    ).count;
  const { names, typed } = reportedCase<{ names: string[]; typed: string }>('find-apostrophe').input;

  test.each([
    [names[0] ?? '', typed],
    ['Ada’s team', 'adas'],
    ['Bo\u200bard', 'board'],
    ['Board  EMEA', 'board emea'],
    ['Łódź', 'lodz'],
    ['Smørrebrød', 'smorrebrod'],
    ['Client 021 – project room Lagos', 'lagos 021'],
    ['İSTANBUL', 'istanbul'],
    ['Chess', '125486'],
    ['Chess', 'chess 125486'],
  ])('%j by %j', (name, words) => {
    expect(found(name, words)).toBe(1);
  });

  test('every word must be there', () => {
    expect(found('Client 021', 'client 022')).toBe(0);
  });
});
