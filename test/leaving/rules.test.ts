import { describe, expect, test } from '@jest/globals';
import { UserGroupId, UserId } from '../../src/leaving/ids.ts';
import { mayLeave, type Person } from '../../src/leaving/rules/rules.ts';
import type { Leavers } from '../../src/leaving/rules/settings.ts';

const leads = UserGroupId.parse('S0LEADS');
const plain: Person = {
  userId: UserId.parse('U0PLAIN'),
  isAdmin: false,
  isGuest: false,
  isBot: false,
  isDeactivated: false,
  isStranger: false,
  userGroups: [],
};
const people: Record<string, Person | null> = {
  admin: { ...plain, isAdmin: true },
  member: plain,
  named: { ...plain, userId: UserId.parse('U0NAMED') },
  guest: { ...plain, isGuest: true },
  'guest who is named': { ...plain, userId: UserId.parse('U0NAMED'), isGuest: true },
  bot: { ...plain, isAdmin: true, isBot: true },
  deactivated: { ...plain, isAdmin: true, isDeactivated: true },
  stranger: { ...plain, isAdmin: true, isStranger: true },
  'in the user group': { ...plain, userGroups: [leads] },
  'guest in the user group': { ...plain, isGuest: true, userGroups: [leads] },
  'named, groups not known': { ...plain, userId: UserId.parse('U0NAMED'), userGroups: null },
  'not looked up': null,
};
const settings: Record<string, Leavers> = {
  admins: 'admins',
  everyone: 'everyone',
  named: { users: [UserId.parse('U0NAMED')], userGroups: [] },
  leads: { users: [UserId.parse('U0OTHER')], userGroups: [leads] },
};

const allowed = new Set([
  'admin/admins',
  'admin/everyone',
  'member/everyone',
  'named/everyone',
  'named/named',
  'in the user group/everyone',
  'in the user group/leads',
  'named, groups not known/everyone',
  'named, groups not known/named',
]);

describe('mayLeave', () => {
  const cells = Object.keys(people).flatMap((who) =>
    Object.keys(settings).map((setting) => [who, setting] as const),
  );
  test.each(cells)('%s with LEAVERS %s', (who, setting) => {
    const verdict = mayLeave(people[who] ?? null, settings[setting] ?? 'admins');
    expect(verdict.kind).toBe(allowed.has(`${who}/${setting}`) ? 'allowed' : 'refused');
  });

  test('an empty list of people lets nobody', () => {
    expect(mayLeave(people.admin ?? null, { users: [], userGroups: [] })).toEqual({
      kind: 'refused',
      rule: 'leavers',
    });
  });
});

test('when Slack cannot say who is in a user group, the refusal says that, not that the person may not', () => {
  const person = { ...plain, userGroups: null };
  const verdict = mayLeave(person, { users: [], userGroups: [leads] });
  expect(verdict).toEqual({ kind: 'refused', rule: 'not-checked' });
});
