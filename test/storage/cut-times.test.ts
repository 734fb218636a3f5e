import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { StoreMeans } from '../../src/storage/sql/store-means.ts';
import { bringBack } from '../../src/storage/sqlite/bring-back.ts';
import { newStore } from '../../src/storage/sqlite/file/layout.ts';
import { createDatabase, sqliteSteps as sql } from '../../src/storage/sqlite/sql.ts';
import { bareRows } from './bare-rows.ts';

const now = 1_800_000_000_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
type Row = Record<string, string | number | null>;

let database: DatabaseSync;
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec(newStore);
});
afterEach(() => database.close());

const { insert, call, request } = bareRows(() => database);
const lane = (more: Row) => insert('lanes', { lane: 'l', ...more });
const number = (more: Row) => insert('numbers', { number: 'n', ...more });
const entry = (time: number) =>
  insert('entries', {
    workspace_id: 't',
    sequence: 1,
    subject_id: 'r',
    version: 1,
    time,
    type: 'finished',
    data: '{}',
    previous_hash: '',
    hash: '',
  });
// Nothing of these is loaded or appended: no request here has entries that could be folded.
const cut = () => createDatabase(database).run(bringBack({ sql } as StoreMeans, now));
const get = (text: string): Row => ({ ...(database.prepare(text).get() as Row) });
const hold = (table: string) => get(`SELECT held_until, failing_since, last_try_at FROM ${table}`);

describe('times that a clock ahead has left behind', () => {
  test.each([1, hourMs, 365 * dayMs])('of %d ms are cut, each to its own length from now on', (aheadMs) => {
    const then = now + aheadMs;
    call(then);
    const held = { why: 'unreachable', held_until: then + 7_000, failing_since: then, last_try_at: then };
    lane({ ...held, reads_count_until: now + hourMs + aheadMs });
    number({ ...held, next_call_at: then + 9_000 });
    const times = { step_failing_since: then, tell_at: then, tell_failing_since: then, waiting_since: then };
    request({ ...times, step_at: then });
    insert('outbox', { note_id: 'n', workspace_id: 't', tell_at: then });
    cut();
    expect(get('SELECT time, is_cut FROM calls')).toEqual({ time: now, is_cut: 1 });
    for (const table of ['lanes', 'numbers'])
      expect(hold(table)).toEqual({ held_until: now + 7_000, failing_since: now, last_try_at: now });
    expect(get('SELECT reads_count_until FROM lanes')).toEqual({ reads_count_until: now + hourMs });
    expect(get('SELECT next_call_at FROM numbers')).toEqual({ next_call_at: now + 9_000 });
    expect(get(`SELECT step_at, ${Object.keys(times).join(', ')} FROM requests`)).toEqual({
      step_at: now,
      step_failing_since: now,
      tell_at: now,
      tell_failing_since: now,
      waiting_since: now,
    });
    expect(get('SELECT tell_at FROM outbox')).toEqual({ tell_at: now });
  });

  test.each([0, -1, -dayMs])('of now or before (%d ms) stand, and what is waited for with them', (at) => {
    const then = now + at;
    call(then);
    const held = { held_until: now + 7_000, failing_since: then, last_try_at: then };
    lane({ ...held, reads_count_until: now + hourMs });
    number({ ...held, next_call_at: now + 9_000 });
    const times = { step_failing_since: then, tell_at: then, tell_failing_since: then, waiting_since: then };
    request({ ...times, step_at: now + dayMs });
    insert('outbox', { note_id: 'n', workspace_id: 't', tell_at: then });
    cut();
    expect(get('SELECT time, is_cut FROM calls')).toEqual({ time: then, is_cut: 0 });
    for (const table of ['lanes', 'numbers']) expect(hold(table)).toEqual(held);
    expect(get('SELECT reads_count_until FROM lanes')).toEqual({ reads_count_until: now + hourMs });
    expect(get('SELECT next_call_at FROM numbers')).toEqual({ next_call_at: now + 9_000 });
    expect(get(`SELECT step_at, ${Object.keys(times).join(', ')} FROM requests`)).toEqual({
      step_at: now + dayMs,
      ...times,
    });
    expect(get('SELECT tell_at FROM outbox')).toEqual({ tell_at: then });
  });

  test('nothing is held up or rests for longer than an hour', () => {
    for (const [ms, most] of [
      [hourMs, hourMs],
      [hourMs + 1, hourMs],
      [9 * dayMs, hourMs],
    ] as const) {
      database.exec('DELETE FROM lanes; DELETE FROM numbers');
      lane({ held_until: now + ms, last_try_at: now });
      number({ held_until: now + ms, last_try_at: now, next_call_at: now + ms });
      cut();
      for (const table of ['lanes', 'numbers'])
        expect(hold(table)).toMatchObject({ held_until: now + most, last_try_at: now });
      expect(get('SELECT next_call_at FROM numbers')).toEqual({ next_call_at: now + most });
    }
  });

  test('what was over when it was tried ahead of now stays over', () => {
    lane({ held_until: now, last_try_at: now + 5_000 });
    cut();
    expect(hold('lanes')).toMatchObject({ held_until: now, last_try_at: now });
  });

  test.each<[string, Row, number]>([
    ['the number', {}, 9_000],
    ['the number, under another key', { lane: 'm', session_id: 'u' }, 9_000],
    ['another number', { number: 'o' }, 14_000],
    ['nobody: it is a read', { is_leave: 0 }, 14_000],
  ])('a gap goes by the newest call of %s', (_, more, ms) => {
    call(now + 5_000, more);
    number({ next_call_at: now + 14_000 });
    cut();
    expect(get('SELECT next_call_at FROM numbers')).toEqual({ next_call_at: now + ms });
  });

  test('a gap of a session goes by the calls of that session', () => {
    call(now + 5_000, { number: 'o' });
    call(now + 8_000, { number: 'o', session_id: 'u' });
    number({ number: 'l/s', next_call_at: now + 14_000 });
    cut();
    expect(get('SELECT next_call_at FROM numbers')).toEqual({ next_call_at: now + 9_000 });
  });
});

describe('every step is looked at again', () => {
  const stepAfter = (): unknown => {
    cut();
    return get('SELECT step_at FROM requests').step_at;
  };
  const later = now + hourMs;

  test.each<[string, () => void]>([
    ['a call', () => call(now + 1)],
    ['a read', () => call(now + 1, { is_leave: 0 })],
    ['a try of a key', () => lane({ last_try_at: now + 1 })],
  ])('where %s lies ahead', (_, ahead) => {
    ahead();
    request({ step_at: later });
    expect(stepAfter()).toBe(now);
  });

  test('where somebody waits since a time ahead', () => {
    request({ step_at: later, waiting_since: now + 1 });
    expect(stepAfter()).toBe(now);
  });

  test('where it is a call that a dead process was at', () => {
    request({ step_at: later, call_group: 'g' });
    expect(stepAfter()).toBe(now);
  });

  test('and not for the record of a closed request, nor for what happened by now', () => {
    request({ step_at: later, is_closed: 1, waiting_since: now });
    entry(now + 1);
    call(now);
    lane({ last_try_at: now });
    expect(stepAfter()).toBe(later);
  });

  test('and not for what an open request records by now', () => {
    request({ step_at: later });
    entry(now);
    expect(stepAfter()).toBe(later);
  });
});
