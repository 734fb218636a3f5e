import { describe, expect, test } from '@jest/globals';
import { isPostponed, judgeLook, type LookedAt } from '../../src/leaving/advance/look.ts';
import { SessionId } from '../../src/leaving/ids.ts';
import type {
  GroupRead,
  GroupsRead,
  Membership,
  ReadFailure,
  ReadResult,
  SessionFacts,
} from '../../src/leaving/ports/wasend.ts';
import type { GroupFacts, Standing } from '../../src/leaving/standing.ts';

const groupId = '120363000000000001@g.us';
const phone = '447700900123';
const lid = '100000000000017@lid';

const factsOf = (id: string, standing: Standing = 'member'): GroupFacts => ({
  groupId: id,
  name: 'Choir',
  memberCount: 4,
  standing,
  onlyAdmin: false,
  isCommunity: false,
  isAnnouncementGroup: false,
  communityId: null,
  isLocked: false,
  createdAt: null,
});

// What a read of the group may answer.
const members = (membership: Membership, standing: Standing = 'member'): ReadResult<GroupRead> => ({
  kind: 'ok',
  value: { facts: factsOf(groupId, standing), membership, path: 'group' },
});
const named = members({ kind: 'in', as: phone });
const absentBy = (...kinds: ('phone' | 'lid')[]) =>
  members({ kind: 'absent', names: kinds.map((kind) => (kind === 'phone' ? phone : lid)) });
const failure = (why: ReadFailure['why'], more: Partial<ReadFailure> = {}): ReadFailure => ({
  kind: 'failed',
  why,
  status: null,
  said: null,
  ...more,
});
const refusedOf = (path: 'group' | 'group-info', namesGroup: boolean, status = 404) =>
  failure('refused', { status, outsider: { path, namesGroup } });
const engineSaysSo = failure('unreachable', { status: 500, outsider: { path: 'group', namesGroup: true } });
const unclear = failure('refused', { status: 404 });
const limited = failure('rate-limited', { status: 429, retryAfterMs: 7_000 });
const unreachable = failure('unreachable');

// What the session's own read may answer.
const session = (health: SessionFacts['health']): ReadResult<SessionFacts> => ({
  kind: 'ok',
  value: {
    sessionId: SessionId.parse('s-1'),
    name: null,
    phoneNumber: `+${phone}`,
    lid: null,
    status: health.toUpperCase(),
    health,
  },
});

// What a list may answer.
const list = (ids: readonly string[], more: Partial<GroupsRead> = {}): ReadResult<GroupsRead> => ({
  kind: 'ok',
  value: { groups: ids.map((id) => factsOf(id)), whole: true, unreadable: 0, foundAs: new Map(), ...more },
});
const other = '120363000000000002@g.us';

const look = (more: Partial<LookedAt>): LookedAt => ({
  groupId,
  session: session('usable'),
  group: named,
  list: null,
  before: { as: null, path: null },
  foundAs: [],
  ...more,
});
const asPhone = { as: phone, path: null };
const asLid = { as: lid, path: null };
const under = (path: 'group' | 'group-info') => ({ as: null, path });

describe('what a look at the group shows, at any look', () => {
  test.each<[string, Partial<LookedAt>, string]>([
    ['our name among the members', { group: named }, 'in: named-as-member'],
    [
      'members told whole without us, who were found here by number',
      { group: absentBy('phone'), before: asPhone },
      'out: members-without-us',
    ],
    ['… by LID', { group: absentBy('lid'), before: asLid }, 'out: members-without-us'],
    [
      '… found in another group by number',
      { group: absentBy('phone'), foundAs: [phone] },
      'out: members-without-us',
    ],
    [
      '… both kinds shown, one found',
      { group: absentBy('phone', 'lid'), before: asLid },
      'out: members-without-us',
    ],
    ['… never found under any name', { group: absentBy('phone') }, 'cannot-tell: name-not-seen-before'],
    [
      '… found by LID only, numbers shown',
      { group: absentBy('phone'), before: asLid },
      'cannot-tell: name-not-seen-before',
    ],
    [
      '… found by number only, LIDs shown',
      { group: absentBy('lid'), before: asPhone, foundAs: [phone] },
      'cannot-tell: name-not-seen-before',
    ],
    [
      'the session has another number by now',
      { group: members({ kind: 'absent', names: ['4915112345678'] }), before: asPhone, foundAs: [phone] },
      'cannot-tell: name-not-seen-before',
    ],
    [
      'members not told whole',
      { group: members({ kind: 'not-told' }), before: asPhone },
      'cannot-tell: members-not-told',
    ],
    ['a refusal that names the group', { group: refusedOf('group', true) }, 'out: refused-as-outsider'],
    ['… by 403', { group: refusedOf('group', true, 403) }, 'out: refused-as-outsider'],
    ['… in the engine’s own words', { group: engineSaysSo }, 'out: refused-as-outsider'],
    [
      'a refusal of the address that worked before',
      { group: refusedOf('group', false), before: under('group') },
      'out: refused-as-outsider',
    ],
    [
      '… of /info, which worked before',
      { group: refusedOf('group-info', false), before: under('group-info') },
      'out: refused-as-outsider',
    ],
    [
      '… of an address that never worked',
      { group: refusedOf('group', false) },
      'cannot-tell: refused-unclear',
    ],
    [
      '… of another address than worked before',
      { group: refusedOf('group', false), before: under('group-info') },
      'cannot-tell: refused-unclear',
    ],
    [
      'a refusal that names the group, session starting',
      { group: refusedOf('group', true), session: session('starting') },
      'cannot-tell: refused-unclear',
    ],
    ['… session down', { group: engineSaysSo, session: session('down') }, 'cannot-tell: refused-unclear'],
    [
      '… session of an unknown word',
      { group: engineSaysSo, session: session('not-known') },
      'cannot-tell: refused-unclear',
    ],
    ['… session not read', { group: engineSaysSo, session: unreachable }, 'cannot-tell: refused-unclear'],
    [
      'a refusal of a router, a page, a gateway',
      { group: unclear, before: under('group') },
      'cannot-tell: refused-unclear',
    ],
    [
      'a key that is not taken',
      { group: failure('unauthorized', { status: 401 }) },
      'cannot-tell: refused-unclear',
    ],
    ['a gateway’s fault', { group: failure('unreachable', { status: 502 }) }, 'cannot-tell: group-unread'],
    ['no answer in time', { group: failure('timed-out') }, 'cannot-tell: group-unread'],
    [
      'an answer nobody can read',
      { group: failure('unreadable', { status: 200 }) },
      'cannot-tell: group-unread',
    ],
    [
      'an answer about another group',
      {
        group: {
          kind: 'ok',
          value: { facts: factsOf(other), membership: { kind: 'absent', names: [phone] }, path: 'group' },
        },
        before: asPhone,
      },
      'cannot-tell: group-unread',
    ],
  ])('%s', (_, given, shows) => {
    for (const isLast of [false, true]) {
      const seen = judgeLook(look(given), isLast);
      expect(`${seen.sighting}: ${seen.evidence}`).toBe(shows);
    }
  });
});

