import { describe, expect, test } from '@jest/globals';
import { findGroups } from '../../../src/leaving/before/find-groups.ts';
import { judgePreview, judgeTogether } from '../../../src/leaving/before/judge-groups.ts';
import { readPreview } from '../../../src/leaving/before/read-preview.ts';
import { GroupId } from '../../../src/leaving/ids.ts';
import type { GroupRead, ReadResult, WasendReads } from '../../../src/leaving/ports/wasend.ts';
import type { GroupFacts } from '../../../src/leaving/standing.ts';
import { factsOf, failed, sessionIn } from '../advance/steps.ts';

const idOf = (at: number) => GroupId.parse(`1203630000000000${10 + at}@g.us`);
const group = (at: number, name: string | null) => factsOf(idOf(at), { name });

describe('what the facts of a group mean', () => {
  test.each<[Partial<GroupFacts>, ReturnType<typeof judgePreview>['blocked']]>([
    [{ isCommunity: true, isAnnouncementGroup: true, standing: 'owner' }, 'community'],
    [{ isAnnouncementGroup: true, standing: 'not-a-member' }, 'announcement-group'],
    [{ standing: 'not-a-member' }, 'not-a-member'],
    [{ standing: 'owner' }, 'owner'],
    [{ isCommunity: null, isAnnouncementGroup: null, standing: 'admin' }, null],
  ])('%j is blocked as %s', (facts, blocked) => {
    expect(judgePreview(factsOf(idOf(1), { memberCount: 1, ...facts }))).toMatchObject(
      blocked === null ? { blocked } : { blocked, warnings: [] },
    );
  });

  test.each<[Partial<GroupFacts> | null, string[]]>([
    [{}, []],
    [{ memberCount: 1 }, ['last-member']],
    [{ memberCount: 0 }, []],
    [{ memberCount: 2, onlyAdmin: true }, ['only-admin']],
    [{ memberCount: 1, onlyAdmin: true }, ['last-member']],
    [{ onlyAdmin: null }, []],
    [{ standing: 'not-known' }, ['facts-missing']],
    [{ memberCount: null, onlyAdmin: true }, ['only-admin', 'facts-missing']],
    [null, ['facts-missing']],
  ])('%j warns of %j', (facts, warnings) => {
    const judged = judgePreview(facts === null ? null : factsOf(idOf(1), facts));
    expect(judged).toEqual({ blocked: null, warnings });
  });

  const judge = (facts: GroupFacts | null, listed: readonly GroupFacts[]) =>
    judgeTogether([{ groupId: facts?.groupId ?? idOf(1), facts }], {
      sessionIsUsable: true,
      listed,
      leftBefore: new Map(),
      settings: { protectedGroups: [] },
    })[0];

  test('a community is told by the name of the list, or by its id', () => {
    const of = factsOf(idOf(1), { communityId: idOf(9) });
    expect(judge(of, [group(8, 'Eight'), group(9, 'Nine'), group(9, 'Again')])?.community).toBe('Nine');
    expect(judge(of, [group(9, null)])?.community).toBe(idOf(9));
    expect(judge(of, [])?.community).toBe(idOf(9));
    expect(judge(group(1, 'x'), [group(9, 'Nine')])?.community).toBeNull();
    expect(judge(null, [group(9, 'Nine')])?.community).toBeNull();
  });

  test('the last of a community is so beside its announcements, another group, and what comes before is kept', () => {
    const of = factsOf(idOf(1), { communityId: idOf(9), memberCount: 1 });
    const news = factsOf(idOf(2), { communityId: idOf(9), isAnnouncementGroup: true });
    const elsewhere = factsOf(idOf(3), { communityId: idOf(8) });
    expect(judge(of, [of, news, elsewhere])?.warnings).toEqual(['last-of-community', 'last-member']);
    const mate = factsOf(idOf(4), { communityId: idOf(9), isAnnouncementGroup: null });
    expect(judge(of, [of, news, mate])?.warnings).toEqual(['last-member']);
  });

  test('a protected group warns of nothing, a group without a name is protected by any', () => {
    const rules = {
      sessionIsUsable: null,
      listed: [],
      leftBefore: new Map([[idOf(1), 1]]),
      settings: { protectedGroups: ['x'] },
    };
    const [named, nameless, unread] = judgeTogether(
      [group(1, 'y'), group(1, null), null].map((facts) => ({ groupId: idOf(1), facts })),
      rules,
    );
    expect(named).toMatchObject({ blocked: null, warnings: ['left-before'] });
    expect(nameless).toMatchObject({ blocked: 'protected', warnings: [] });
    expect(unread).toMatchObject({ blocked: 'protected', warnings: [] });
  });
});

