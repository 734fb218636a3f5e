import { describe, expect, test } from '@jest/globals';
import {
  AskedGroup,
  GivenUpWhy,
  HaltedWhy,
  NumberLabel,
  RequestEvent,
  Risk,
  SetAsideWhy,
} from '../../src/leaving/events.ts';
import * as ids from '../../src/leaving/ids.ts';
import { NoteEvent, NoteId } from '../../src/leaving/notes.ts';
import { AnswerClass, Evidence, LeaveAnswer, SessionSeen, Sighting } from '../../src/leaving/outcome.ts';
import { Rule } from '../../src/leaving/rules/rules.ts';
import { SettingChange } from '../../src/leaving/rules/settings-changes.ts';
import { Standing } from '../../src/leaving/standing.ts';
import { askedGroup, groupId } from '../contracts/open-store.ts';

const ulid = '01J8Z0000000000000000000AB';
const hash = 'a'.repeat(64);
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const text = (length: number) => 'x'.repeat(length);

interface Schema {
  safeParse(value: unknown): { readonly success: boolean };
}
/** The last value inside and the first outside, of one field of something whose other fields are right. */
type Row = readonly [field: string, inside: unknown, outside: unknown];

function bounds(name: string, schema: Schema, right: object, rows: readonly Row[]): void {
  const isOne = (field: string, value: unknown) =>
    schema.safeParse(value === undefined ? without(right, field) : { ...right, [field]: value }).success;
  test.each(rows)(`${name}, %s: %j, not %j`, (field, inside, outside) => {
    expect(schema.safeParse(right).success).toBe(true);
    expect(isOne(field, inside)).toBe(true);
    expect(isOne(field, outside)).toBe(false);
  });
}

function without(right: object, field: string): object {
  return Object.fromEntries(Object.entries(right).filter(([key]) => key !== field));
}

describe('ids', () => {
  test.each<[string, Schema, unknown, unknown]>([
    ['workspace', ids.WorkspaceId, 'T', ''],
    ['workspace', ids.WorkspaceId, text(64), text(65)],
    ['session', ids.SessionId, 's', ''],
    ['session', ids.SessionId, text(128), text(129)],
    ['group', ids.GroupId, '@g.us', ''],
    ['group', ids.GroupId, `${text(59)}@g.us`, `${text(60)}@g.us`],
    ['group', ids.GroupId, '1@g.us', '1@g.us.'],
    ['request', ids.RequestId, ulid, `${ulid}0`],
    ['request', ids.RequestId, ulid, `0${ulid}`],
    ['request', ids.RequestId, ulid, ulid.toLowerCase()],
    ['note', NoteId, ulid, `${ulid}0`],
    ['note', NoteId, ulid, `0${ulid}`],
    ['user', ids.UserId, 'U', ''],
    ['user', ids.UserId, text(64), text(65)],
    ['user group', ids.UserGroupId, 'S01', 'S0'],
    ['user group', ids.UserGroupId, 'S01', 'xS01'],
    ['user group', ids.UserGroupId, 'S01', 'S01x'],
    ['channel', ids.ChannelId, 'C', ''],
    ['channel', ids.ChannelId, text(64), text(65)],
    ['lane', ids.LaneId, 'l', ''],
    ['lane', ids.LaneId, text(64), text(65)],
  ])('%s: %#', (_, schema, inside, outside) => {
    expect(schema.safeParse(inside).success).toBe(true);
    expect(schema.safeParse(outside).success).toBe(false);
  });
});

