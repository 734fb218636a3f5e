import { describe, expect, test } from '@jest/globals';
import { readPreview } from '../../src/leaving/before/read-preview.ts';
import { GroupId, SessionId } from '../../src/leaving/ids.ts';
import type {
  GroupList,
  GroupPath,
  Membership,
  ReadFailure,
  ReadResult,
  SessionFacts,
  WasendReads,
} from '../../src/leaving/ports/wasend.ts';
import type { GroupFacts, Standing } from '../../src/leaving/standing.ts';

const idOf = (at: number) => GroupId.parse(`12036300000000000${at}@g.us`);
const factsOf = (id: string, standing: Standing, name: string | null = 'Choir'): GroupFacts => ({
  groupId: id,
  name,
  memberCount: 4,
  standing,
  onlyAdmin: null,
  isCommunity: null,
  isAnnouncementGroup: null,
  communityId: null,
  isLocked: false,
  createdAt: null,
});
const failed = (more: Partial<ReadFailure> = {}): ReadFailure => ({
  kind: 'failed',
  why: 'refused',
  status: 404,
  said: null,
  ...more,
});
const sessionOf = (health: SessionFacts['health']): ReadResult<SessionFacts> => ({
  kind: 'ok',
  value: {
    sessionId: SessionId.parse('s-1'),
    name: 'Sales',
    phoneNumber: '+447700900123',
    lid: null,
    status: 'X',
    health,
  },
});
const single = (id: string, standing: Standing, membership: Membership, path: GroupPath = 'group') => ({
  kind: 'ok' as const,
  value: { facts: factsOf(id, standing), membership, path },
});
const inAs = (as: string): Membership => ({ kind: 'in', as });

/** Readers that answer as told and note what is asked, and when all of it had been asked. */
function readsOf(answers: {
  session?: ReadResult<SessionFacts>;
  list?: ReadResult<GroupList>;
  group?: (id: GroupId) => ReturnType<typeof single> | ReadFailure;
  invite?: (code: string) => ReadResult<{ groupId: GroupId; name: null; memberCount: null }>;
}) {
  const asked: string[] = [];
  const list = answers.list ?? {
    kind: 'ok',
    value: { groups: [], whole: true, unreadable: 0, foundAs: new Map(), readAt: 5 },
  };
  const later = async <T>(what: string, answer: T): Promise<T> => {
    asked.push(what);
    await new Promise((resolve) => setImmediate(resolve));
    asked.push(`${what} told`);
    return answer;
  };
  const reads = {
    session: () => later('session', answers.session ?? sessionOf('usable')),
    groups: ({ members }: { members: boolean }) => later(members ? 'list with members' : 'list', list),
    group: (id: GroupId) => later(`group ${id}`, answers.group?.(id) ?? failed()),
    joinInfo: (code: string) => later(`invite ${code}`, answers.invite?.(code) ?? failed()),
  } as unknown as WasendReads;
  return { asked, reads };
}
const typed = (groupIds: readonly GroupId[], codes: readonly string[] = []) => ({
  groupIds,
  invites: codes.map((code) => ({ typed: `chat.whatsapp.com/${code}`, code })),
  bad: [],
});
const listOf = (
  groups: readonly GroupFacts[],
  foundAs = new Map<string, string>(),
): ReadResult<GroupList> => ({
  kind: 'ok',
  value: { groups, whole: true, unreadable: 0, foundAs, readAt: 5 },
});

describe('what a preview reads', () => {
  test('session, list, groups and invites are asked for together', async () => {
    const { asked, reads } = readsOf({});
    await readPreview(typed([idOf(1), idOf(2)], ['abc']), reads);
    const first = asked.slice(0, 5).toSorted();
    expect(first).toEqual([`group ${idOf(1)}`, `group ${idOf(2)}`, 'invite abc', 'list', 'session']);
  });

  test('five groups are read singly', async () => {
    const { asked, reads } = readsOf({});
    await readPreview(typed([1, 2, 3, 4, 5].map(idOf)), reads);
    expect(asked.filter((what) => what.startsWith('group ') && !what.endsWith('told'))).toHaveLength(5);
    expect(asked).toContain('list');
  });

  test('for six there is one list with members, and no single read', async () => {
    const { asked, reads } = readsOf({});
    await readPreview(typed([1, 2, 3, 4, 5].map(idOf), ['abc']), reads);
    expect(asked).toContain('list with members');
    expect(asked.filter((what) => what.startsWith('group '))).toEqual([]);
  });

  test('a group named twice, by id and by invite, is one, read once', async () => {
    const { asked, reads } = readsOf({
      invite: () => ({ kind: 'ok', value: { groupId: idOf(1), name: null, memberCount: null } }),
    });
    const { groups } = await readPreview(typed([idOf(1)], ['abc']), reads);
    expect(groups.map(({ groupId }) => groupId)).toEqual([idOf(1)]);
    expect(asked.filter((what) => what === `group ${idOf(1)}`)).toHaveLength(1);
  });
});

