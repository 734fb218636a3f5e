import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { cutImpossibleTimes } from '../../src/storage/sqlite/file/cut-times.ts';
import { newStore } from '../../src/storage/sqlite/file/layout.ts';
import { createSql } from '../../src/storage/sqlite/sql.ts';

const now = 1_800_000_000_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** The rows of each table with every time at this distance from now, as they stand after the cut. */
function cutAt(aheadMs: number, isCalling = false) {
  const database = new DatabaseSync(':memory:');
  database.exec(newStore);
  const time = now + aheadMs;
  const run = (text: string, ...values: (string | number | null)[]) => database.prepare(text).run(...values);
  run(
    `INSERT INTO calls (lane, workspace_id, session_id, time, is_leave) VALUES ('l', 't', 's', ?, 1)`,
    time,
  );
  run(
    `INSERT INTO lanes (lane, why, held_until, failing_since, last_try_at, tries, reads_count_until) VALUES ('l', 'unreachable', ?, ?, ?, 1, ?)`,
    time,
    time,
    time,
    time,
  );
  run(
    `INSERT INTO numbers (lane, session_id, why, held_until, failing_since, last_try_at, tries, next_call_at) VALUES ('l', 's', 'unreachable', ?, ?, ?, 1, ?)`,
    time,
    time,
    time,
    time,
  );
  run(
    `INSERT INTO requests (request_id, workspace_id, lane, session_id, asked_by, version, is_closed, call_group, step_at, step_failing_since, tell_at, tell_failing_since, waiting_since)
     VALUES ('r', 't', 'l', 's', 'u', 1, 0, ?, ?, ?, ?, ?, ?)`,
    isCalling ? 'g' : null,
    time,
    time,
    time,
    time,
    time,
  );
  run(`INSERT INTO outbox (note_id, workspace_id, tell_at) VALUES ('n', 't', ?)`, time);
  cutImpossibleTimes(createSql(database), now);
  const get = (text: string): Record<string, unknown> => ({ ...database.prepare(text).get() });
  const rows = {
    call: get('SELECT time, is_cut FROM calls'),
    lane: get('SELECT held_until, failing_since, last_try_at, reads_count_until FROM lanes'),
    number: get('SELECT held_until, failing_since, last_try_at, next_call_at FROM numbers'),
    request: get(
      'SELECT step_at, step_failing_since, tell_at, tell_failing_since, waiting_since FROM requests',
    ),
    note: get('SELECT tell_at FROM outbox'),
  };
  database.close();
  return rows;
}

/** What stands there when every time is this one, but for those that may lie further ahead. */
const rowsWith = (time: number, hourAhead: number, dayAhead: number, isCut: number) => ({
  call: { time, is_cut: isCut },
  lane: { held_until: hourAhead, failing_since: time, last_try_at: time, reads_count_until: hourAhead },
  number: { held_until: hourAhead, failing_since: time, last_try_at: time, next_call_at: hourAhead },
  request: {
    step_at: dayAhead,
    step_failing_since: time,
    tell_at: time,
    tell_failing_since: time,
    waiting_since: time,
  },
  note: { tell_at: time },
});

describe('times that a clock far ahead has left behind', () => {
  test('are cut to what the rules allow, each to its own', () => {
    expect(cutAt(365 * dayMs)).toEqual(rowsWith(now, now + hourMs, now + dayMs, 1));
    expect(cutAt(dayMs + 1)).toEqual(rowsWith(now, now + hourMs, now + dayMs, 1));
    expect(cutAt(dayMs)).toEqual(rowsWith(now, now + hourMs, now + dayMs, 1));
    expect(cutAt(dayMs - 1)).toEqual(rowsWith(now, now + hourMs, now + dayMs - 1, 1));
    expect(cutAt(hourMs + 1)).toEqual(rowsWith(now, now + hourMs, now + hourMs + 1, 1));
    expect(cutAt(hourMs - 1)).toEqual(rowsWith(now, now + hourMs - 1, now + hourMs - 1, 1));
    expect(cutAt(1)).toEqual(rowsWith(now, now + 1, now + 1, 1));
  });

  test.each([0, -1, -dayMs])('but none of now or before (%d ms)', (at) => {
    expect(cutAt(at)).toEqual(rowsWith(now + at, now + at, now + at, 0));
  });

  test('and what a dead process was calling is due now', () => {
    expect(cutAt(hourMs, true).request.step_at).toBe(now);
    expect(cutAt(-hourMs, true).request.step_at).toBe(now);
  });
});
