import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LaneId, SessionId, UserId } from '../../src/leaving/ids.ts';
import type { Due } from '../../src/leaving/ports/wakes.ts';
import type { Request } from '../../src/leaving/request.ts';
import { toldAgainAt } from '../../src/storage/sql/tables/told-again-at.ts';
import { begin, channelId, mei, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';

let directory: string;
let path: string;
let store: OpenStore;
let reader: DatabaseSync;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wasend-wakes-'));
  path = join(directory, 'store.db');
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
/** As an event of its own would: its step is due now. */
const wake = ({ requestId }: Request): void => {
  const writer = new DatabaseSync(path);
  writer
    .prepare('UPDATE requests SET step_at = ? WHERE request_id = ? AND step_at IS NOT NULL')
    .run(store.clock.now(), requestId);
  writer.close();
};
const due = async (kind: Due['kind'], of?: Pick<Request, 'requestId'>): Promise<Due> => {
  const all = await store.storage.wakes.due(kind, store.clock.now(), {
    limit: 20,
    lanesFull: [],
    underWay: [],
  });
  const found = all.find(
    (one) => of === undefined || (one.kind !== 'tell-note' && one.requestId === of.requestId),
  );
  if (found === undefined) throw new Error('not due');
  return found;
};
const { done, failed, nextAt } = {
  done: (one: Due, at: number | null) => store.storage.wakes.done(one, at),
  failed: (one: Due, pauseMs = 1_000) => store.storage.wakes.failed(one, store.clock.now(), () => pauseMs),
  nextAt: (kind: Due['kind'], after = begin) => store.storage.wakes.nextAt(kind, after),
};

describe('a telling', () => {
  test('that was done ends its count of failures, of its own request alone', async () => {
    const [one, two] = [await store.ask([1]), await store.ask([2])];
    for (const request of [one, two]) {
      await failed(await due('tell', request));
      expect(rowOf(request)).toMatchObject({
        tell_at: begin + 1_000,
        tell_tries: 1,
        tell_failing_since: begin,
      });
    }
    await store.clock.advance(1_000);
    await done(await due('tell', one), begin + 9_000);
    expect(rowOf(one)).toMatchObject({ tell_at: begin + 9_000, tell_tries: 0, tell_failing_since: null });
    expect(rowOf(two)).toMatchObject({ tell_at: begin + 1_000, tell_tries: 1, tell_failing_since: begin });
  });

  test('that something changed in its very millisecond is due again, later than it was', async () => {
    const [calling, waiting] = [await store.ask([1]), await store.ask([2])];
    await store.claim(calling);
    const begun = await due('tell', waiting);
    expect(await store.tryClaim(waiting)).toBe('number-busy');
    expect(rowOf(waiting)).toMatchObject({ tell_at: begin + 1 });
    await done(begun, null);
    expect(rowOf(waiting)).toMatchObject({ tell_at: begin + 1 });
    await store.ask([3], { after: waiting.requestId });
    expect(rowOf(waiting)).toMatchObject({ tell_at: begin + 2 });
  });

  test.each([
    [null, 0],
    [-1, 0],
    [0, 1],
    [999, 1_000],
    [1_000, 0],
  ])('due in %p ms is due again in %d', (ms, again) => {
    const found = reader
      .prepare(`SELECT ${toldAgainAt} AS again FROM (SELECT ? AS tell_at)`)
      .get(begin, begin, begin, ms === null ? null : begin + ms);
    expect({ ...found }).toEqual({ again: begin + again });
  });

  test('of a note is counted and put off like any other', async () => {
    const [note, other] = [
      await store.storage.notes.write(workspaceId, refusedAsk([channelId])),
      await store.storage.notes.write(workspaceId, refusedAsk([channelId])),
    ];
    const one: Due = { kind: 'tell-note', noteId: note.noteId };
    expect(await failed(one)).toEqual({ tries: 1, since: begin });
    await store.clock.advance(10);
    expect(await failed(one, 5_000)).toEqual({ tries: 2, since: begin });
    expect(await due('tell-note')).toEqual({ kind: 'tell-note', noteId: other.noteId });
    expect(await nextAt('tell-note')).toBe(begin + 5_010);
    await done(one, begin + 7_000);
    expect(await nextAt('tell-note')).toBe(begin + 7_000);
    await store.storage.notes.told(note.noteId);
    expect(await failed(one)).toEqual({ tries: 1, since: begin + 10 });
  });
});

describe('a step', () => {
  test('that was done ends its count of failures, and is due when the record says', async () => {
    const [one, two] = [await store.ask([1], { holdMs: 5_000 }), await store.ask([2], { holdMs: 5_000 })];
    await store.clock.advance(5_000);
    for (const request of [one, two]) {
      await failed(await due('step', request));
      expect(rowOf(request)).toMatchObject({
        step_at: begin + 6_000,
        step_tries: 1,
        step_failing_since: begin + 5_000,
      });
    }
    await store.clock.advance(1_000);
    await done(await due('step', one), null);
    expect(rowOf(one)).toMatchObject({ step_at: begin + 7_000, step_tries: 0, step_failing_since: null });
    expect(rowOf(two)).toMatchObject({ step_at: begin + 6_000, step_tries: 1 });
    await done(await due('step', two), begin + 9_000);
    expect(rowOf(two)).toMatchObject({ step_at: begin + 9_000, step_tries: 0, step_failing_since: null });
  });

  test('that ended its request is due no more, and one that something happened beside is', async () => {
    const request = await store.ask([1]);
    const step = await due('step', request);
    await store.ledger.append(request, [{ type: 'stop-asked', by: mei }, { type: 'finished' }]);
    await done(step, null);
    expect(rowOf(request)).toMatchObject({ step_at: null });
    const other = await store.ask([2]);
    const begun = await due('step', other);
    await store.clock.advance(3);
    wake(other);
    await done(begun, begin + 9_000);
    expect(rowOf(other)).toMatchObject({ step_at: begin + 3 });
    await done(begun, null);
    expect(rowOf(other)).toMatchObject({ step_at: begin + 3 });
  });

  test('that comes again later leaves its turn, one that comes again now keeps it', async () => {
    const [calling, waiting] = [await store.ask([1]), await store.ask([2])];
    await store.claim(calling);
    await store.tryClaim(waiting);
    wake(waiting);
    await done(await due('step', waiting), begin);
    expect(rowOf(waiting)).toMatchObject({ waiting_since: begin });
    await done(await due('step', waiting), begin + 1);
    expect(rowOf(waiting)).toMatchObject({ waiting_since: null, step_at: begin + 1 });
  });

  test('that leaves its turn wakes the next of its number, the longest waiting, and nobody of another', async () => {
    const other = SessionId.parse('session-2');
    const lane2 = { lane: LaneId.parse('lane-2'), phone: '+49 160 5555555' };
    const asks = [
      await store.ask([1]),
      await store.ask([2]),
      await store.ask([3]),
      await store.ask([4]),
      await store.ask([5], { sessionId: other }),
      await store.ask([6], { sessionId: other }),
      await store.ask([7], lane2),
      await store.ask([8], lane2),
    ];
    const [calling, first, second, third, , elsewhere, , apart] = asks as [
      Request,
      Request,
      Request,
      Request,
      Request,
      Request,
      Request,
      Request,
    ];
    for (const at of [0, 4, 6]) await store.claim(asks[at] as Request);
    for (const one of [elsewhere, apart, first, second, third]) {
      expect(await store.tryClaim(one)).toBe('number-busy');
      await store.clock.advance(1);
    }
    const now = store.clock.now();
    wake(first);
    await done(await due('step', first), now + 3_000);
    expect(
      [second, third, elsewhere, apart, calling].map((one) => Number(rowOf(one).step_at) <= now),
    ).toEqual([true, false, false, false, false]);
  });
});

describe('the row of a request', () => {
  test('says how it stands after each entry', async () => {
    const approval = { needed: 1, until: begin + 60_000, list: 'l' };
    const request = await store.ask([1, 2], { approval });
    expect(rowOf(request)).toMatchObject({
      version: 1,
      is_closed: 0,
      step_at: begin + 60_000,
      tell_at: begin,
      call_group: null,
    });
    await store.clock.advance(7);
    await store.ledger.append(request, [
      { type: 'approved', by: UserId.parse('U0ANA'), list: 'l', holdUntil: begin + 500 },
    ]);
    expect(rowOf(request)).toMatchObject({ version: 2, step_at: begin + 500, tell_at: begin + 7 });
    await store.clock.advance(493);
    await store.ledger.append(await store.load(request), [{ type: 'rechecked', setAside: [] }]);
    const claimed = await store.claim(await store.load(request));
    const row = rowOf(request);
    expect(row).toMatchObject({ version: 4, call_lease_until: begin + 100_500, step_at: begin + 100_500 });
    expect(row.call_group).toBe(claimed.leaves[0]?.group.groupId);
    expect(row.call_owner).toEqual(expect.stringMatching(/\/1$/));
    await store.answer(claimed, { class: 'accepted' });
    expect(rowOf(request)).toMatchObject({
      call_group: null,
      call_owner: null,
      call_lease_until: null,
      step_at: begin + 500,
    });
    const leaves = () =>
      reader
        .prepare('SELECT is_open, is_called, left_at FROM leaves ORDER BY group_id')
        .all()
        .map((one) => ({ ...one }));
    expect(leaves()).toEqual([
      { is_open: 1, is_called: 1, left_at: null },
      { is_open: 1, is_called: 0, left_at: null },
    ]);
    await store.clock.advance(3_000);
    const look = {
      type: 'looked',
      groupId: claimed.leaves[0]?.group.groupId,
      look: 1,
      sighting: 'out',
      evidence: 'members-without-us',
      session: 'usable',
      owner: false,
    } as never;
    await store.ledger.append(await store.load(request), [look, { type: 'stop-asked', by: mei }]);
    expect(leaves()).toEqual([
      { is_open: 0, is_called: 1, left_at: begin + 3_500 },
      { is_open: 0, is_called: 0, left_at: null },
    ]);
  });
});
