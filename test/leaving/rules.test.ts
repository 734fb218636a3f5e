import { describe, expect, test } from '@jest/globals';
import { UserId } from '../../src/leaving/ids.ts';
import { type Leavers, mayLeave, type Person } from '../../src/leaving/rules.ts';

const plain: Person = {
  userId: UserId.parse('U0PLAIN'),
  isAdmin: false,
  isGuest: false,
  isBot: false,
  isDeactivated: false,
  isStranger: false,
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
  'not looked up': null,
};
const settings: Record<string, Leavers> = {
  admins: 'admins',
  everyone: 'everyone',
  named: [UserId.parse('U0NAMED')],
};

const allowed = new Set([
  'admin/admins',
  'admin/everyone',
  'member/everyone',
  'named/everyone',
  'named/named',
]);

describe('mayLeave', () => {
  const cells = Object.keys(people).flatMap((who) =>
    Object.keys(settings).map((setting) => [who, setting] as const),
  );
  test.each(cells)('%s with LEAVERS %s', (who, setting) => {
    const verdict = mayLeave(people[who] ?? null, settings[setting] ?? []);
    expect(verdict.kind).toBe(allowed.has(`${who}/${setting}`) ? 'allowed' : 'refused');
  });

  test('an empty list of people lets nobody', () => {
    expect(mayLeave(people.admin ?? null, [])).toEqual({ kind: 'refused', rule: 'leavers' });
  });
});
