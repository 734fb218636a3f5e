import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ChannelId, SessionId, UserId } from '../../src/leaving/ids.ts';
import { protectedBy } from '../../src/leaving/rules/protected-groups.ts';
import { mayAsk, type Person } from '../../src/leaving/rules/rules.ts';
import { sessionFor, type WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import { changesBetween } from '../../src/leaving/rules/settings-changes.ts';
import { plainSettings as plain } from './plain-settings.ts';

const [here, there] = [ChannelId.parse('C0HERE'), ChannelId.parse('C0THERE')];
const [ours, theirs] = [SessionId.parse('session-ours'), SessionId.parse('session-theirs')];
const admin: Person = {
  userId: UserId.parse('U0ADMIN'),
  isAdmin: true,
  isGuest: false,
  isBot: false,
  isDeactivated: false,
  isStranger: false,
  userGroups: [],
};
const people: Record<string, Person | null> = {
  admin,
  member: { ...admin, isAdmin: false },
  guest: { ...admin, isGuest: true },
  nobody: null,
};
const rules: Record<string, Partial<WorkspaceSettings>> = {
  plain: {},
  'only here': { channels: [here] },
  'all stopped': { stoppedBy: UserId.parse('U0OTHER') },
  'here only our number': { channelSessions: [{ channelId: here, sessionIds: [ours] }] },
  'here only their number': { channelSessions: [{ channelId: here, sessionIds: [theirs] }] },
};

describe('person × place × rules', () => {
  const allowed = new Set([
    'admin/here/plain',
    'admin/there/plain',
    'admin/here/only here',
    'admin/here/here only our number',
    'admin/there/here only our number',
    'admin/there/here only their number',
  ]);
  const cells = Object.keys(people).flatMap((who) =>
    ['here', 'there'].flatMap((where) => Object.keys(rules).map((rule) => [who, where, rule] as const)),
  );
  test.each(cells)('%s from %s with %s', (who, where, rule) => {
    const place = { channelId: where === 'here' ? here : there, sessionId: ours };
    const verdict = mayAsk(people[who] ?? null, place, {
      ...plain,
      ...rules[rule],
    });
    expect(verdict.kind).toBe(allowed.has(`${who}/${where}/${rule}`) ? 'allowed' : 'refused');
  });
});

describe('protected groups', () => {
  const group = { groupId: '120363025246125486@g.us', name: 'Board – Finance' };
  test.each([
    ['120363025246125486@g.us', true],
    ['120363025246125486', true],
    ['120363025246125487', false],
    ['board – finance', true],
    ['Board*', true],
    ['*finance', true],
    ['b*–*e', true],
    ['*', true],
    ['finance', false],
    ['Board', false],
    ['*x*', false],
    ['board – finance*finance', false],
  ])('the pattern %j protects: %s', (pattern, isProtected) => {
    expect(protectedBy(group, { protectedGroups: [pattern] }) !== null).toBe(isProtected);
  });

  test('a group without a known name is protected by any pattern of names, and by no other id', () => {
    const nameless = { ...group, name: null };
    expect(protectedBy(nameless, { protectedGroups: ['Chess*'] })).toBe('Chess*');
    expect(protectedBy(nameless, { protectedGroups: ['120363000000000000@g.us'] })).toBeNull();
  });

  test('a pattern made of a name protects it, wherever it is cut by stars', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }).map((name) => name.trim()),
        fc.array(fc.nat(40), { maxLength: 4 }),
        (name, cuts) => {
          const stars = cuts
            .toSorted((one, other) => other - one)
            .reduce((text, at) => `${text.slice(0, at)}*${text.slice(at)}`, name);
          if (stars.trim() === '' || stars !== stars.trim() || /^[\d-]*(?:@g\.us)?$/i.test(stars.trim()))
            return;
          expect(protectedBy({ groupId: group.groupId, name }, { protectedGroups: [stars] })).toBe(stars);
        },
      ),
    );
  });
});

test('changes are told field by field, before and after', () => {
  const after = { ...plain, holdSeconds: 30, channels: [here], stoppedBy: UserId.parse('U0OTHER') };
  expect(changesBetween(plain, after)).toEqual([
    { what: 'holdSeconds', before: 5, after: 30 },
    { what: 'channels', before: [], after: [here] },
    { what: 'stoppedBy', before: null, after: 'U0OTHER' },
  ]);
  expect(changesBetween(plain, { ...plain })).toEqual([]);
});

test('the session taken when nobody chooses is one that the channel may use', () => {
  const settings = { channelSessions: [{ channelId: here, sessionIds: [theirs] }] };
  expect(sessionFor(here, ours, settings)).toBe(theirs);
  expect(sessionFor(there, ours, settings)).toBe(ours);
  expect(sessionFor(here, theirs, settings)).toBe(theirs);
});
