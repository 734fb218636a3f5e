import { describe, expect, test } from '@jest/globals';
import { groupWithUs } from '../../../src/wasend/groups/group-facts.ts';
import { ownNames } from '../../../src/wasend/groups/own-names.ts';
import { idIn } from '../../../src/wasend/schemas/fields.ts';
import { readRawGroup } from '../../../src/wasend/schemas/group.ts';
import { readRawPage } from '../../../src/wasend/schemas/group-list.ts';

const jid = '120363025246125486@g.us';
const own = ownNames({ phoneNumber: '+447700900123', lid: '100000000000017@lid' });
const other = { jid: '447700900999@c.us' };

function read(group: object) {
  const raw = readRawGroup(group);
  return raw === null ? null : groupWithUs(raw, own);
}
const factsOf = (group: object) => read({ jid, ...group })?.facts;
const days = (day: string) => Date.parse(day);

describe('an id', () => {
  test.each<[unknown, string | null]>([
    ['a', 'a'],
    ['', null],
    [{ _serialized: 'a' }, 'a'],
    [{ _SERIALIZED: 'a' }, 'a'],
    [{ _serialized: '' }, null],
    [{ User: 'a', Server: 'b' }, 'a@b'],
    [{ _serialized: 'a', user: 'b', server: 'c' }, 'a'],
    [{ user: 'a' }, null],
    [{ server: 'b' }, null],
    [7, null],
    [null, null],
    [[], null],
  ])('%j is %j', (value, id) => {
    expect(idIn(value)).toBe(id);
  });
});

