import { describe, expect, test } from '@jest/globals';
import type { Membership, Self } from '../../src/leaving/ports/wasend.ts';
import { spellingsOf } from '../../src/leaving/spellings.ts';
import { groupWithUs } from '../../src/wasend/groups/group-facts.ts';
import { ownNames } from '../../src/wasend/groups/own-names.ts';
import { readRawGroup } from '../../src/wasend/schemas/group.ts';

const jid = '120363025246125486@g.us';
const ours: Self = { phoneNumber: '+447700900123', lid: '100000000000017@lid' };

function read(group: object, self: Self = ours) {
  const raw = readRawGroup({ jid, ...group });
  const found = raw === null ? null : groupWithUs(raw, ownNames(self));
  if (found === null) throw new Error('no group');
  return found;
}
const shows = (membership: Membership): string =>
  membership.kind === 'absent'
    ? `absent by ${[...new Set(membership.names.map((name) => (name.endsWith('@lid') ? 'lid' : 'phone')))].join(', ')}`
    : membership.kind === 'in'
      ? `in as ${membership.as}`
      : 'not told';
const membershipOf = (participants: unknown, more: object = {}, self?: Self) =>
  shows(read({ participants, ...more }, self).membership);
const phones = (...numbers: string[]) => numbers.map((number) => ({ jid: `${number}@s.whatsapp.net` }));

describe('a number and its spellings', () => {
  test.each([
    // ours · as a member
    ['+447700900123', '447700900123'],
    ['00447700900123', '447700900123'],
    ['+44 (0)7700 900123', '447700900123'],
    ['+4407700900123', '447700900123'],
    ['447700900123@c.us', '447700900123'],
    ['447700900123:12@s.whatsapp.net', '447700900123'],
    ['+447700900123', '+44 (0)7700 900123'],
    ['+447700900123', '00447700900123'],
    ['+447700900123', '+4407700900123'],
    ['+5511987654321', '551187654321'],
    ['551187654321', '5511987654321'],
    ['+525512345678', '5215512345678'],
    ['5215512345678', '525512345678'],
    ['+541123456789', '5491123456789'],
    ['5491123456789', '541123456789'],
    ['+12025550143', '12025550143'],
    ['+390612345678', '390612345678'],
    ['+60123456789', '60123456789'],
  ])('%s is %s', (phoneNumber, member) => {
    const self = { phoneNumber, lid: null };
    expect(membershipOf([{ jid: '447700900999@s.whatsapp.net' }, { phoneNumber: member }], {}, self)).toMatch(
      /^in as \d+$/,
    );
  });

  test.each([
    ['+447700900123', '447700900124'],
    ['+5511987654321', '5521987654321'],
    ['+551131234567', '5511931234567'],
    ['+525512345678', '5255123456789'],
    ['+390612345678', '39612345678'],
    ['+12025550143', '1202555014'],
    ['+60123456789', '6123456789'],
  ])('%s is not %s', (phoneNumber, member) => {
    expect(membershipOf(phones(member), {}, { phoneNumber, lid: null })).toBe('absent by phone');
  });

  test.each(['07700 900123', '', '+44 ••• •• 23', 'call me', '123'])(
    '%j has no country, so nobody is absent by it',
    (phoneNumber) => {
      expect(membershipOf(phones('447700900999'), {}, { phoneNumber, lid: null })).toBe('not told');
    },
  );

  test('they are a set, each way', () => {
    expect([...spellingsOf('+5511987654321')].toSorted()).toEqual(
      [...spellingsOf('551187654321')].toSorted(),
    );
    expect(spellingsOf('+5511987654321')).toEqual(
      new Set(['5511987654321', '55011987654321', '551187654321', '5501187654321']),
    );
  });
});