describe('what one event may hold', () => {
  const by = 'U0MEI';
  const channelId = 'C0OPS';
  bounds('a group', AskedGroup, askedGroup(1), [
    ['name', text(300), text(301)],
    ['name', null, undefined],
    ['memberCount', 0, -1],
    ['memberCount', null, 1.5],
    ['risks', undefined, null],
    ['risks', Risk.options, [...Risk.options, 'left-before']],
    ['before', { as: text(80), path: 'group-info' }, { as: text(81), path: null }],
    ['before', { as: null, path: null }, { as: null, path: 'list' }],
  ]);
  bounds('a number', NumberLabel, { phone: '1', name: 'x' }, [
    ['phone', text(40), text(41)],
    ['phone', null, undefined],
    ['name', text(300), text(301)],
    ['name', null, undefined],
  ]);
  const requested = {
    type: 'requested',
    by,
    channelId,
    sessionId: 's',
    number: { phone: null, name: null },
    lane: 'l',
    groups: [askedGroup(1)],
    joined: [],
    reason: null,
    auditChannel: null,
    holdUntil: 1,
  };
  const approval = { needed: 1, until: 1, list: 'l' };
  bounds('requested', RequestEvent, requested, [
    ['groups', times(50, askedGroup(1)), times(51, askedGroup(1))],
    ['groups', [askedGroup(1)], []],
    [
      'joined',
      times(50, { groupId: groupId(1), requestId: ulid }),
      times(51, { groupId: groupId(1), requestId: ulid }),
    ],
    ['reason', text(500), text(501)],
    ['reason', null, undefined],
    ['auditChannel', null, undefined],
    ['auditChannel', channelId, ''],
    ['holdUntil', 0, 0.5],
    ['approval', { ...approval, needed: 5 }, { ...approval, needed: 6 }],
    ['approval', approval, { ...approval, needed: 0 }],
    ['approval', { ...approval, list: text(64) }, { ...approval, list: text(65) }],
    ['approval', undefined, { ...approval, until: 0.5 }],
    ['step', { executionId: text(100) }, { executionId: text(101) }],
    ['step', undefined, {}],
    ['after', ulid, 'x'],
    ['after', undefined, null],
  ]);
  bounds('joined-by', RequestEvent, { type: 'joined-by', by, channelId, groups: [groupId(1)] }, [
    ['groups', times(50, groupId(1)), times(51, groupId(1))],
    ['groups', [groupId(1)], []],
  ]);
  bounds('approved', RequestEvent, { type: 'approved', by, list: 'l', holdUntil: 1 }, [
    ['list', text(64), text(65)],
    ['holdUntil', 0, 0.5],
  ]);
  bounds('press-refused', RequestEvent, { type: 'press-refused', by, press: 'approve', rule: 'guest' }, [
    ['press', 'decline', 'stop'],
    ['rule', 'leavers', 'none'],
  ]);
  const setAside = { groupId: groupId(1), why: 'renamed' };
  bounds('rechecked', RequestEvent, { type: 'rechecked', setAside: [] }, [
    ['setAside', times(50, setAside), times(51, setAside)],
  ]);
  bounds('put-aside', RequestEvent, { type: 'put-aside', groups: [setAside] }, [
    ['groups', times(50, setAside), times(51, setAside)],
    ['groups', [setAside], []],
  ]);
  const attempt = { groupId: groupId(1), attempt: 1 };
  const calling = {
    type: 'calling',
    ...attempt,
    lane: 'l',
    sessionId: 's',
    owner: 'o',
    leaseUntil: 1,
    foundAs: [],
  };
  bounds('calling', RequestEvent, calling, [
    ['attempt', 1, 0],
    ['attempt', 2, 1.5],
    ['owner', text(64), text(65)],
    ['foundAs', times(20, text(80)), times(21, 'x')],
    ['foundAs', [text(80)], [text(81)]],
  ]);
  const answer = { class: 'accepted', status: 200, said: null };
  bounds('answered', RequestEvent, { type: 'answered', ...attempt, answer }, [
    ['attempt', 1, 0],
    ['answer', answer, { ...answer, class: 'done' }],
  ]);
  bounds('an answer', LeaveAnswer, answer, [
    ['status', null, undefined],
    ['status', 0, 0.5],
    ['said', text(300), text(301)],
    ['said', null, undefined],
    ['retryAfterMs', 0, -1],
    ['retryAfterMs', undefined, 0.5],
    ['numberRests', true, false],
    ['numberRests', undefined, null],
    ['fault', text(60), text(61)],
    ['fault', undefined, null],
  ]);
  const looked = {
    type: 'looked',
    groupId: groupId(1),
    look: 1,
    sighting: 'in',
    evidence: 'list-empty',
    session: 'usable',
    owner: false,
  };
  bounds('looked', RequestEvent, looked, [
    ['look', 1, 0],
    ['look', 2, 1.5],
    ['owner', true, undefined],
  ]);
  bounds('halted', RequestEvent, { type: 'halted', why: 'unauthorized', said: null }, [
    ['said', text(300), text(301)],
    ['said', null, undefined],
  ]);
  bounds('given-up', RequestEvent, { type: 'given-up', why: 'broken', reference: null }, [
    ['reference', text(40), text(41)],
    ['reference', null, undefined],
  ]);
  const closed = { type: 'closed', card: 'channel', audit: 'told' };
  bounds('closed', RequestEvent, closed, [
    ...['channel', 'response-url', 'direct-message', 'audit-channel', 'nowhere'].map(
      (card): Row => ['card', card, 'log'],
    ),
    ...['told', 'not-told', 'no-audit-channel'].map((audit): Row => ['audit', audit, 'lost']),
  ]);
  test.each(['declined', 'approval-expired', 'stop-asked', 'finished'])('%s', (type) => {
    expect(RequestEvent.safeParse({ type, by }).success).toBe(true);
  });
  test('anything else is no event', () => {
    expect(RequestEvent.safeParse({ type: 'undone', by }).success).toBe(false);
  });
});