describe('what a preview shows', () => {
  const one = async (answers: Parameters<typeof readsOf>[0]) => {
    const { groups } = await readPreview(typed([idOf(1)]), readsOf(answers).reads);
    return groups[0];
  };

  test('the role of the group’s own read, and how we were seen in it', async () => {
    const seen = await one({ group: (id) => single(id, 'admin', inAs('447700900123'), 'group-info') });
    expect(seen).toMatchObject({
      facts: { standing: 'admin' },
      before: { as: '447700900123', path: 'group-info' },
    });
  });

  test('members that were not told: the address still is known', async () => {
    const seen = await one({ group: (id) => single(id, 'not-known', { kind: 'not-told' }) });
    expect(seen).toMatchObject({ facts: { standing: 'not-known' }, before: { as: null, path: 'group' } });
  });

  test('what the group does not say is taken from the list, but no role where members were told', async () => {
    const listed = { ...factsOf(idOf(1), 'member', 'Listed'), isCommunity: true };
    const absent = await one({
      list: listOf([listed]),
      group: (id) => single(id, 'not-known', { kind: 'absent', names: ['77@lid'] }),
    });
    expect(absent?.facts).toMatchObject({ name: 'Choir', isCommunity: true, standing: 'not-known' });
    const untold = await one({
      list: listOf([listed]),
      group: (id) => single(id, 'not-known', { kind: 'not-told' }),
    });
    expect(untold?.facts).toMatchObject({ standing: 'member' });
  });

  test('a group whose own read failed as the list has it', async () => {
    const seen = await one({
      list: listOf([factsOf(idOf(1), 'not-known')]),
      group: () => failed({ status: 502 }),
    });
    expect(seen).toMatchObject({ facts: { standing: 'not-known' }, before: { as: null, path: null } });
  });

  test('an answer about another group tells nothing', async () => {
    const seen = await one({ group: () => single(idOf(2), 'owner', inAs('447700900123')) });
    const before = { as: null, path: null };
    expect(seen).toEqual({ groupId: idOf(1), facts: null, notListed: true, before });
  });

  test('only a list that was read whole can show that a group is not in it', async () => {
    const refused = () => failed({ status: 502 });
    const others = listOf([factsOf(idOf(2), 'member')]);
    if (others.kind !== 'ok') throw new Error('no list');
    const part: ReadResult<GroupList> = { ...others, value: { ...others.value, whole: false } };
    expect(await one({ list: others, group: refused })).toMatchObject({ facts: null, notListed: true });
    expect(await one({ list: part, group: refused })).toMatchObject({ facts: null, notListed: false });
    expect(await one({ list: failed(), group: refused })).toMatchObject({ facts: null, notListed: false });
  });

  test.each<[string, ReadFailure, SessionFacts['health'], Standing | undefined]>([
    ['names the group', failed({ outsider: { namesGroup: true, path: 'group' } }), 'usable', 'not-a-member'],
    [
      'names the group, the session down',
      failed({ outsider: { namesGroup: true, path: 'group' } }),
      'down',
      undefined,
    ],
    ['does not name it', failed({ outsider: { namesGroup: false, path: 'group' } }), 'usable', undefined],
    ['is a router’s', failed(), 'usable', undefined],
  ])('a refusal that %s', async (_, refusal, health, standing) => {
    const seen = await one({ session: sessionOf(health), group: () => refusal });
    expect(seen?.facts?.standing).toBe(standing);
  });

  test('of many groups how each was seen in the list', async () => {
    const ids = [1, 2, 3, 4, 5, 6].map(idOf);
    const list = listOf(
      ids.map((id) => factsOf(id, 'member')),
      new Map([[idOf(2), '1@lid']]),
    );
    const { groups } = await readPreview(typed(ids), readsOf({ list }).reads);
    expect(groups.map(({ before }) => before.as)).toEqual([null, '1@lid', null, null, null, null]);
  });

  test('an invite that leads nowhere known, with the API’s own words as data', async () => {
    const { reads } = readsOf({ invite: () => failed({ said: 'Invite revoked.' }) });
    expect((await readPreview(typed([], ['abc']), reads)).bad).toEqual([
      { typed: 'chat.whatsapp.com/abc', why: 'invite-not-told', said: 'Invite revoked.' },
    ]);
  });

  test('why facts are missing: the list first, then the session', async () => {
    const noList = failed({ why: 'unreachable', status: null });
    expect((await readPreview(typed([]), readsOf({ list: noList }).reads)).failure).toBe(noList);
    const noSession = failed({ why: 'timed-out', status: null });
    const { session, failure } = await readPreview(typed([]), readsOf({ session: noSession }).reads);
    expect({ session, failure }).toEqual({ session: null, failure: noSession });
  });
});