describe('what members show of us', () => {
  const lids = (...digits: string[]) => digits.map((one) => ({ jid: `${one}@lid`, phoneNumber: '' }));
  test.each<[string, unknown, object, string]>([
    ['our number', phones('447700900999', '447700900123'), {}, 'in as 447700900123'],
    ['our LID', lids('100000000000401', '100000000000017'), {}, 'in as 100000000000017@lid'],
    [
      'the name the group calls us by, of two',
      [{ jid: '100000000000017@lid', phoneNumber: '447700900123' }],
      {},
      'in as 100000000000017@lid',
    ],
    [
      'our number beside a LID that is not known',
      [{ jid: '1@lid', pn: '447700900123@s.whatsapp.net' }],
      {},
      'in as 447700900123',
    ],
    [
      'an id as WEBJS writes it',
      [{ id: { user: '447700900123', server: 'c.us', _serialized: '447700900123@c.us' } }],
      {},
      'in as 447700900123',
    ],
    ['members as texts', ['447700900999@c.us', '447700900123@c.us'], {}, 'in as 447700900123'],
    [
      'whatsmeow’s capitals',
      [{ JID: '447700900123@s.whatsapp.net', IsAdmin: true }],
      {},
      'in as 447700900123',
    ],
    ['others by number', phones('447700900999'), {}, 'absent by phone'],
    ['others by LID', lids('100000000000401'), {}, 'absent by lid'],
    ['others by both', [{ jid: '9999999@lid', phoneNumber: '+447700900999' }], {}, 'absent by phone, lid'],
    ['half by number, half by LID', [...phones('447700900999'), { jid: '9999@lid' }], {}, 'not told'],
    [
      'hidden numbers',
      [{ jid: '99999@lid', phoneNumber: '+44 ••• 99' }, ...lids('88888')],
      {},
      'absent by lid',
    ],
    [
      'as many as the count beside them',
      phones('447700900999', '447700900998'),
      { participantCount: 2 },
      'absent by phone',
    ],
    ['fewer than the count beside them', phones('447700900999'), { ParticipantCount: 800 }, 'not told'],
    ['fewer than size', phones('447700900999'), { size: 2 }, 'not told'],
    ['a count that was never set', phones('447700900999'), { participantCount: 0 }, 'absent by phone'],
    ['more than an old count', phones('447700900999', '447700900998'), { size: 1 }, 'absent by phone'],
    ['one that cannot be read', [...phones('447700900999'), 7], {}, 'not told'],
    ['nobody', [], {}, 'not told'],
    ['nothing', null, {}, 'not told'],
    [
      'us as one who left',
      [
        { id: '447700900123@c.us', role: 'left' },
        { id: '447700900999@c.us', role: 'participant' },
      ],
      {},
      'absent by phone',
    ],
    [
      'us as one who left, among too few',
      [{ id: '447700900123@c.us', role: 'left' }],
      { size: 9 },
      'absent by phone',
    ],
    [
      'those who left are not counted',
      [...phones('447700900999'), { id: '447700900998@c.us', role: 'left' }],
      { size: 2 },
      'not told',
    ],
  ])('%s', (_, participants, more, expected) => {
    expect(membershipOf(participants, more)).toBe(expected);
  });

  test('half by LID, our own LID not known', () => {
    const mixed = [...phones('447700900999'), { jid: '9999@lid' }];
    expect(membershipOf(mixed, {}, { phoneNumber: '+447700900123', lid: null })).toBe('not told');
  });

  test('more members than a group can have are not told whole', () => {
    const many = Array.from({ length: 5_001 }, (_, at) => ({ jid: `4477009${10_000 + at}@c.us` }));
    expect(membershipOf(many)).toBe('not told');
  });

  test.each<[string, object[], object, string, boolean | null]>([
    ['an admin among others', [{ isAdmin: true }, { isAdmin: true, other: true }], {}, 'admin', false],
    ['the only admin', [{ isAdmin: true }, { other: true }], {}, 'admin', true],
    ['the only admin that was told', [{ isAdmin: true }, { other: true }], { size: 9 }, 'admin', null],
    ['an owner', [{ isSuperAdmin: true }, { other: true }], {}, 'owner', true],
    ['an owner as NOWEB says it', [{ admin: 'superadmin' }, { other: true }], {}, 'owner', true],
    ['the owner named apart', [{}, { other: true }], { ownerJid: '447700900123@c.us' }, 'owner', false],
    ['a plain member', [{}, { other: true, isAdmin: true }], {}, 'member', false],
  ])('our role: %s', (_, members, more, standing, onlyAdmin) => {
    const participants = members.map((one) => ({
      jid: 'other' in one ? '447700900999@c.us' : '447700900123@c.us',
      ...one,
    }));
    expect(read({ participants, ...more }).facts).toMatchObject({ standing, onlyAdmin });
  });
});

describe('the facts of a group', () => {
  test.each<[string, object, object]>([
    [
      'WAHA’s zeroes',
      { JID: jid, Name: '', Participants: null, ParticipantCount: 952, GroupCreated: '0001-01-01T00:00:00Z' },
      { name: null, memberCount: 952, createdAt: null, standing: 'not-known' },
    ],
    ['seconds', { createdAt: 1_609_459_200 }, { createdAt: '2021-01-01T00:00:00.000Z' }],
    ['seconds as text', { creation: '1609459200' }, { createdAt: '2021-01-01T00:00:00.000Z' }],
    ['milliseconds', { creation: 1_609_459_200_000 }, { createdAt: '2021-01-01T00:00:00.000Z' }],
    ['microseconds, which are no time', { creation: 1_609_459_200_000_000_000 }, { createdAt: null }],
    ['an offset', { groupCreated: '2022-05-10T13:00:00+03:00' }, { createdAt: '2022-05-10T10:00:00.000Z' }],
    [
      'a community as an object',
      { LinkedParentJID: { server: 'g.us', user: '120363000000000009' } },
      { communityId: '120363000000000009@g.us' },
    ],
    [
      'flags of another type',
      { isLocked: 0, isParent: 'yes', name: 12 },
      { isLocked: false, isCommunity: null, name: null },
    ],
    [
      'fewer members than there are',
      { participants: phones('447700900999'), size: 800 },
      { memberCount: 800 },
    ],
  ])('%s', (_, group, facts) => {
    expect(read(group).facts).toMatchObject(facts);
  });
});
