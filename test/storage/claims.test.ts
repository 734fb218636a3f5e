import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LaneId, SessionId } from '../../src/leaving/ids.ts';
import type { LeaveAnswer } from '../../src/leaving/outcome.ts';
import type { Request } from '../../src/leaving/request.ts';
import { begin, groupId, lane, mei, OpenStore, sessionId, workspaceId } from '../contracts/open-store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const otherNumber = SessionId.parse('session-2');
/** How the number of the first session, and that session, are named among the numbers. */
const digits = '4915112345678';
const ofSession = `${lane}/${sessionId}`;

let directory: string;
let store: OpenStore;
let reader: DatabaseSync;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wasend-claims-'));
  const path = join(directory, 'store.db');
  store = await OpenStore.open(`sqlite:${path}`);
  reader = new DatabaseSync(path, { readOnly: true });
});
afterEach(async () => {
  reader.close();
  await store.close();
  rmSync(directory, { recursive: true });
});

const rowOf = ({ requestId }: Pick<Request, 'requestId'>): Record<string, unknown> => ({
  ...reader.prepare('SELECT * FROM requests WHERE request_id = ?').get(requestId),
});
const all = (text: string): Record<string, unknown>[] =>
  reader
    .prepare(text)
    .all()
    .map((row) => ({ ...row }));
const claim = async (request: Request, changes = {}) => {
  const newest = await store.load(request);
  return store.ledger.claim(newest, store.claimOf(newest, changes));
};

describe('a claim', () => {
  test('notes the call, what the number waits for, and whose it is', async () => {
    const request = await store.claim(await store.ask([1, 2]));
    const call = { lane, workspace_id: workspaceId, session_id: sessionId, number: digits };
    expect(all('SELECT * FROM calls')).toEqual([{ ...call, time: begin, is_leave: 1, is_cut: 0 }]);
    expect(all('SELECT number, next_call_at, has_gap FROM numbers ORDER BY number')).toEqual([
      { number: digits, next_call_at: 0, has_gap: 0 },
      { number: ofSession, next_call_at: 0, has_gap: 0 },
    ]);
    expect(rowOf(request)).toMatchObject({
      call_group: groupId(1),
      call_lease_until: begin + 100_000,
      version: 2,
      waiting_since: null,
      wait_why: null,
      wait_until: null,
    });
  });

  test('notes the gap from the call on before which it is due, drawn for the next', async () => {
    const request = await store.ask([1, 2, 3, 4, 5]);
    const gap = { gapMs: 30_000, longestGapMs: 45_000 };
    for (const next of [0, 0, 0, begin + 30_000]) {
      await store.call(request, gap);
      const row = { next_call_at: next, has_gap: Number(next > 0) };
      expect(all('SELECT next_call_at, has_gap FROM numbers')).toEqual([row, row]);
    }
    await store.clock.advance(30_000);
    await store.call(request, { gapMs: 7, longestGapMs: 45_000 });
    const row = { next_call_at: begin + 30_007 };
    expect(all('SELECT next_call_at FROM numbers')).toEqual([row, row]);
  });

  test('forgets calls of more than 25 hours ago, and none younger', async () => {
    const request = await store.ask([1, 2, 3]);
    await store.call(request);
    await store.clock.advance(1);
    await store.call(request);
    await store.clock.advance(25 * hourMs);
    await store.call(request);
    expect(all('SELECT time FROM calls')).toEqual([{ time: begin + 1 }, { time: begin + 1 + 25 * hourMs }]);
  });

  test('that has to wait comes again in 50 ms at the earliest, and keeps since when it waits', async () => {
    const [called, request] = [await store.ask([1, 2, 3, 4, 5]), await store.ask([6])];
    const gap = { gapMs: 30_000, longestGapMs: 45_000 };
    for (let call = 0; call < 4; call += 1) await store.call(called, gap);
    await store.clock.advance(29_940);
    expect(await claim(request, gap)).toMatchObject({ why: 'gap', until: begin + 30_000 });
    expect(rowOf(request)).toMatchObject({
      step_at: begin + 30_000,
      wait_why: 'gap',
      wait_until: begin + 30_000,
      waiting_since: begin + 29_940,
    });
    await store.clock.advance(20);
    expect(await claim(request, gap)).toMatchObject({ why: 'gap', until: begin + 30_010 });
    expect(rowOf(request)).toMatchObject({ step_at: begin + 30_010, waiting_since: begin + 29_940 });
  });

  test('that has to wait comes sooner for a look that is owed sooner', async () => {
    const request = await store.ask([1, 2, 3, 4, 5]);
    const gap = { gapMs: 3_000, longestGapMs: 45_000 };
    for (let call = 0; call < 4; call += 1) await store.call(request, gap);
    const lookAt = rowOf(request).look_at;
    expect(lookAt).toBe(begin + 3_000);
    await claim(request, gap);
    expect(rowOf(request)).toMatchObject({ step_at: begin + 3_000, wait_until: begin + 3_000 });
    await store.call(await store.ask([6], { sessionId: otherNumber }));
    await claim(request, { dailyCap: 4 });
    expect(rowOf(request)).toMatchObject({ step_at: begin + 3_000, wait_why: 'gap' });
  });

  test('that has to wait is told anew only for another reason', async () => {
    const [first, waiting] = [await store.ask([1]), await store.ask([2, 3])];
    const claimed = await store.claim(first);
    await store.clock.advance(5);
    await claim(waiting);
    expect(rowOf(waiting)).toMatchObject({ wait_why: 'number-busy', tell_at: begin + 5 });
    await store.clock.advance(5);
    await claim(waiting);
    expect(rowOf(waiting)).toMatchObject({ tell_at: begin + 5 });
    await store.answer(claimed, { class: 'rate-limited', status: 429, retryAfterMs: 60_000 });
    await store.clock.advance(5);
    await claim(waiting);
    expect(rowOf(waiting)).toMatchObject({ wait_why: 'hold-up-of-lane', tell_at: begin + 15 });
  });

  test('that waits for tomorrow has no turn, and gets one when it waits for something else', async () => {
    const request = await store.ask([1, 2, 3]);
    await store.call(request);
    expect(await claim(request, { limit: 1 })).toMatchObject({ why: 'lane-full' });
    expect(rowOf(request)).toMatchObject({ waiting_since: begin });
    expect(await claim(request, { dailyCap: 1 })).toMatchObject({ why: 'daily-cap' });
    expect(rowOf(request)).toMatchObject({ waiting_since: null, wait_why: 'daily-cap' });
    await store.clock.advance(1);
    await claim(request, { limit: 1 });
    expect(rowOf(request)).toMatchObject({ waiting_since: begin + 1 });
  });

  test('of an older state changes no row', async () => {
    const [first, waiting] = [await store.ask([1]), await store.ask([2, 3])];
    await store.claim(first);
    await store.ledger.append(waiting, [
      { type: 'joined-by', by: mei, channelId: waiting.ask.channelId, groups: [groupId(2)] },
    ]);
    const before = rowOf(waiting);
    expect(await store.ledger.claim(waiting, store.claimOf(waiting))).toMatchObject({ why: 'number-busy' });
    expect(rowOf(waiting)).toEqual(before);
  });
});