describe('what the list shows when the group cannot tell', () => {
  const untold = { group: members({ kind: 'not-told' }), before: asPhone };
  test.each<[string, ReadResult<GroupsRead> | null, string]>([
    ['absence from a whole list', list([other]), 'probably-out: absent-from-list'],
    ['absence from one that is not whole', list([other], { whole: false }), 'cannot-tell: list-not-whole'],
    [
      'absence beside a row that cannot be read',
      list([other], { unreadable: 1 }),
      'cannot-tell: list-not-whole',
    ],
    ['presence, for lists are copies', list([groupId, other]), 'cannot-tell: still-in-list'],
    ['emptiness', list([]), 'cannot-tell: list-empty'],
    ['a failed read', failure('timed-out'), 'cannot-tell: members-not-told'],
    ['no list', null, 'cannot-tell: members-not-told'],
  ])('%s, at the last look', (_, given, shows) => {
    const seen = judgeLook(look({ ...untold, list: given }), true);
    expect(`${seen.sighting}: ${seen.evidence}`).toBe(shows);
  });

  test('before the last look it shows nothing', () => {
    const seen = judgeLook(look({ ...untold, list: list([other]) }), false);
    expect(seen).toMatchObject({ sighting: 'cannot-tell', evidence: 'members-not-told' });
  });

  test('it never overrules the group', () => {
    expect(judgeLook(look({ group: named, list: list([other]) }), true).sighting).toBe('in');
  });
});

describe('how the session was seen', () => {
  test.each<[string, ReadResult<SessionFacts>, string]>([
    ['usable', session('usable'), 'usable'],
    ['starting', session('starting'), 'starting'],
    ['down', session('down'), 'down'],
    ['in need of a person', session('needs-a-person'), 'down'],
    ['of an unknown word', session('not-known'), 'not-known'],
    ['refused by a 404 that says so', failure('refused', { status: 404, namesSession: true }), 'gone'],
    ['refused by any other 404', failure('refused', { status: 404 }), 'not-known'],
    ['unauthorized', failure('unauthorized', { status: 401 }), 'unauthorized'],
    ['unreachable', unreachable, 'not-known'],
    ['in doubt', failure('session-in-doubt', { status: 422 }), 'not-known'],
  ])('%s', (_, read, seen) => {
    expect(judgeLook(look({ session: read }), false).session).toBe(seen);
  });
});

describe('the owner', () => {
  test.each<[string, ReadResult<GroupRead>, boolean]>([
    ['is who the members name as one', members({ kind: 'in', as: phone }, 'owner'), true],
    ['is no admin', members({ kind: 'in', as: phone }, 'admin'), false],
    ['is nobody who is not among them', members({ kind: 'absent', names: [phone] }, 'owner'), false],
    ['is not known of members not told', members({ kind: 'not-told' }, 'owner'), false],
  ])('%s', (_, group, owner) => {
    expect(judgeLook(look({ group }), true).owner).toBe(owner);
  });
});

describe('a look that is none', () => {
  test.each<[string, Partial<LookedAt>, number | null]>([
    ['the group limited', { group: limited }, 7_000],
    ['limited without a time', { group: failure('rate-limited') }, 60_000],
    ['the group unreachable', { group: unreachable }, 10_000],
    ['the list limited', { group: unclear, list: limited }, 7_000],
    ['an outsider’s refusal, the session limited', { group: engineSaysSo, session: limited }, 7_000],
    ['an outsider’s refusal, the session unreachable', { group: engineSaysSo, session: unreachable }, 10_000],
    [
      'both, the longer wait counts',
      { group: unreachable, list: failure('rate-limited', { retryAfterMs: 90_000 }) },
      90_000,
    ],
    ['the group told, whatever the session', { group: named, session: limited }, null],
    ['a gateway’s answer is a look', { group: failure('unreachable', { status: 502 }) }, null],
    ['so is a read that took too long', { group: failure('timed-out') }, null],
    ['and a refusal', { group: unclear }, null],
    ['and a failed list', { group: unclear, list: failure('unreadable', { status: 200 }) }, null],
  ])('%s', (_, given, waitMs) => {
    expect(isPostponed(look(given))).toBe(waitMs);
  });
});
