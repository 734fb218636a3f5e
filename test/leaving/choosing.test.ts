import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findGroups } from '../../src/leaving/before/find-groups.ts';
import { judgeTogether } from '../../src/leaving/before/judge-groups.ts';
import type { GroupFacts } from '../../src/leaving/standing.ts';
import { parsePastedGroups } from '../../src/leaving/typed/pasted-groups.ts';
import { anyCodePoint } from '../suite/any-code-point.ts';

const facts = (id: number, name: string | null, changes: Partial<GroupFacts> = {}): GroupFacts => ({
  groupId: `1203630000000000${10 + id}@g.us`,
  name,
  memberCount: 3,
  standing: 'member',
  onlyAdmin: false,
  isCommunity: false,
  isAnnouncementGroup: false,
  communityId: null,
  isLocked: false,
  createdAt: null,
  ...changes,
});

describe('finding groups', () => {
  const groups = [
    facts(0, null),
    facts(1, 'The choir'),
    facts(2, 'Choir'),
    facts(3, 'Café'),
    facts(4, 'Chess'),
  ];
  const namesOf = (typed: string, most = 10) =>
    findGroups(groups, typed, most).groups.map(({ name }) => name);

  test('by any part of the name, those that begin so first, nameless ones last', () => {
    expect(namesOf('cho')).toEqual(['Choir', 'The choir']);
    expect(namesOf('')).toEqual(['Café', 'Chess', 'Choir', 'The choir', null]);
  });

  test('without regard to case and accents, and by id', () => {
    expect(namesOf('CAFE')).toEqual(['Café']);
    expect(namesOf('0000000014')).toEqual(['Chess']);
  });

  test('tells how many match beyond those it gives', () => {
    expect(findGroups(groups, 'ch', 1)).toMatchObject({ count: 3, groups: [{ name: 'Chess' }] });
  });
});

describe('pasted groups', () => {
  const [one, two] = ['120363025246125486@g.us', '447700900123-1587570015@g.us'];
  const kindsOf = (text: string) => {
    const asked = parsePastedGroups(text);
    return asked.kind === 'groups' ? asked.references.map(({ reference }) => reference.kind) : asked.kind;
  };

  test('of a CSV line only the first column counts, and its header not at all', () => {
    expect(kindsOf(`id,name,members\n${one},"Choir, the old one",5\n"${two}";Chess;3`)).toEqual([
      'group',
      'group',
    ]);
  });

  test('our own export reads back', () => {
    expect(
      kindsOf(
        `"id","name","members","our role","request"\n"${one}","Choir","5","member","https://agency.slack.com/archives/C1/p12"`,
      ),
    ).toEqual(['group']);
  });

  test('a second column that may be a group is never dropped in silence', () => {
    expect(kindsOf(`${one},${two}`)).toEqual(['group', 'group']);
    expect(kindsOf(`${one},12036302524612548`)).toEqual(['group', 'malformed']);
    expect(kindsOf(`${one},120363025246125486@g.u`)).toEqual(['group', 'malformed']);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint, maxLength: 300 }), (text) => void parsePastedGroups(text)),
    );
  });
});

describe('groups judged together', () => {
  const community = '120363031122334455@g.us';
  const [a, b, elsewhere] = [
    facts(0, 'A', { communityId: community }),
    facts(1, 'B', { communityId: community }),
    facts(2, 'C'),
  ];
  const announcements = facts(3, 'News', { communityId: community, isAnnouncementGroup: true });
  const listed = [a, b, elsewhere, announcements];
  const judge = (asked: readonly GroupFacts[], changes = {}) =>
    judgeTogether(
      asked.map((one) => ({ groupId: one.groupId, facts: one })),
      { sessionIsUsable: true, listed, leftBefore: new Map(), settings: { protectedGroups: [] }, ...changes },
    );

  test('leaving some of a community is plain, leaving the last of it is warned of', () => {
    expect(judge([a, elsewhere]).map(({ warnings }) => warnings)).toEqual([[], []]);
    expect(judge([a, b]).map(({ warnings }) => warnings)).toEqual([
      ['last-of-community'],
      ['last-of-community'],
    ]);
  });

  test('a list that does not tell of communities proves nothing about the last of one', () => {
    const untold = [a, b].map((facts) => ({ ...facts, communityId: null }));
    expect(judge([a], { listed: untold })[0]?.warnings).toEqual([]);
  });

  test('a session that is down blocks all; one that could not be read blocks none', () => {
    expect(judge([a], { sessionIsUsable: false })[0]?.blocked).toBe('session-down');
    expect(judge([a], { sessionIsUsable: null })[0]?.blocked).toBeNull();
  });

  test('a protected group is blocked, by id or by its name', () => {
    for (const pattern of [a.groupId, 'A', 'a*', '*']) {
      expect(judge([a], { settings: { protectedGroups: [pattern] } })[0]?.blocked).toBe('protected');
    }
    expect(judge([a], { settings: { protectedGroups: [b.groupId, 'b*'] } })[0]?.blocked).toBeNull();
  });

  test('a group that was left before is marked', () => {
    expect(judge([elsewhere], { leftBefore: new Map([[elsewhere.groupId, 1]]) })[0]?.warnings).toEqual([
      'left-before',
    ]);
  });
});