describe('what an answer holds up', () => {
  type Held = 'free' | 'as before' | readonly [why: string, ms: number];
  const rows: readonly (readonly [
    Pick<LeaveAnswer, 'class'> & Partial<LeaveAnswer>,
    lane: Held,
    number: Held,
  ])[] = [
    [{ class: 'accepted' }, 'free', 'free'],
    [{ class: 'not-clear' }, 'free', 'free'],
    [{ class: 'refused' }, 'free', 'free'],
    [{ class: 'unauthorized' }, 'free', 'free'],
    [{ class: 'refused', numberRests: true }, 'free', ['number-limited', 15 * minuteMs]],
    [{ class: 'session-in-doubt' }, 'free', 'as before'],
    [{ class: 'unknown', status: null }, 'as before', 'as before'],
    [{ class: 'unknown', status: 500 }, 'free', 'as before'],
    [{ class: 'unknown', status: 500, numberRests: true }, 'free', ['number-limited', 15 * minuteMs]],
    [{ class: 'number-limited', status: 429 }, 'free', ['number-limited', 15 * minuteMs]],
    [{ class: 'rate-limited', status: 429, retryAfterMs: 7_000 }, ['rate-limited', 7_000], 'as before'],
    [{ class: 'rate-limited', status: 429 }, ['rate-limited', 60_000], 'as before'],
    [{ class: 'not-sent', status: null }, ['unreachable', 10_000], 'as before'],
  ];
  test.each(rows)('%j: the lane %j, the number %j', async (answer, ofLane, ofNumber) => {
    // Both have failed once: the lane by an ask that never left, the number by a session that started.
    const request = await store.claim(await store.ask([1, 2]));
    await store.answer(request, { class: 'not-sent', status: null });
    await store.clock.advance(5_000);
    const doubted = await store.answer(await store.claim(await store.load(request)), {
      class: 'session-in-doubt',
    });
    const look = {
      type: 'looked',
      groupId: groupId(1),
      look: 1,
      sighting: 'cannot-tell',
      evidence: 'group-unread',
      owner: false,
      session: 'starting',
    } as const;
    await store.ledger.append(doubted, [look]);
    const other = await store.claim(await store.ask([3], { sessionId: otherNumber }));
    await store.answer(other, { class: 'not-sent', status: null });
    await store.clock.advance(15_000);
    const began = store.clock.now();
    const claimed = await store.claim(await store.load(request));
    await store.clock.advance(1);
    await store.answer(claimed, answer);
    const now = store.clock.now();
    const held = (expected: Held, before: object, tries: number) => {
      if (expected === 'free')
        return { why: null, held_until: 0, failing_since: null, last_try_at: now, tries: 0 };
      if (expected === 'as before') return before;
      return { why: expected[0], held_until: now + expected[1], last_try_at: now, tries };
    };
    const columns = 'why, held_until, failing_since, last_try_at, tries';
    const laneBefore = {
      why: 'unreachable',
      held_until: began - 10_000,
      failing_since: began - 15_000,
      last_try_at: began - 15_000,
      tries: 1,
    };
    const sessionBefore = {
      why: 'session-starting',
      held_until: began,
      failing_since: began - 15_000,
      last_try_at: began - 15_000,
      tries: 1,
    };
    expect(all(`SELECT ${columns} FROM lanes`)).toMatchObject([held(ofLane, laneBefore, 2)]);
    const numberRow = (key: string) => all(`SELECT ${columns} FROM numbers WHERE number = '${key}'`);
    const numberBefore = { why: null, held_until: 0, failing_since: null, last_try_at: 0, tries: 0 };
    expect(numberRow(digits)).toMatchObject([held(ofNumber, numberBefore, 1)]);
    // What limits the number says nothing of its session; what frees it frees both.
    const ofItsSession = ofNumber === 'free' ? ofNumber : 'as before';
    expect(numberRow(ofSession)).toMatchObject([held(ofItsSession, sessionBefore, 1)]);
  });

  test('wakes who waits for the lane, when it may be tried again, and nobody else', async () => {
    const elsewhere = { lane: LaneId.parse('lane-2'), sessionId: SessionId.parse('session-3') };
    const [failing, waiting, held, other] = [
      await store.ask([1]),
      await store.ask([2], { sessionId: otherNumber }),
      await store.ask([3], { holdMs: hourMs }),
      await store.ask([4], elsewhere),
    ];
    const [claimed, theirs] = [await store.claim(failing), await store.claim(other)];
    await store.answer(claimed, { class: 'not-sent', status: null });
    await claim(waiting);
    expect(rowOf(waiting)).toMatchObject({ wait_why: 'hold-up-of-lane', step_at: begin + 5_000 });
    await store.clock.advance(5_000);
    const again = await store.claim(await store.load(failing));
    await claim(waiting);
    expect(rowOf(waiting)).toMatchObject({ step_at: begin + 105_000 });
    await store.answer(theirs, { class: 'accepted' });
    expect(rowOf(waiting)).toMatchObject({ step_at: begin + 105_000 });
    await store.answer(again, { class: 'not-sent', status: null });
    expect(rowOf(waiting)).toMatchObject({ step_at: begin + 15_000 });
    expect(rowOf(held)).toMatchObject({ step_at: begin + hourMs });
    await store.clock.advance(10_000);
    await store.answer(await store.claim(await store.load(failing)), { class: 'accepted' });
    expect(rowOf(waiting)).toMatchObject({ step_at: begin + 15_000 });
  });

  test('a longer time that was told stands, with the new try counted', async () => {
    const [one, two] = [
      await store.claim(await store.ask([1])),
      await store.claim(await store.ask([2], { sessionId: otherNumber })),
    ];
    await store.answer(one, { class: 'rate-limited', status: 429, retryAfterMs: 90_000 });
    await store.clock.advance(10);
    await store.answer(two, { class: 'rate-limited', status: 429, retryAfterMs: 1_000 });
    expect(all('SELECT why, held_until, failing_since, tries FROM lanes')).toEqual([
      { why: 'rate-limited', held_until: begin + 90_000, failing_since: begin, tries: 2 },
    ]);
    await store.storage.noteRead(lane, 120_000);
    expect(all('SELECT held_until, tries, reads_count_until FROM lanes')).toEqual([
      { held_until: begin + 120_010, tries: 3, reads_count_until: begin + 10 + hourMs },
    ]);
  });

  test('what nobody has tried for an hour fails anew', async () => {
    const request = await store.ask([1]);
    const failAfter = async (ms: number) => {
      await store.clock.advance(ms);
      await store.answer(await store.claim(await store.load(request)), { class: 'not-sent', status: null });
      return all('SELECT failing_since, tries FROM lanes');
    };
    expect(await failAfter(0)).toEqual([{ failing_since: begin, tries: 1 }]);
    expect(await failAfter(5_000 + hourMs - 1)).toEqual([{ failing_since: begin, tries: 2 }]);
    const again = begin + 5_000 + hourMs - 1 + 10_000 + hourMs;
    expect(await failAfter(10_000 + hourMs)).toEqual([{ failing_since: again, tries: 1 }]);
  });
});
