import { describe, expect, test } from '@jest/globals';
import { ChannelId, SessionId, UserGroupId, UserId } from '../../src/leaving/ids.ts';
import { comparable } from '../../src/leaving/rules/comparable.ts';
import { defaultRules } from '../../src/leaving/rules/default-rules.ts';
import { protectedBy } from '../../src/leaving/rules/protected-groups.ts';
import { mayAdminister, mayApprove, mayLeave, type Person } from '../../src/leaving/rules/rules.ts';
import { sessionFor, sessionsFrom } from '../../src/leaving/rules/settings.ts';
import { admin } from './people.ts';
import { plainSettings } from './plain-settings.ts';

const [ana, olu] = [UserId.parse('U0ANA'), UserId.parse('U0OLU')];
const [here, there] = [ChannelId.parse('C0HERE'), ChannelId.parse('C0THERE')];
const [s1, s2] = [SessionId.parse('s-1'), SessionId.parse('s-2')];
const [leads, staff] = [UserGroupId.parse('S0LEADS'), UserGroupId.parse('S0STAFF')];
const ruleOf = (verdict: ReturnType<typeof mayLeave>) =>
  verdict.kind === 'allowed' ? 'allowed' : verdict.rule;

describe('who may change connection and rules', () => {
  test.each<[string, Person | null, string]>([
    ['an admin', admin(ana), 'allowed'],
    ['a member', admin(ana, { isAdmin: false }), 'not-admin'],
    ['a guest', admin(ana, { isGuest: true }), 'guest'],
    ['a bot', admin(ana, { isBot: true }), 'bot'],
    ['who was deactivated', admin(ana, { isDeactivated: true }), 'deactivated'],
    ['a stranger', admin(ana, { isStranger: true }), 'other-organisation'],
    ['who could not be looked up', null, 'not-checked'],
  ])('%s: %s', (_, person, rule) => {
    expect(ruleOf(mayAdminister(person))).toBe(rule);
    expect(ruleOf(mayLeave(person, 'admins'))).toBe(rule === 'not-admin' ? 'leavers' : rule);
  });
});

describe('who may approve', () => {
  const place = { channelId: here, sessionId: s1 };
  const judged = (person: Person | null, changes = {}) =>
    ruleOf(mayApprove(person, olu, place, { ...plainSettings, ...changes }));

  test('those who may leave, from the same place, but never their own', () => {
    expect(judged(admin(ana))).toBe('allowed');
    expect(judged(admin(olu))).toBe('own-request');
    expect(judged(admin(olu, { isAdmin: false }))).toBe('own-request');
    expect(judged(admin(ana, { isAdmin: false }))).toBe('leavers');
    expect(judged(null)).toBe('not-checked');
    expect(judged(admin(ana), { channels: [there] })).toBe('channel');
    expect(judged(admin(ana), { channels: [there, here] })).toBe('allowed');
    expect(judged(admin(ana), { channelSessions: [{ channelId: here, sessionIds: [s2] }] })).toBe('session');
    expect(judged(admin(ana), { channelSessions: [{ channelId: here, sessionIds: [s2, s1] }] })).toBe(
      'allowed',
    );
    expect(judged(admin(ana), { channelSessions: [{ channelId: there, sessionIds: [s2] }] })).toBe('allowed');
    expect(judged(admin(ana), { stoppedBy: ana })).toBe('all-stopped');
    expect(judged(admin(olu), { stoppedBy: ana })).toBe('all-stopped');
  });
});

test('one of two user groups is enough, and without any Slack need not say', () => {
  const leavers = { users: [], userGroups: [leads, staff] };
  const of = (userGroups: UserGroupId[] | null) => ruleOf(mayLeave(admin(ana, { userGroups }), leavers));
  expect([of([staff]), of([]), of(null)]).toEqual(['allowed', 'leavers', 'not-checked']);
  expect(ruleOf(mayLeave(admin(ana, { userGroups: null }), { users: [olu], userGroups: [] }))).toBe(
    'leavers',
  );
});

test('the number a channel may use: its own list, the first line that names it', () => {
  const channelSessions = [
    { channelId: here, sessionIds: [s2, s1] },
    { channelId: here, sessionIds: [s1] },
  ];
  expect(sessionsFrom(here, { channelSessions })).toEqual([s2, s1]);
  expect(sessionsFrom(there, { channelSessions })).toBeNull();
  expect(sessionFor(here, s1, { channelSessions })).toBe(s1);
  expect(sessionFor(here, SessionId.parse('s-3'), { channelSessions })).toBe(s2);
  expect(sessionFor(there, SessionId.parse('s-3'), { channelSessions })).toBe('s-3');
});

test('what holds where nobody has said anything', () => {
  expect(defaultRules).toEqual({ ...plainSettings, holdSeconds: 5, gapSeconds: { from: 20, to: 45 } });
});

describe('names that look the same', () => {
  test.each([
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['ς', 'σ'],
    ['Straße', 'STRASSE'],
    ['İstanbul', 'ISTANBUL'],
    ['ı', 'I'],
    ['ﬁ', 'FI'],
    ['“x”', '"X"'],
    ['a\u2800b', 'A B'],
    ['a–b', 'a-b'],
    ['\u200ba ', 'A'],
  ])('%j is %j', (one, other) => {
    expect(comparable(one)).toBe(comparable(other));
  });
});

describe('patterns that protect', () => {
  const groupId = '120363025246125486@g.us';
  test.each<[string | null, string, boolean]>([
    ['Family', 'family', true],
    ['Family', 'famil', false],
    ['Family', 'fam*', true],
    ['Family', '*ly', true],
    ['Family', '*mil*', true],
    ['Family', 'f*m*y', true],
    ['Family', 'f*y*m', false],
    ['abab', '*ab*ab', true],
    ['ab', '*ab*ab', false],
    ['aba', 'ab*ba', false],
    ['abcb', 'a*b*b', true],
    ['abc', 'a*b*b*c', false],
    ['a * b', '"a * b"', true],
    ['a x b', '"a * b"', false],
    ['"a * b"', '"a * b"', true],
    ['a', '"a" b', false],
    ['"a" b', '"a" b', true],
    ['a', '" a "', true],
    [null, 'x', true],
    [null, '120363025246125487', false],
    ['x', '120363025246125486', true],
  ])('%j by %j: %s', (name, pattern, is) => {
    const patterns = ['120363025246125487', pattern];
    expect(protectedBy({ groupId, name }, { protectedGroups: patterns })).toBe(is ? pattern : null);
  });
});