describe('a group', () => {
  test.each<[string, object, string | undefined]>([
    ['by jid', { jid }, jid],
    ['by id', { id: jid }, jid],
    ['by jid before id', { jid, id: '1203@g.us' }, jid],
    ['in capitals', { JID: jid.toUpperCase() }, jid],
    ['in info', { info: { jid } }, jid],
    ['in data', { data: { jid } }, jid],
    ['in group', { group: { jid } }, jid],
    ['beside an info that is none', { jid, info: 'x', data: 7, group: [] }, jid],
    ['without an id', { name: 'x' }, undefined],
    ['with a text in front of digits', { jid: `text ${jid}` }, undefined],
    ['with a text behind digits', { jid: '1203 text@g.us' }, undefined],
  ])('%s', (_, group, groupId) => {
    expect(read(group)?.facts.groupId).toBe(groupId);
  });

  test.each<[object, object]>([
    [{ name: ' Choir ', subject: 'x' }, { name: 'Choir' }],
    [{ name: '', subject: 'Choir' }, { name: 'Choir' }],
    [{ name: ' ' }, { name: null }],
    [{ isParent: true, isCommunity: false }, { isCommunity: true }],
    [{ isCommunity: true }, { isCommunity: true }],
    [{ isDefaultSubGroup: true, isCommunityAnnounce: false }, { isAnnouncementGroup: true }],
    [{ isCommunityAnnounce: true }, { isAnnouncementGroup: true }],
    [
      {},
      { isCommunity: null, isAnnouncementGroup: null, communityId: null, isLocked: false, memberCount: null },
    ],
    [{ isLocked: true }, { isLocked: true }],
    [{ linkedParentJID: jid, linkedParent: '120363025246125487@g.us' }, { communityId: jid }],
    [{ linkedParent: jid }, { communityId: jid }],
    [{ linkedParent: `text ${jid}` }, { communityId: null }],
    [{ participantCount: 9 }, { memberCount: 9 }],
    [{ participantsCount: '9' }, { memberCount: 9 }],
    [{ size: 9, participantCount: 8, participantsCount: 7 }, { memberCount: 9 }],
    [{ size: 7, participantCount: 9, participantsCount: 8 }, { memberCount: 9 }],
    [{ size: 8, participantCount: 7, participantsCount: 9 }, { memberCount: 9 }],
    [{ size: -9 }, { memberCount: null }],
    [{ size: 1.5 }, { memberCount: null }],
    [{ participants: [other, { ...other, role: 'left' }] }, { memberCount: 1 }],
    [
      { groupCreated: days('2020-01-01'), createdAt: days('2021-01-01') },
      { createdAt: '2020-01-01T00:00:00.000Z' },
    ],
    [{ createdAt: '2021-01-01', creation: days('2022-01-01') }, { createdAt: '2021-01-01T00:00:00.000Z' }],
    [{ groupCreated: 0, creation: days('2022-01-01') }, { createdAt: '2022-01-01T00:00:00.000Z' }],
    [{ creation: 8_640_000_000_000_000 }, { createdAt: '+275760-09-13T00:00:00.000Z' }],
    [{ creation: 8_640_000_000_000_001 }, { createdAt: null }],
    [{ creation: 1 }, { createdAt: '1970-01-01T00:00:01.000Z' }],
    [{ creation: -1 }, { createdAt: null }],
    [{ creation: 99_999_999_999 }, { createdAt: '5138-11-16T09:46:39.000Z' }],
    [{ creation: 100_000_000_000 }, { createdAt: '1973-03-03T09:46:40.000Z' }],
    [{ creation: '2022' }, { createdAt: '1970-01-01T00:33:42.000Z' }],
    [{ creation: '2022-02-02' }, { createdAt: '2022-02-02T00:00:00.000Z' }],
    [{ creation: 'x2022' }, { createdAt: null }],
    [{ creation: true }, { createdAt: null }],
  ])('%j: %j', (group, facts) => {
    expect(factsOf(group)).toMatchObject(facts);
  });

  test.each(['jid', 'id', 'pn', 'phoneNumber', 'lid'])('a member named by its %s alone', (field) => {
    const name = field === 'lid' ? '100000000000017@lid' : '447700900123@c.us';
    expect(read({ jid, participants: [other, { [field]: name }] })?.membership.kind).toBe('in');
    expect(read({ jid, participants: [other, { [field]: null }] })?.membership.kind).toBe('not-told');
  });

  test.each<[object, string]>([
    [{ isSuperAdmin: true }, 'owner'],
    [{ admin: 'superadmin' }, 'owner'],
    [{ role: 'superadmin' }, 'owner'],
    [{ isAdmin: true }, 'admin'],
    [{ admin: 'admin' }, 'admin'],
    [{ role: 'admin' }, 'admin'],
    [{ isAdmin: 'true', isSuperAdmin: 1, admin: true, role: null }, 'member'],
    [{ admin: 'participant', role: 'member' }, 'member'],
  ])('%j is %s', (fields, standing) => {
    const participants = [other, { jid: '447700900123@c.us', ...fields }];
    expect(factsOf({ participants })?.standing).toBe(standing);
  });

  test.each<[string, object]>([
    ['ownerJid', { ownerJID: '447700900123@c.us' }],
    ['ownerPn', { ownerPN: '447700900123@s.whatsapp.net' }],
    ['owner as a text', { owner: '447700900123@c.us' }],
    ['owner as an id', { owner: { user: '447700900123', server: 'c.us' } }],
    ['owner by jid', { owner: { JID: '447700900123@c.us' } }],
    ['owner by number', { owner: { phoneNumber: '+447700900123' } }],
    ['owner by LID', { owner: '100000000000017@lid' }],
  ])('ours by %s', (_, fields) => {
    expect(factsOf({ participants: [other, { jid: '447700900123@c.us' }], ...fields })?.standing).toBe(
      'owner',
    );
    expect(factsOf({ participants: [], ...fields })?.standing).toBe('owner');
  });

  test('another owner, and a member who is admin, make us nothing', () => {
    const participants = [{ ...other, isSuperAdmin: true }, { jid: '447700900123@c.us' }];
    expect(factsOf({ participants, ownerJid: '447700900999@c.us' })).toMatchObject({
      standing: 'member',
      onlyAdmin: false,
    });
  });

  test.each<[string, object[], object, boolean | null]>([
    ['alone', [{ isAdmin: true }], {}, true],
    ['beside one who left', [{ isAdmin: true }, { other: true, isAdmin: true, role: 'left' }], {}, true],
    ['beside another', [{ isAdmin: true }, { other: true, admin: 'admin' }], {}, false],
    [
      'beside another, of too few told',
      [{ isAdmin: true }, { other: true, admin: 'admin' }],
      { size: 9 },
      false,
    ],
    ['of too few told', [{ isAdmin: true }, { other: true }], { participantsCount: 3 }, null],
    ['of as many as told', [{ isAdmin: true }, { other: true }], { participantCount: 2 }, true],
    ['of fewer than told', [{ isAdmin: true }, { other: true }], { participantCount: 1 }, true],
  ])('the only admin %s', (_, members, more, onlyAdmin) => {
    const participants = members.map((one) => ({
      jid: 'other' in one ? other.jid : '447700900123@c.us',
      ...one,
    }));
    expect(factsOf({ participants, ...more })?.onlyAdmin).toBe(onlyAdmin);
  });

  test('of two rows of ours the first that stays counts', () => {
    const [phone, lid] = [{ jid: '447700900123@c.us' }, { jid: '100000000000017@lid' }];
    expect(read({ jid, participants: [phone, lid] })?.membership).toEqual({ kind: 'in', as: '447700900123' });
    expect(read({ jid, participants: [lid, phone] })?.membership).toEqual({
      kind: 'in',
      as: '100000000000017@lid',
    });
    const gone = { ...phone, role: 'left' };
    expect(read({ jid, participants: [gone, lid] })?.membership).toEqual({
      kind: 'in',
      as: '100000000000017@lid',
    });
  });

  test('5,000 members are read to the last, and no more', () => {
    const others = Array.from({ length: 4_999 }, (_, at) => ({ jid: `4477009${10_000 + at}@c.us` }));
    const us = { jid: '447700900123@c.us' };
    expect(read({ jid, participants: [...others, us] })?.membership.kind).toBe('in');
    expect(read({ jid, participants: [...others, other] })?.membership.kind).toBe('absent');
    expect(read({ jid, participants: [...others, other, us] })?.membership.kind).toBe('not-told');
  });
});

