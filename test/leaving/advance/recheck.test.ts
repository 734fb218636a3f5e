import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { UserId } from '../../../src/leaving/ids.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { groupId, mei } from '../../contracts/open-store.ts';
import { admin, guest } from '../people.ts';
import { ana, factsOf, failed, listOf, Steps } from './steps.ts';

const minuteMs = 60_000;

/** Groups as `store.ask` has them shown, and as Wasend shows them still. */
const asApproved = (id: string) => factsOf(id, { name: `Group ${Number(id.slice(6, 18))}` });

describe('the step that looks at an approved list again', () => {
  let steps: Steps;
  beforeEach(async () => {
    steps = await Steps.open();
    steps.group = (id) => ({
      kind: 'ok',
      value: { facts: asApproved(id), membership: { kind: 'not-told' }, path: 'group' },
    });
  });
  afterEach(() => steps.store.close());

  async function approved(groups: readonly number[], by: UserId = ana): Promise<Request> {
    const until = steps.store.clock.now() + 15 * minuteMs;
    const request = await steps.store.ask(groups, { approval: { needed: 1, until, list: 'list-1' } });
    const holdUntil = steps.store.clock.now();
    await steps.store.ledger.append(request, [{ type: 'approved', by, list: 'list-1', holdUntil }]);
    return request;
  }

  test('what is as it was approved is called; nothing is read twice within a minute', async () => {
    const request = await approved([1, 2]);
    await steps.step(request);
    expect(await steps.events(request)).toEqual(['approved', 'rechecked']);
    await steps.store.clock.advance(minuteMs);
    await steps.step(request);
    expect(steps.asked).toEqual(['group', 'group', `leave ${groupId(1)}`]);
  });

  test('a list that was looked at in the future, by a clock since set right, is looked at again', async () => {
    const request = await approved([1]);
    await steps.step(request);
    steps.asked.length = 0;
    const before = steps.store.clock.now() - 60 * minuteMs;
    await steps.step(request, { now: () => before });
    await steps.store.clock.advance(0);
    expect(steps.asked).not.toContain(`leave ${groupId(1)}`);
  });

  test('a list that was looked at longer than a minute ago is looked at again, what waits of it alone', async () => {
    const request = await approved([1, 2]);
    await steps.step(request);
    await steps.step(request);
    steps.asked.length = 0;
    steps.group = () => failed('timed-out');
    for (const waitMs of [3_000, 7_000, 20_000]) {
      await steps.store.clock.advance(waitMs);
      await steps.step(request);
    }
    await steps.store.clock.advance(minuteMs - 29_999);
    steps.asked.length = 0;
    steps.group = (id) => ({
      kind: 'ok',
      value: { facts: asApproved(id), membership: { kind: 'not-told' }, path: 'group' },
    });
    await steps.step(request);
    expect(steps.asked).toEqual(['group']);
    expect((await steps.events(request)).at(-1)).toBe('rechecked');
  });

  test('a list that is told to wait is read again when its own reads count no more, each request at its own time', async () => {
    const request = await approved([1, 2, 3, 4, 5, 6]);
    const limited = (retryAfterMs: number) => failed('rate-limited', { status: 429, retryAfterMs });
    steps.groups = limited(1_000);
    expect(await steps.step(request)).toBe(60_000);
    steps.random = 0.5;
    expect(await steps.step(request)).toBe(90_000);
    steps.groups = limited(100_000);
    expect(await steps.step(request)).toBe(100_000);
    steps.groups = listOf([]);
    steps.group = () => limited(1_000);
    expect(await steps.step(await approved([7]))).toBe(90_000);
  });

  test('another name, another role and a group that is gone are set aside, each with its reason', async () => {
    const request = await approved([1, 2, 3, 4]);
    steps.group = (id) => {
      if (id === groupId(3))
        return failed('refused', { status: 404, outsider: { namesGroup: true, path: 'group' } });
      const changes =
        id === groupId(1) ? { name: 'Other' } : id === groupId(2) ? { standing: 'admin' as const } : {};
      return {
        kind: 'ok',
        value: { facts: { ...asApproved(id), ...changes }, membership: { kind: 'not-told' }, path: 'group' },
      };
    };
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'set-aside', why: 'renamed' },
      { kind: 'set-aside', why: 'standing-changed' },
      { kind: 'set-aside', why: 'refused-as-outsider' },
      { kind: 'waiting' },
    ]);
  });

  test('five groups are read singly, six as one list with members', async () => {
    await steps.step(await approved([1, 2, 3, 4, 5]));
    expect(steps.asked).toEqual(Array.from({ length: 5 }, () => 'group'));
    steps.asked.length = 0;
    steps.groups = listOf([6, 7, 8, 9, 10].map((one) => asApproved(groupId(one))));
    const request = await approved([6, 7, 8, 9, 10, 11]);
    await steps.step(request);
    expect(steps.asked).toEqual(['list with members']);
    expect((await steps.statuses(request)).at(-1)).toEqual({ kind: 'set-aside', why: 'not-listed' });
    expect((await steps.statuses(request))[0]).toEqual({ kind: 'waiting' });
  });

  test('what a list that is not whole does not name is read singly, and set aside only by its own answer', async () => {
    const list = listOf([1, 2, 3, 4].map((one) => asApproved(groupId(one))));
    if (list.kind !== 'ok') throw new Error('no list');
    steps.groups = { ...list, value: { ...list.value, whole: false } };
    steps.group = (id) =>
      id === groupId(6)
        ? failed('refused', { status: 404, outsider: { namesGroup: true, path: 'group' } })
        : { kind: 'ok', value: { facts: asApproved(id), membership: { kind: 'not-told' }, path: 'group' } };
    const request = await approved([1, 2, 3, 4, 5, 6]);
    await steps.step(request);
    expect(steps.asked).toEqual(['list with members', 'group', 'group']);
    expect((await steps.statuses(request)).slice(4)).toEqual([
      { kind: 'waiting' },
      { kind: 'set-aside', why: 'refused-as-outsider' },
    ]);
  });

  test.each([
    ['from where the group was read before shows that we are out', 'group', 'refused-as-outsider'],
    ['from where it never was tells nothing', 'group-info', 'not-checked'],
  ] as const)('a refusal that does not name the group, %s', async (_, path, why) => {
    const request = await approved([1, 2]);
    steps.group = (id) =>
      id === groupId(1)
        ? failed('refused', { status: 404, outsider: { namesGroup: false, path } })
        : { kind: 'ok', value: { facts: asApproved(id), membership: { kind: 'not-told' }, path: 'group' } };
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([{ kind: 'set-aside', why }, { kind: 'waiting' }]);
  });

  test('an answer about another group tells nothing of the one that was asked for', async () => {
    const request = await approved([1, 2]);
    steps.group = () => ({
      kind: 'ok',
      value: { facts: asApproved(groupId(2)), membership: { kind: 'not-told' }, path: 'group' },
    });
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'set-aside', why: 'not-checked' },
      { kind: 'waiting' },
    ]);
  });

  test('a protection of this moment comes before what changed', async () => {
    const request = await approved([1, 2]);
    await steps.rule({ protectedGroups: ['Group 1'] });
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'set-aside', why: 'protected' },
      { kind: 'waiting' },
    ]);
  });

  test.each([
    ['one group', [1, 2]],
    ['the list', [1, 2, 3, 4, 5, 6]],
  ])(
    'while %s cannot be read it waits, until the approval ends; then nothing is asked',
    async (_, groups) => {
      const request = await approved(groups);
      steps.group = (id) =>
        id === groupId(1)
          ? failed('unreachable')
          : { kind: 'ok', value: { facts: asApproved(id), membership: { kind: 'not-told' }, path: 'group' } };
      steps.groups = failed('unreachable');
      expect(await steps.step(request)).toBe(30_000);
      await steps.store.clock.advance(15 * minuteMs - 1);
      expect(await steps.step(request)).toBe(30_000);
      expect(await steps.events(request)).toEqual(['approved']);
      await steps.store.clock.advance(1);
      expect(await steps.step(request)).toBeNull();
      expect(await steps.events(request)).toEqual(['approved', 'rechecked', 'finished']);
      expect(await steps.statuses(request)).toEqual(
        groups.map(() => ({ kind: 'set-aside', why: 'not-checked' })),
      );
    },
  );

  test('a list under way whose approval is over is waited for like every other ask: for an hour', async () => {
    const request = await approved([1, 2]);
    await steps.step(request);
    await steps.store.clock.advance(16 * minuteMs);
    steps.group = () => failed('unreachable');
    expect(await steps.step(request)).toBe(30_000);
    await steps.store.clock.advance(44 * minuteMs - 1);
    expect(await steps.step(request)).toBe(30_000);
    expect(await steps.events(request)).toEqual(['approved', 'rechecked']);
    await steps.store.clock.advance(1);
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual(
      [1, 2].map(() => ({ kind: 'set-aside', why: 'not-checked' })),
    );
  });

  test('an approval late in its time still leaves five minutes to read the list', async () => {
    const until = steps.store.clock.now() + 15 * minuteMs;
    const request = await steps.store.ask([1], { approval: { needed: 1, until, list: 'list-1' } });
    await steps.store.clock.advance(14 * minuteMs);
    const holdUntil = steps.store.clock.now() + 5_000;
    await steps.store.ledger.append(request, [{ type: 'approved', by: ana, list: 'list-1', holdUntil }]);
    steps.group = () => failed('unreachable');
    await steps.store.clock.advance(5_000 + 5 * minuteMs - 1);
    expect(await steps.step(request)).toBe(30_000);
    await steps.store.clock.advance(1);
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([{ kind: 'set-aside', why: 'not-checked' }]);
  });

  test.each([
    [
      'who asked may not any more',
      (one: UserId) => (one === mei ? guest(one) : admin(one)),
      'requester-may-not',
    ],
    [
      'who approved may not any more',
      (one: UserId) => (one === ana ? guest(one) : admin(one)),
      'approver-may-not',
    ],
  ] as const)('%s: nothing is called', async (_, person, why) => {
    const request = await approved([1, 2]);
    steps.person = person;
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'set-aside', why },
      { kind: 'set-aside', why },
    ]);
  });

  const inGroups = (userId: UserId) => admin(userId, { isAdmin: false, userGroups: null });
  test.each([
    ['who asked', (one: UserId) => (one === mei ? null : admin(one))],
    ['who approved', (one: UserId) => (one === ana ? null : admin(one))],
    [
      'a user group of who asked',
      (one: UserId) => (one === mei ? inGroups(one) : { ...admin(one), userGroups: ['S01'] }),
    ],
    [
      'a user group of who approved',
      (one: UserId) => (one === ana ? inGroups(one) : { ...admin(one), userGroups: ['S01'] }),
    ],
  ])('while Slack cannot say about %s, it waits', async (what, person) => {
    const request = await approved([1]);
    if (what.startsWith('a user group'))
      await steps.rule({ leavers: { users: [], userGroups: ['S01'] } as never });
    steps.person = person as typeof steps.person;
    expect(await steps.step(request)).toBe(30_000);
    expect(steps.asked).toEqual([]);
    expect(await steps.events(request)).toEqual(['approved']);
  });

  test('a workspace that was stopped, and a connection that is gone, end it', async () => {
    const [stopped, halted] = [await approved([1]), await approved([2])];
    await steps.rule({ stoppedBy: ana });
    await steps.step(stopped);
    expect(await steps.statuses(stopped)).toEqual([{ kind: 'stopped', by: ana }]);
    steps.connection = 'key-unreadable';
    await steps.step(halted);
    expect(await steps.statuses(halted)).toEqual([{ kind: 'not-asked', why: 'key-unreadable' }]);
    expect(steps.asked).toEqual([]);
  });

  test('a list that nobody approves in time is expired at its time, and not before', async () => {
    const until = steps.store.clock.now() + minuteMs;
    const request = await steps.store.ask([1], { approval: { needed: 1, until, list: 'list-1' } });
    await steps.store.clock.advance(minuteMs - 1);
    expect(await steps.step(request)).toBe(1_000);
    await steps.store.clock.advance(1);
    await steps.step(request);
    expect(await steps.events(request)).toEqual(['approval-expired', 'finished']);
    expect(await steps.statuses(request)).toEqual([{ kind: 'not-asked', why: 'approval-expired' }]);
  });
});
