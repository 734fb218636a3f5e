import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Steps } from '../../src/storage/sql/steps.ts';
import { paceTimes, verifyPace } from '../../src/storage/sql/verify/verify-pace.ts';
import { newStore } from '../../src/storage/sqlite/file/layout.ts';
import { createDatabase, sqliteSteps as sql } from '../../src/storage/sqlite/sql.ts';
import type { Fault } from '../../src/storage/verify.ts';
import { bareRows } from './bare-rows.ts';

const now = 1_800_000_000_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
type Value = string | number | null;

let database: DatabaseSync;
let sequence: number;
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec(newStore);
  sequence = 0;
});
afterEach(() => database.close());

const { insert, call, request } = bareRows(() => database);

/** An entry whose links nobody looks at here. */
function entry(type: string, time: number, data: object = {}, more: Record<string, Value> = {}): void {
  sequence += 1;
  insert('entries', {
    workspace_id: 't',
    sequence,
    subject_id: 'r',
    version: sequence,
    time,
    type,
    data: JSON.stringify(data),
    previous_hash: '',
    hash: '',
    format: 2,
    ...more,
  });
}
const calling = (time: number, { lane = 'l', sessionId = 's', format = 2, of = 'r' } = {}) =>
  entry('calling', time, { lane, sessionId }, { format, subject_id: of });
const number = (name = 'n') => insert('numbers', { number: name });
function* pace(at: number): Steps<Fault[]> {
  return yield* verifyPace(sql, 't', yield* paceTimes(sql, at));
}
const faults = (at = now) =>
  createDatabase(database)
    .run(pace(at))
    .map(({ workspaceId, where, why }) => {
      expect(workspaceId).toBe('t');
      return `${where} ${why}`;
    });

const notCounted = 'calls not every call of the last day is counted where and when it was made';
const noNumber = 'number s has made calls, and its gap and rest stand nowhere';
const noQueue = 'queue has had answers, and what they hold up stands nowhere';

describe('the calls of the day before the newest', () => {
  beforeEach(() => {
    request();
    number();
  });

  test('each is counted once, where and when it was made', () => {
    calling(now - 2);
    calling(now - 1);
    call(now - 2);
    expect(faults()).toEqual([notCounted]);
    call(now - 1);
    expect(faults()).toEqual([]);
  });

  test('two at one time are two', () => {
    calling(now);
    calling(now);
    call(now);
    expect(faults()).toEqual([notCounted]);
    call(now);
    expect(faults()).toEqual([]);
  });

  test.each<[string, Record<string, Value>]>([
    ['another lane', { lane: 'm' }],
    ['another session', { session_id: 'u' }],
    ['another number', { number: 'u' }],
    ['another workspace', { workspace_id: 'v' }],
    ['a read', { is_leave: 0 }],
    ['another time', { time: now - 1 }],
  ])('one of %s is another one', (_, more) => {
    calling(now);
    call(now, more);
    expect(faults()).toEqual([notCounted]);
  });

  test('one a day before the newest counts, an older one does not', () => {
    calling(now - dayMs);
    calling(now);
    call(now);
    expect(faults()).toEqual([notCounted]);
    call(now - dayMs);
    expect(faults()).toEqual([]);
    database.exec('DELETE FROM entries; DELETE FROM calls');
    calling(now - dayMs - 1);
    calling(now);
    call(now);
    expect(faults()).toEqual([]);
  });

  test('one that lay ahead of the clock is found by its place, once, and of one ahead of now nothing is said', () => {
    calling(now);
    calling(now);
    call(now - 5 * dayMs, { is_cut: 1 });
    expect(faults()).toEqual([notCounted]);
    call(now - 5 * dayMs, { is_cut: 1, session_id: 'u' });
    expect(faults()).toEqual([notCounted]);
    call(now - 5 * dayMs, { is_cut: 1, number: 'as it was known then' });
    expect(faults()).toEqual([]);
    database.exec('DELETE FROM calls');
    expect(faults(now - 1)).toEqual([]);
    expect(faults(now)).toEqual([notCounted]);
  });

  test('of one that a later entry lies before nothing is said', () => {
    calling(now);
    entry('looked', now);
    expect(faults()).toEqual([notCounted]);
    entry('finished', now - 1);
    expect(faults()).toEqual([]);
  });

  test('those of another workspace are its own', () => {
    calling(now);
    call(now);
    entry('calling', now, { lane: 'l', sessionId: 's' }, { workspace_id: 'v', subject_id: 'v' });
    entry('finished', now - 1, {}, { workspace_id: 'v', subject_id: 'v' });
    database.exec('DELETE FROM calls');
    expect(faults()).toEqual([notCounted]);
  });
});

