import { beforeEach, describe, expect, test } from '@jest/globals';
import type {
  GroupRead,
  GroupsRead,
  ReadFailure,
  ReadResult,
  SessionFacts,
  WasendClient,
} from '../../src/leaving/ports/wasend.ts';
import type { GroupFacts } from '../../src/leaving/standing.ts';
import { createReads } from '../../src/wasend/reads.ts';
import { groupId, sessionId, valueIn } from './a-client.ts';

const failure: ReadFailure = { kind: 'failed', why: 'unreachable', status: null, said: null };
const facts: GroupFacts = {
  groupId,
  name: 'Choir',
  memberCount: 4,
  standing: 'not-known',
  onlyAdmin: null,
  isCommunity: null,
  isAnnouncementGroup: null,
  communityId: null,
  isLocked: false,
  createdAt: null,
};
const session: ReadResult<SessionFacts> = {
  kind: 'ok',
  value: {
    sessionId,
    name: null,
    phoneNumber: '+447700900123',
    lid: null,
    status: 'WORKING',
    health: 'usable',
  },
};
const list = (...foundAs: string[]): ReadResult<GroupsRead> => ({
  kind: 'ok',
  value: {
    groups: [facts],
    whole: true,
    unreadable: 0,
    foundAs: new Map(foundAs.map((as, at) => [`${at}@g.us`, as])),
  },
});
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

let now: number;
let calls: string[];
let answers: {
  session: ReadResult<SessionFacts>;
  groups: ReadResult<GroupsRead>;
  group: ReadResult<GroupRead>;
};
let isSlow: boolean;
let readsFor: (scope?: string) => ReturnType<ReturnType<typeof createReads>>;

beforeEach(() => {
  now = 1_000_000;
  calls = [];
  isSlow = false;
  answers = {
    session,
    groups: list(),
    group: { kind: 'ok', value: { facts, membership: { kind: 'not-told' }, path: 'group' } },
  };
  const client = {
    session: async () => {
      calls.push('session');
      return answers.session;
    },
    groups: async (_: unknown, __: unknown, { members }: { members: boolean }) => {
      calls.push(members ? 'list with members' : 'list');
      const answer = answers.groups;
      return isSlow ? new Promise<never>(() => {}) : answer;
    },
    group: async (_: unknown, __: unknown, self: { phoneNumber: string | null }) => {
      calls.push(`group as ${self.phoneNumber}`);
      return answers.group;
    },
  } as unknown as WasendClient;
  const make = createReads(() => now);
  readsFor = (scope = 'lane/session') => make(scope, client, sessionId);
});

describe('the list of groups', () => {
  const read = async () => valueIn(await readsFor().groups({ members: false }));

  test('is read once for all who ask at the same time', async () => {
    await Promise.all([read(), read(), read()]);
    expect(calls).toEqual(['list']);
  });

  test('with members and without are two readings', async () => {
    await readsFor().groups({ members: false });
    await readsFor().groups({ members: true });
    expect(calls).toEqual(['list', 'session', 'list with members']);
  });

  test('serves for half a minute, and then while the new one is read', async () => {
    expect((await read()).readAt).toBe(1_000_000);
    now += 29_999;
    await read();
    expect(calls).toHaveLength(1);
    now += 1;
    isSlow = true;
    expect((await read()).readAt).toBe(1_000_000);
    await read();
    expect(calls).toHaveLength(2);
  });

  test('the new one takes its place', async () => {
    await read();
    now += 30_000;
    await read();
    await settled();
    expect((await read()).readAt).toBe(1_030_000);
    expect(calls).toHaveLength(2);
  });

  test('is not served when ten minutes old', async () => {
    await read();
    now += 600_000;
    expect((await read()).readAt).toBe(1_600_000);
  });

  test('a refresh that fails leaves the old one, and is tried again', async () => {
    await read();
    now += 30_000;
    answers.groups = failure;
    await read();
    await settled();
    expect((await read()).readAt).toBe(1_000_000);
    await settled();
    expect(calls).toHaveLength(3);
  });

  test('a failure is never kept', async () => {
    answers.groups = failure;
    expect(await readsFor().groups({ members: false })).toEqual(failure);
    answers.groups = list();
    expect((await read()).groups).toHaveLength(1);
  });

  test('a clock that is set back makes it old', async () => {
    await read();
    now -= 3_600_000;
    expect((await read()).readAt).toBe(now);
  });
});

describe('the session', () => {
  test('a failure serves for two seconds: many who wait do not each ask', async () => {
    answers.session = failure;
    for (let asked = 0; asked < 50; asked += 1) await readsFor().session();
    expect(calls).toEqual(['session']);
    now += 2_000;
    answers.session = session;
    expect(await readsFor().session()).toEqual(session);
  });

  test('one that is half a minute old is not served', async () => {
    await readsFor().session();
    now += 30_000;
    answers.session = failure;
    expect(await readsFor().session()).toEqual(failure);
  });

  test('who we are is not forgotten when it cannot be read', async () => {
    expect(await readsFor().self()).toEqual({ phoneNumber: '+447700900123', lid: null });
    now += 30_000;
    answers.session = failure;
    expect(await readsFor().self()).toEqual({ phoneNumber: '+447700900123', lid: null });
    expect(await readsFor('lane/other').self()).toEqual({ phoneNumber: null, lid: null });
  });
});

describe('the spellings under which we were found', () => {
  const absent: ReadResult<GroupRead> = {
    kind: 'ok',
    value: { facts, membership: { kind: 'absent', names: ['447700900123'] }, path: 'group' },
  };
  test('are remembered of lists and groups, for each session by itself', async () => {
    answers.groups = list('447700900123');
    await readsFor().groups({ members: true });
    answers.group = { kind: 'ok', value: { facts, membership: { kind: 'in', as: '1@lid' }, path: 'group' } };
    await readsFor().group(groupId);
    expect(readsFor().foundAs()).toEqual(['447700900123', '1@lid']);
    expect(readsFor('lane/other').foundAs()).toEqual([]);
  });

  test('make absence a standing', async () => {
    answers.group = absent;
    expect(valueIn(await readsFor().group(groupId)).facts.standing).toBe('not-known');
    answers.groups = list('447700900123');
    await readsFor().groups({ members: true });
    expect(valueIn(await readsFor().group(groupId)).facts.standing).toBe('not-a-member');
  });

  test('not where another kind of name is shown', async () => {
    answers.groups = list('100000000000017@lid');
    await readsFor().groups({ members: true });
    answers.group = absent;
    expect(valueIn(await readsFor().group(groupId)).facts.standing).toBe('not-known');
  });
});