describe('the order of what is found', () => {
  const found = (typed: string, names: (string | null)[]) =>
    findGroups(
      names.map((name, at) => group(at, name)),
      typed,
      10,
    ).groups.map(({ name }) => name);

  test('what begins so, then what is named, then by name, then by id', () => {
    const names = ['b a', null, 'ab', 'a', '', 'ca'];
    expect(found('a', names)).toEqual(['a', 'ab', 'b a', 'ca']);
    expect(found('', ['b', null, 'a', '', 'c'])).toEqual(['a', 'b', 'c', null, '']);
    expect(found('1203', ['b', null, '1203 x', 'a', ''])).toEqual(['1203 x', 'a', 'b', null, '']);
    const alike = findGroups([group(3, 'x'), group(1, 'x'), group(2, 'x')], 'x', 2);
    expect(alike.groups.map(({ groupId }) => groupId)).toEqual([idOf(1), idOf(2)]);
    expect(alike.count).toBe(3);
  });

  test.each([
    ['lod', 'Łódź'],
    ['oresund', 'Øresund'],
    ['dukic', 'Đukić'],
    ['thord', 'Þorð'],
    ['aeoe', 'æœ'],
    ['hal', 'Ħal'],
    ['tt', 'ŧŦ'],
    ['dont', 'don’t'],
    ['two words', 'words and two'],
    [' x ', 'x'],
  ])('%j finds %j', (typed, name) => {
    expect(found(typed, [name, 'nothing of it'])).toEqual([name]);
  });
});

describe('a group’s own read beside the list', () => {
  const one = idOf(1);
  const shown = async (own: Partial<GroupFacts> | null, listed: Partial<GroupFacts> | null) => {
    const read: ReadResult<GroupRead> =
      own === null
        ? failed('refused', { status: 404, outsider: { namesGroup: true, path: 'group' } })
        : {
            kind: 'ok',
            value: { facts: factsOf(one, own), membership: { kind: 'not-told' }, path: 'group' },
          };
    const groups = listed === null ? [] : [factsOf(one, listed)];
    const reads = {
      session: async () => sessionIn('usable'),
      groups: async () => ({
        kind: 'ok',
        value: { groups, whole: true, unreadable: 0, foundAs: new Map(), readAt: 5 },
      }),
      group: async () => read,
    } as unknown as WasendReads;
    const preview = await readPreview(
      { groupIds: [one], invites: [], bad: [{ typed: 'x', why: 'a-name' }] },
      reads,
    );
    expect(preview).toMatchObject({ bad: [{ typed: 'x', why: 'a-name' }], readAt: 5, failure: null });
    return preview.groups[0]?.facts;
  };
  const nulls = {
    name: null,
    memberCount: null,
    onlyAdmin: null,
    isCommunity: null,
    isAnnouncementGroup: null,
    communityId: null,
    createdAt: null,
  };
  const ones = {
    name: 'List',
    memberCount: 1,
    onlyAdmin: true,
    isCommunity: true,
    isAnnouncementGroup: true,
    communityId: idOf(8),
    createdAt: '2020-01-01T00:00:00.000Z',
  };
  const others = {
    name: 'Own',
    memberCount: 2,
    onlyAdmin: false,
    isCommunity: false,
    isAnnouncementGroup: false,
    communityId: idOf(9),
    createdAt: '2021-01-01T00:00:00.000Z',
  };

  test('what it says counts, what it does not say the list may', async () => {
    expect(await shown({ ...others, standing: 'admin' }, { ...ones, standing: 'member' })).toMatchObject({
      ...others,
      standing: 'admin',
    });
    expect(await shown({ ...nulls, standing: 'not-known' }, { ...ones, standing: 'member' })).toMatchObject({
      ...ones,
      standing: 'member',
    });
    expect(await shown(nulls, null)).toMatchObject(nulls);
  });

  test.each([
    [true, true, true],
    [true, false, true],
    [false, true, true],
    [false, false, false],
  ])('locked by its own read %s, by the list %s: %s', async (own, listed, isLocked) => {
    expect((await shown({ isLocked: own }, { isLocked: listed }))?.isLocked).toBe(isLocked);
  });

  test('one that says that we are out leaves the list’s facts, but for our part', async () => {
    expect(await shown(null, { ...ones, isLocked: true })).toEqual(
      factsOf(one, { ...ones, isLocked: true, standing: 'not-a-member', onlyAdmin: null }),
    );
    expect(await shown(null, null)).toEqual(
      factsOf(one, { ...nulls, standing: 'not-a-member', isLocked: false }),
    );
  });
});
