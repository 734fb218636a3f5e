import { describe, expect, test } from '@jest/globals';
import { filterGroups, type GroupFilter } from '../../../src/leaving/before/group-filter.ts';
import type { GroupFacts, Standing } from '../../../src/leaving/standing.ts';
import { plainSettings } from '../plain-settings.ts';

function listed(name: string | null, memberCount: number | null, standing: Standing = 'member'): GroupFacts {
  return {
    groupId: `${name}@g.us`,
    name,
    memberCount,
    standing,
    onlyAdmin: null,
    isCommunity: null,
    isAnnouncementGroup: null,
    communityId: null,
    isLocked: false,
    createdAt: null,
  };
}

const groups = [
  listed('Padel', 5),
  listed('Padel', 9),
  listed('', 3),
  listed('', 4),
  listed(null, null),
  listed('Alone', 1),
  listed('Pair', 2),
  listed('Mine', 7, 'owner'),
  listed('Board', 8),
];

describe('filters of the picker', () => {
  test.each<[GroupFilter, (string | null)[]]>([
    ['all', groups.map(({ name }) => name)],
    ['few-members', ['Alone', 'Pair']],
    ['no-name', ['', '', null]],
    ['same-name', ['Padel', 'Padel']],
    ['owned', ['Mine']],
    // A name that is not known may be any.
    ['protected', [null, 'Board']],
  ])('%s', (filter, names) => {
    const shown = filterGroups(groups, filter, { ...plainSettings, protectedGroups: ['BOARD'] });
    expect(shown.map(({ name }) => name)).toEqual(names);
  });
});
