import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, SessionId } from '../../src/leaving/ids.ts';
import { approvalFor, changedSince, listHash } from '../../src/leaving/rules/approved-list.ts';
import { putAsideNow } from '../../src/leaving/rules/judge-at-call.ts';
import type { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import { askedGroup, channelId, groupId, mei, OpenStore, sessionId } from '../contracts/open-store.ts';
import { factsOf } from './advance/steps.ts';
import { plainSettings } from './plain-settings.ts';

describe('what a rule of this moment takes out', () => {
  let store: OpenStore;
  beforeEach(async () => {
    store = await OpenStore.open();
  });
  afterEach(() => store.close());

  const other = SessionId.parse('session-other');
  test.each<[string, Partial<WorkspaceSettings>, (string | null)[]]>([
    ['nothing', {}, []],
    ['a channel that may no more', { channels: [ChannelId.parse('C0ELSE')] }, ['channel', 'channel']],
    ['a channel that still may', { channels: [ChannelId.parse('C0ELSE'), channelId] }, []],
    [
      'a channel kept to another number',
      { channelSessions: [{ channelId, sessionIds: [other] }] },
      ['session', 'session'],
    ],
    [
      'a channel kept to this number',
      { channelSessions: [{ channelId, sessionIds: [other, sessionId] }] },
      [],
    ],
    ['one protected group', { protectedGroups: ['Group 2'] }, ['protected']],
    [
      'the place comes before the group',
      { channels: [ChannelId.parse('C0ELSE')], protectedGroups: ['Group 2'] },
      ['channel', 'channel'],
    ],
  ])('%s', async (_, rules, whys) => {
    const request = await store.ask([1, 2]);
    const aside = putAsideNow(request, { ...plainSettings, ...rules });
    expect(aside.map(({ why }) => why)).toEqual(whys);
  });

  test('only what waits is taken out', async () => {
    const request = await store.claim(await store.ask([1, 2]));
    const aside = putAsideNow(request, { ...plainSettings, protectedGroups: ['Group *'] });
    expect(aside).toEqual([{ groupId: groupId(2), why: 'protected' }]);
    const stopped = await store.ledger.append(request, [{ type: 'stop-asked', by: mei }]);
    if (stopped.kind !== 'appended') throw new Error();
    expect(putAsideNow(stopped.request, { ...plainSettings, protectedGroups: ['Group *'] })).toEqual([]);
  });
});

describe('an approved list', () => {
  const group = askedGroup(1);

  test('is named by its number and by the id, name and role of each group in order', () => {
    const lists = [
      listHash(sessionId, [group]),
      listHash(SessionId.parse('session-2'), [group]),
      listHash(sessionId, [askedGroup(2, group.name)]),
      listHash(sessionId, [{ ...group, name: 'Other' }]),
      listHash(sessionId, [{ ...group, standing: 'admin' }]),
      listHash(sessionId, [group, askedGroup(2)]),
      listHash(sessionId, [askedGroup(2), group]),
    ];
    expect(new Set(lists).size).toBe(lists.length);
    expect(lists[0]).toHaveLength(16);
    expect(listHash(sessionId, [{ ...group, memberCount: 99, before: { as: null, path: null } }])).toBe(
      lists[0],
    );
  });

  test('is needed for more groups than the rule lets pass', () => {
    const approval = { needed: 1, overGroups: 1, minutes: 15 };
    const groups = [group, askedGroup(2)];
    expect(approvalFor(sessionId, groups.slice(0, 1), approval, 0)).toBeUndefined();
    expect(approvalFor(sessionId, groups, { ...approval, needed: 0 }, 0)).toBeUndefined();
    expect(approvalFor(sessionId, groups, approval, 5)).toEqual({
      needed: 1,
      until: 5 + 15 * 60_000,
      list: listHash(sessionId, groups),
    });
  });

  const now = (changes: Parameters<typeof factsOf>[1] = {}) =>
    factsOf(group.groupId, { name: group.name, ...changes });
  test.each<[string, typeof group, Parameters<typeof changedSince>[1], string | null]>([
    ['as it was', group, now(), null],
    ['more members', group, now({ memberCount: 99 }), null],
    ['another name', group, now({ name: 'Other' }), 'renamed'],
    ['no name any more', group, now({ name: null }), 'renamed'],
    ['a name it did not show before', { ...group, name: null }, now(), null],
    ['another role', group, now({ standing: 'owner' }), 'standing-changed'],
    ['a role that cannot be read now', group, now({ standing: 'not-known' }), null],
    [
      'a role that could not be read then',
      { ...group, standing: 'not-known' as const },
      now({ standing: 'admin' }),
      null,
    ],
    ['gone from the list', group, 'not-listed', 'not-listed'],
    ['gone by its own read', group, 'refused-as-outsider', 'refused-as-outsider'],
    ['gone, and known by its role alone', { ...group, name: null }, 'not-listed', 'not-listed'],
    [
      'gone, and known by its name alone',
      { ...group, standing: 'not-known' as const },
      'not-listed',
      'not-listed',
    ],
    ['never listed', { ...group, name: null, standing: 'not-known' as const }, 'not-listed', null],
    ['a name longer than is kept', { ...group, name: 'x'.repeat(300) }, now({ name: 'x'.repeat(400) }), null],
    [
      'a name cut within a character',
      { ...group, name: `${'x'.repeat(299)}\ufffd` },
      now({ name: `${'x'.repeat(299)}😀` }),
      null,
    ],
  ])('%s', (_, asked, facts, why) => {
    expect(changedSince(asked, facts)).toBe(why);
  });
});