describe('what calls and answers leave behind', () => {
  test('every number that was called has its row', () => {
    request();
    request({ request_id: 'r2', number: 'n2', session_id: 'u' });
    request({ request_id: 'r3', number: 'n2', session_id: 'w', lane: 'm' });
    calling(now);
    calling(now, { of: 'r2', sessionId: 'u' });
    calling(now, { of: 'r3', sessionId: 'w', lane: 'm' });
    call(now);
    call(now, { session_id: 'u', number: 'n2' });
    call(now, { session_id: 'w', number: 'n2', lane: 'm' });
    // One number of two keys is told once, by the newest session that called with it.
    expect(faults()).toEqual([noNumber, noNumber.replace(' s ', ' w ')]);
    number();
    expect(faults()).toEqual([noNumber.replace(' s ', ' w ')]);
    number('n2');
    expect(faults()).toEqual([]);
  });

  test('of a call whose request is gone no number is known', () => {
    calling(now);
    call(now, { number: '' });
    expect(faults()).toEqual([]);
  });

  test('but none of an earlier layout, which kept no numbers', () => {
    request();
    calling(now, { format: 1 });
    call(now);
    expect(faults()).toEqual([]);
  });

  test.each<[string, object, Record<string, Value>, boolean]>([
    ['an accepted one', { class: 'accepted' }, {}, true],
    ['a lost one', { class: 'unknown' }, {}, false],
    ['one of an earlier layout', { class: 'accepted' }, { format: 1 }, false],
    ['one a day before the newest call', { class: 'accepted' }, { time: now - dayMs }, true],
    ['one longer ago', { class: 'accepted' }, { time: now - dayMs - 1 }, false],
    ['one of another workspace', { class: 'accepted' }, { workspace_id: 'v' }, false],
    ['one of no request', { class: 'accepted' }, { subject_id: 'x' }, false],
  ])('an answer, %s, leaves a mark on the queue: %#', (_, answer, more, isMissed) => {
    number();
    request();
    entry('answered', now, { answer }, more);
    calling(now);
    call(now);
    expect(faults()).toEqual(isMissed ? [noQueue] : []);
    insert('lanes', { lane: 'm' });
    expect(faults()).toEqual(isMissed ? [noQueue] : []);
    insert('lanes', { lane: 'l' });
    expect(faults()).toEqual([]);
  });

  test('anything else does not', () => {
    number();
    request();
    entry('looked', now, { answer: { class: 'accepted' } });
    calling(now);
    call(now);
    expect(faults()).toEqual([]);
  });
});

describe('nothing is later than a rule allows', () => {
  const held = 'is held up for longer than any rule allows';
  const late = 'is due later than any rule allows: it would be forgotten';
  const set = (table: string, column: string, value: number) =>
    database.prepare(`UPDATE ${table} SET ${column} = ?`).run(value);
  beforeEach(() => {
    request();
    number();
    insert('lanes', { lane: 'l' });
    insert('outbox', { note_id: 'n', workspace_id: 't' });
  });

  test.each<[string, string, number, string]>([
    ['lanes', 'held_until', hourMs, `queue ${held}`],
    ['numbers', 'held_until', hourMs, `number n ${held}`],
    ['numbers', 'next_call_at', hourMs, `number n ${held}`],
    ['requests', 'step_at', dayMs + hourMs, `request r ${late}`],
    ['requests', 'tell_at', dayMs + hourMs, `request r ${late}`],
    ['outbox', 'tell_at', dayMs + hourMs, `note n ${late}`],
  ])('%s, %s', (table, column, mostMs, fault) => {
    set(table, column, now + mostMs);
    expect(faults()).toEqual([]);
    set(table, column, now + mostMs + 1);
    expect(faults()).toEqual([fault]);
    // By the newest entry, where that is later than the reader's own time.
    entry('finished', now + 1);
    expect(faults()).toEqual([]);
    database.exec(`UPDATE requests SET workspace_id = 'v'; UPDATE outbox SET workspace_id = 'v'`);
    set(table, column, now + 2 * mostMs);
    expect(faults()).toEqual([]);
  });

  test('of a number, that of its session alone too, and not that of another session', () => {
    for (const name of ['l/s', 'l/u', 'm/s']) {
      database.exec('DELETE FROM numbers');
      number(name);
      set('numbers', 'held_until', now + hourMs + 1);
      expect(faults()).toEqual(name === 'l/s' ? [`number l/s ${held}`] : []);
    }
  });
});
