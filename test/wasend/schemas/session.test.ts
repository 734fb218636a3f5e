import { describe, expect, test } from '@jest/globals';
import { readSession, readSessions } from '../../../src/wasend/schemas/session.ts';

const id = 'session_1';

describe('one session, in any shape', () => {
  test.each<[string, unknown, object]>([
    ['flat', { uniqueSessionId: id, status: 'WORKING' }, { sessionId: id, health: 'usable' }],
    ['in data', { data: { uniqueSessionId: id } }, { sessionId: id }],
    ['under session', { session: { uniqueSessionId: id } }, { sessionId: id }],
    [
      'its id beside session',
      { uniqueSessionId: id, session: { sessionName: 'Office' } },
      { sessionId: id, name: 'Office' },
    ],
    [
      'the id under session first',
      { uniqueSessionId: 'other', session: { uniqueSessionId: id } },
      { sessionId: id },
    ],
    ['by its name under session', { name: 'other', session: { name: id } }, { sessionId: id }],
    ['by its name', { name: id, session: { status: 'STOPPED' } }, { sessionId: id, status: 'STOPPED' }],
    [
      'its own status first',
      { name: id, status: 'FAILED', session: { status: 'STOPPED' }, downstream: { status: 'WORKING' } },
      { status: 'FAILED' },
    ],
    [
      'the status under session next',
      { name: id, session: { status: 'stopped' }, downstream: { status: 'WORKING' } },
      { status: 'STOPPED' },
    ],
    ['the engine’s status last', { name: id, downstream: { status: 'WORKING' } }, { status: 'WORKING' }],
    ['no status', { name: id, downstream: 'none', session: 7 }, { status: 'NOT KNOWN', health: 'not-known' }],
    ['its own name first', { name: id, sessionName: 'Office', me: { pushName: 'Mei' } }, { name: 'Office' }],
    ['the name people see', { name: id, me: { pushName: 'Mei' } }, { name: 'Mei' }],
    ['no name', { name: id, me: null }, { name: null, phoneNumber: null, lid: null }],
    ['a number as a number', { name: id, phoneNumber: 447700900123 }, { phoneNumber: '447700900123' }],
    [
      'its own number first',
      { name: id, phoneNumber: '+44', me: { id: '447700900123@c.us' } },
      { phoneNumber: '+44' },
    ],
    [
      'an odd number',
      { name: id, phoneNumber: {}, me: { id: '447700900123@c.us' } },
      { phoneNumber: '+447700900123' },
    ],
    ['who we are, by LID alone', { name: id, me: { lid: '17@lid' } }, { phoneNumber: null, lid: '17@lid' }],
    [
      'who we are, under session',
      { name: id, session: { me: { id: { user: '4477', server: 'c.us' } } } },
      { phoneNumber: '4477@c.us', lid: null },
    ],
    [
      'who we are, its own first',
      { name: id, me: { lid: '17@lid' }, session: { me: { lid: '18@lid' } } },
      { lid: '17@lid' },
    ],
    ['who we are, odd', { name: id, me: 'me' }, { phoneNumber: null, lid: null }],
    [
      'fields of another type',
      { name: id, uniqueSessionId: 7, sessionName: {}, status: [] },
      { sessionId: id, name: null, status: 'NOT KNOWN' },
    ],
  ])('%s', (_, value, facts) => {
    expect(readSession(value)).toMatchObject(facts);
  });

  test.each([[null], ['text'], [[]], [{}], [{ name: '' }], [{ session: {} }], [{ data: [] }]])(
    '%j is none',
    (value) => {
      expect(readSession(value)).toBeNull();
    },
  );

  test.each([
    ['WORKING', 'usable'],
    ['connected', 'usable'],
    ['STARTING', 'starting'],
    ['SCAN_QR_CODE', 'needs-a-person'],
    ['QR_REQUIRED', 'needs-a-person'],
    ['CREATED', 'needs-a-person'],
    ['PASSKEY_REQUIRED', 'needs-a-person'],
    ['NO_PASSKEY_', 'not-known'],
    ['STOPPED', 'down'],
    ['FAILED', 'down'],
    ['ERROR', 'down'],
    ['SOMETHING_NEW', 'not-known'],
  ])('%s is %s', (status, health) => {
    expect(readSession({ name: id, status })).toMatchObject({ health, status: status.toUpperCase() });
  });
});

describe('a list of sessions', () => {
  const one = { name: id };
  test.each<[string, unknown, number | null]>([
    ['an array', [one, one], 2],
    ['under sessions', { sessions: [one] }, 1],
    ['under data', { data: [one] }, 1],
    ['sessions before data', { sessions: [one], data: [one, one] }, 1],
    ['with one that cannot be addressed', [one, {}, null], 1],
    ['of more than anybody has', Array.from({ length: 1_001 }, () => one), 1_000],
    ['of none', [], 0],
    ['that is none', { sessions: 'none' }, null],
    ['that is nothing', null, null],
    ['that is a text', 'none', null],
  ])('%s', (_, value, count) => {
    expect(readSessions(value)?.length ?? null).toBe(count);
  });
});
