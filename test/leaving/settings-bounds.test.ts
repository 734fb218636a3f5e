import { describe, expect, test } from '@jest/globals';
import { ApprovalRule, GapSeconds, WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import { plainSettings } from './plain-settings.ts';

/** What is stored is read by these bounds, and what a form or the environment allows is written by them. */
describe('the bounds of each rule, the last value inside and the first outside', () => {
  const ids = (count: number, first: string) =>
    Array.from({ length: count }, (_, index) => `${first}${String(index).padStart(5, '0')}`);

  test.each<[keyof WorkspaceSettings, unknown, unknown]>([
    ['holdSeconds', 0, -1],
    ['holdSeconds', 3_600, 3_601],
    ['holdSeconds', 1, 1.5],
    ['channels', ids(100, 'C0'), ids(101, 'C0')],
    ['channelSessions', [], [{ channelId: 'C0HERE', sessionIds: [] }]],
    [
      'channelSessions',
      [{ channelId: 'C0HERE', sessionIds: ids(20, 's-') }],
      [{ channelId: 'C0HERE', sessionIds: ids(21, 's-') }],
    ],
    [
      'channelSessions',
      ids(100, 'C0').map((channelId) => ({ channelId, sessionIds: ['s-1'] })),
      ids(101, 'C0').map((channelId) => ({ channelId, sessionIds: ['s-1'] })),
    ],
    ['protectedGroups', ['x'], ['']],
    ['protectedGroups', ['x'.repeat(100)], ['x'.repeat(101)]],
    ['protectedGroups', ids(100, 'x'), ids(101, 'x')],
    ['leavers', { users: ids(100, 'U0'), userGroups: [] }, { users: ids(101, 'U0'), userGroups: [] }],
    ['leavers', { users: [], userGroups: ids(20, 'S0') }, { users: [], userGroups: ids(21, 'S0') }],
    ['leavers', 'everyone', 'nobody'],
    ['dailyCap', 1, 0],
    ['dailyCap', 1_000, 1_001],
    ['dailyCap', null, 1.5],
    ['stoppedBy', null, ''],
  ])('%s: %j, not %j', (what, inside, outside) => {
    expect(WorkspaceSettings.safeParse({ ...plainSettings, [what]: inside }).success).toBe(true);
    expect(WorkspaceSettings.safeParse({ ...plainSettings, [what]: outside }).success).toBe(false);
  });

  test.each<[keyof ApprovalRule, number, number]>([
    ['needed', 0, -1],
    ['needed', 5, 6],
    ['overGroups', 0, -1],
    ['overGroups', 50, 51],
    ['minutes', 1, 0],
    ['minutes', 1_440, 1_441],
  ])('approval, %s: %j, not %j', (what, inside, outside) => {
    const rule = { needed: 1, overGroups: 0, minutes: 15 };
    expect(ApprovalRule.safeParse({ ...rule, [what]: inside }).success).toBe(true);
    expect(ApprovalRule.safeParse({ ...rule, [what]: outside }).success).toBe(false);
  });

  test.each([
    [{ from: 0, to: 0 }, true],
    [{ from: 3_600, to: 3_600 }, true],
    [{ from: -1, to: 0 }, false],
    [{ from: 0, to: -1 }, false],
    [{ from: 3_600, to: 3_601 }, false],
    [{ from: 3_601, to: 3_601 }, false],
    [{ from: 2, to: 1 }, false],
  ])('a gap of %j: %s', (gap, isOne) => {
    expect(GapSeconds.safeParse(gap).success).toBe(isOne);
  });
});