describe('a page of a list', () => {
  test.each<[string, unknown, object | null]>([
    ['an array', [1, 2], { rows: [1, 2], cut: 0, hasMore: null, total: null }],
    ['groups', { groups: [1], hasMore: false, total: 1 }, { rows: [1], hasMore: false, total: 1 }],
    ['groups before data', { groups: [1], data: [2] }, { rows: [1] }],
    [
      'its paging apart',
      { data: [1], hasMore: true, total: 9, pagination: { hasMore: false, total: '1' } },
      { hasMore: false, total: 1 },
    ],
    ['odd paging', { data: [1], hasMore: 'no', total: -1 }, { hasMore: null, total: null }],
    ['odd paging apart', { data: [1], hasMore: false, pagination: 'none' }, { hasMore: false }],
    ['nothing', null, { rows: [], cut: 0 }],
    ['a map', { 'a@g.us': { name: 'A' }, 'b@g.us': null }, { rows: [{ id: 'a@g.us', name: 'A' }, null] }],
    ['a map that says its ids', { 'a@g.us': { id: 'b@g.us' } }, { rows: [{ id: 'b@g.us' }] }],
    ['nothing in an object', {}, { rows: [] }],
    ['a map of something else', { 'a@g.us': {}, message: 'x' }, null],
    ['a text', 'x', null],
    ['a text in groups', { groups: 'x' }, null],
  ])('%s', (_, value, page) => {
    if (page === null) expect(readRawPage(value)).toBeNull();
    else expect(readRawPage(value)).toMatchObject(page);
  });

  test('5,000 rows are read, what is over is counted', () => {
    const rows = (length: number) => Array.from({ length }, (_, at) => at);
    expect(readRawPage(rows(5_000))).toMatchObject({ cut: 0, rows: rows(5_000) });
    expect(readRawPage(rows(5_002))).toMatchObject({ cut: 2, rows: rows(5_000) });
  });
});