describe('what one note may hold', () => {
  const refused = {
    type: 'ask-refused',
    by: 'U0MEI',
    channelId: 'C0OPS',
    groups: [],
    rule: 'guest',
    tell: [],
  };
  bounds('ask-refused', NoteEvent, refused, [
    ['groups', times(50, askedGroup(1)), times(51, askedGroup(1))],
    ['what', 'stop-all', 'leave'],
    ['what', undefined, null],
    ['tell', ['C0ONE', 'C0TWO'], ['C0ONE', 'C0TWO', 'C0SIX']],
  ]);
  const change = { what: 'holdSeconds', before: 1, after: 2 };
  const changed = { type: 'settings-changed', by: null, changes: [change], tell: [] };
  bounds('settings-changed', NoteEvent, changed, [
    ['by', 'U0MEI', undefined],
    ['changes', times(20, change), times(21, change)],
    ['changes', [change], []],
    ['rules', null, 7],
    ['rules', { holdSeconds: 1 }, { holdSeconds: -1 }],
    ['rulesRevision', 0, -1],
    ['rulesRevision', undefined, 0.5],
    ['connectionRevision', 0, -1],
    ['connectionRevision', undefined, 0.5],
  ]);
  const pruned = { type: 'pruned', entries: 1, through: 1, lastHash: hash, tell: [] };
  bounds('pruned', NoteEvent, pruned, [
    ['entries', 1, 0],
    ['entries', 2, 1.5],
    ['through', 1, 0],
    ['through', 2, 1.5],
    ['lastHash', hash, `${hash}a`],
    ['lastHash', hash, hash.slice(1)],
  ]);
});

describe('what one change may hold', () => {
  bounds('a key', SettingChange, { what: 'key', before: null, after: 'abcd' }, [
    ['before', 'abcd', 'abcde'],
    ['after', null, undefined],
  ]);
  bounds('a session', SettingChange, { what: 'session', before: null, after: null }, [
    ['before', 's', ''],
    ['after', 's', undefined],
  ]);
  bounds('a channel', SettingChange, { what: 'auditChannel', before: null, after: null }, [
    ['before', 'C', ''],
    ['after', 'C', undefined],
  ]);
  bounds('words', SettingChange, { what: 'in-words', of: 'hold', before: '', after: '' }, [
    ['of', text(50), text(51)],
    ['before', text(300), text(301)],
    ['after', text(300), text(301)],
  ]);
});

/** An entry stays as it was written: a code that is taken away makes what is on record unreadable. */
describe('every code that was ever written can be read', () => {
  test.each<[string, { readonly options: readonly string[] }, string]>([
    ['risks', Risk, 'only-admin last-member last-of-community left-before'],
    [
      'why set aside',
      SetAsideWhy,
      'renamed standing-changed not-listed refused-as-outsider not-checked protected channel session requester-may-not approver-may-not',
    ],
    ['why halted', HaltedWhy, 'unauthorized session-gone session-down not-connected key-unreadable'],
    ['why given up', GivenUpWhy, 'unreachable rate-limited number-limited session-starting broken'],
    [
      'classes',
      AnswerClass,
      'accepted unknown not-clear session-in-doubt unauthorized refused rate-limited number-limited not-sent',
    ],
    ['sightings', Sighting, 'in out probably-out cannot-tell'],
    [
      'evidence',
      Evidence,
      'named-as-member members-without-us refused-as-outsider absent-from-list still-in-list list-empty list-not-whole members-not-told name-not-seen-before refused-unclear group-unread not-connected not-looked',
    ],
    ['sessions', SessionSeen, 'usable starting down gone unauthorized not-known'],
    ['standings', Standing, 'member admin owner not-a-member not-known'],
    [
      'rules',
      Rule,
      'leavers guest bot deactivated other-organisation not-checked channel session protected daily-cap own-request not-admin all-stopped',
    ],
  ])('%s', (_, { options }, codes) => {
    expect(options).toEqual(expect.arrayContaining(codes.split(' ')));
  });
});
