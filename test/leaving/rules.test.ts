import { describe, expect, test } from '@jest/globals';
import { ChannelId, UserGroupId, UserId } from '../../src/leaving/ids.ts';
import { approvalRuleFor, mayApprove, mayAsk, mayLeave, type Person } from '../../src/leaving/rules/rules.ts';
import type { Leavers } from '../../src/leaving/rules/settings.ts';
import { plainSettings } from './plain-settings.ts';

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

describe('where others may ask', () => {
  const place = { channelId: ChannelId.parse('C0TEAM'), sessionId: null };
  const cells = Object.keys(people).flatMap((who) =>
    Object.keys(settings).map((setting) => [who, setting] as const),
  );
  /** No members of this workspace, or nobody can say whether they are. */
  const outsiders = /guest|bot|deactivated|stranger|not looked up/;

  test.each(cells)('%s with LEAVERS %s asks with an approval, and approves nothing', (who, setting) => {
    const person = people[who] ?? null;
    const rules = { ...plainSettings, leavers: settings[setting] ?? 'admins', othersMayAsk: true };
    const isLeaver = allowed.has(`${who}/${setting}`);
    const isUnclear = who === 'named, groups not known' && setting === 'leads';
    expect(mayAsk(person, place, rules).kind).toBe(outsiders.test(who) || isUnclear ? 'refused' : 'allowed');
    const asker = UserId.parse('U0ASKER');
    expect(mayApprove(person, asker, place, rules).kind).toBe(isLeaver ? 'allowed' : 'refused');
    expect(approvalRuleFor(person, rules)).toEqual(
      isLeaver ? rules.approval : { needed: 1, overGroups: 0, minutes: 15 },
    );
  });

  test('a rule that wants more approvals wants them of others for every request', () => {
    const rule = { needed: 2, overGroups: 10, minutes: 60 };
    expect(approvalRuleFor(plain, { leavers: 'admins', approval: rule })).toEqual({ ...rule, overGroups: 0 });
  });

  test('place and kill switch hold for them too', () => {
    const rules = { ...plainSettings, othersMayAsk: true };
    const elsewhere = { ...rules, channels: [ChannelId.parse('C0OTHER')] };
    expect(mayAsk(plain, place, elsewhere)).toEqual({ kind: 'refused', rule: 'channel' });
    const stopped = { ...rules, stoppedBy: UserId.parse('U0OLU') };
    expect(mayAsk(plain, place, stopped)).toEqual({ kind: 'refused', rule: 'all-stopped' });
  });
});

test('when Slack cannot say who is in a user group, the refusal says that, not that the person may not', () => {
  const person = { ...plain, userGroups: null };
  const verdict = mayLeave(person, { users: [], userGroups: [leads] });
  expect(verdict).toEqual({ kind: 'refused', rule: 'not-checked' });
});
