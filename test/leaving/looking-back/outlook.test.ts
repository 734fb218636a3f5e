import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SessionId, UserId } from '../../../src/leaving/ids.ts';
import { readHistory } from '../../../src/leaving/looking-back/history.ts';
import { expectedEndOf, outlookOf, roundedEnd } from '../../../src/leaving/looking-back/outlook.ts';
import type { WaitWhy } from '../../../src/leaving/ports/claim.ts';
import type { QueueWindow } from '../../../src/leaving/ports/ledger.ts';
import type { QueueAhead } from '../../../src/leaving/ports/queue-ahead.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { begin, groupId, lane, mei, OpenStore, sessionId, workspaceId } from '../../contracts/open-store.ts';
import { plainSettings } from '../plain-settings.ts';

const minuteMs = 60_000;
const empty: QueueAhead = {
  wait: null,
  laneHoldUp: null,
  numberHoldUp: null,
  requestsAhead: 0,
  waitingSince: null,
  recentCalls: [],
  number: { freeAt: 0, hasGap: false, recentCalls: [], requests: [] },
  otherNumbers: [],
};

let store: OpenStore;
let windows: QueueWindow[];
let settings = plainSettings;
beforeEach(async () => {
  store = await OpenStore.open();
  windows = [];
  settings = plainSettings;
});
afterEach(() => store.close());

const means = (queue: Partial<QueueAhead>, now = begin) => ({
  ledger: {
    ...store.ledger,
    queueAhead: async (_: unknown, window: QueueWindow) => {
      windows.push(window);
      return { ...empty, ...queue };
    },
  },
  rules: { ...store.rules, get: async () => ({ settings, revision: 0, changedBy: null }) },
  pace: { limit: 10, windowMs: minuteMs },
  now: () => now,
});
const waitingFor = async (request: Request, queue: Partial<QueueAhead> = {}, now = begin) =>
  (await outlookOf(await store.load(request), means(queue, now))).waitingFor;

describe('what a request waits for', () => {
  const until = begin + 9_000;
  const holdUp = {
    why: 'rate-limited',
    until: begin + 5_000,
    failingSince: 1,
    lastTryAt: 7,
    tries: 2,
  } as const;
  const waits = (why: WaitWhy): Partial<QueueAhead> => ({ wait: { why, until } });

  test('its approvals first, then its hold, to the millisecond', async () => {
    const approval = { needed: 2, until: begin + 99, list: 'l' };
    const asked = await store.ask([1], { approval, holdMs: 5_000 });
    expect(await waitingFor(asked, waits('gap'))).toEqual({
      kind: 'approval',
      until: begin + 99,
      needed: 2,
      approvedBy: [],
    });
    const held = await store.ask([2], { holdMs: 5_000 });
    expect(await waitingFor(held, waits('gap'))).toEqual({ kind: 'hold', until: begin + 5_000 });
    expect(await waitingFor(held, waits('gap'), begin + 4_999)).toEqual({
      kind: 'hold',
      until: begin + 5_000,
    });
    expect(await waitingFor(held, waits('gap'), begin + 5_000)).toEqual({ kind: 'gap', until });
  });

  test('nothing while it calls, or nothing has made it wait', async () => {
    const request = await store.ask([1, 2, 3]);
    expect(await waitingFor(request)).toBeNull();
    await store.claim(request);
    expect(await waitingFor(request, waits('number-busy'))).toBeNull();
  });

  test.each<[WaitWhy, object]>([
    ['number-busy', { kind: 'number-busy', until }],
    ['gap', { kind: 'gap', until }],
    ['daily-cap', { kind: 'daily-cap', until }],
    ['lane-full', { kind: 'queue', until }],
    ['not-our-turn', { kind: 'queue', until }],
    ['hold-up-of-lane', { kind: 'queue', until }],
    ['hold-up-of-number', { kind: 'queue', until }],
  ])('%s', async (why, wanted) => {
    expect(await waitingFor(await store.ask([1]), waits(why))).toEqual(wanted);
  });

  test.each(['lane', 'number'] as const)('what holds up its %s, with what was said last', async (of) => {
    const queue = { ...waits(`hold-up-of-${of}`), [`${of}HoldUp`]: holdUp };
    const request = await store.ask([1, 2]);
    const wanted = { kind: 'hold-up', of, why: 'rate-limited', until: holdUp.until, at: 7, answer: null };
    expect(await waitingFor(request, queue)).toEqual(wanted);
    const later = { ...queue, [`${of}HoldUp`]: { ...holdUp, until: begin + 20_000 } };
    expect(await waitingFor(request, later)).toEqual({ ...wanted, until: begin + 20_000 });
    // Where it is over and somebody else tries first, until that is over.
    expect(await waitingFor(request, queue, begin + 5_000)).toEqual({ ...wanted, until });
    await store.answer(await store.claim(request), { class: 'rate-limited', status: 429, said: 'Slow down' });
    expect(await waitingFor(request, queue)).toMatchObject({ answer: { said: 'Slow down', status: 429 } });
  });
});

test('what holds up everybody is known before this one has tried, and the key is told before the number', async () => {
  const holdUp = { why: 'unreachable', until: begin + 1, failingSince: 1, lastTryAt: 7, tries: 2 } as const;
  const request = await store.ask([1]);
  const held = (of: 'lane' | 'number') => ({ kind: 'hold-up', of, until: begin + 1 });
  expect(await waitingFor(request, { numberHoldUp: holdUp })).toMatchObject(held('number'));
  expect(await waitingFor(request, { numberHoldUp: holdUp, laneHoldUp: holdUp })).toMatchObject(held('lane'));
  const wait = { why: 'gap', until: begin + 9_000 } as const;
  expect(await waitingFor(request, { laneHoldUp: holdUp, wait })).toMatchObject(held('lane'));
  for (const queue of [{ numberHoldUp: holdUp }, { laneHoldUp: holdUp }]) {
    expect(await waitingFor(request, queue, begin + 1)).toBeNull();
    expect(await waitingFor(request, { ...queue, wait }, begin + 1)).toEqual({
      kind: 'gap',
      until: wait.until,
    });
  }
});

describe('when a request ends', () => {
  test('is said to the minute, for the calls it still waits for, with who comes before', async () => {
    const request = await store.call(await store.ask([1, 2, 3, 4, 5, 6]));
    const outlook = await outlookOf(request, means({ requestsAhead: 3 }));
    // The fifth of the five waits for one average gap.
    expect(outlook).toEqual({
      waitingFor: null,
      ahead: 3,
      expectedEndAt: Math.ceil((begin + 32_500) / minuteMs) * minuteMs,
    });
    const held = await store.ask([7], { holdMs: 10 * minuteMs });
    expect((await outlookOf(held, means({}))).expectedEndAt).toBe(begin + 10 * minuteMs);
    expect((await outlookOf(held, means({}, begin + 11 * minuteMs))).expectedEndAt).toBe(
      begin + 11 * minuteMs,
    );
  });

  test('is not said while people decide, nor of what is over', async () => {
    const approval = { needed: 2, until: begin + 99, list: 'l' };
    expect((await outlookOf(await store.ask([1], { approval }), means({}))).expectedEndAt).toBeNull();
    const called = await store.call(await store.ask([3]));
    expect(await outlookOf(called, means({ requestsAhead: 3 }))).toEqual({
      waitingFor: null,
      ahead: 0,
      expectedEndAt: null,
    });
  });

  test('of what nobody has asked for yet, by the hold, the gaps and the cap of the rules', async () => {
    settings = { ...plainSettings, holdSeconds: 7, gapSeconds: { from: 10, to: 30 }, dailyCap: null };
    const wished = { workspaceId, lane, sessionId, calls: 5 };
    expect(await expectedEndOf(wished, means({}))).toBe(begin + 7_000 + 20_000);
    settings = { ...settings, dailyCap: 30 };
    await expectedEndOf(wished, means({}));
    settings = { ...settings, dailyCap: 3 };
    await expectedEndOf(wished, means({}));
    expect(windows).toEqual(
      [5, 30, 5].map((callsOfNumber) => ({ windowMs: minuteMs, limit: 10, callsOfNumber })),
    );
  });

  test.each([
    [1, minuteMs],
    [minuteMs, minuteMs],
    [minuteMs + 1, 2 * minuteMs],
    [60 * minuteMs, 60 * minuteMs],
    [60 * minuteMs + 1, 65 * minuteMs],
    [66 * minuteMs, 70 * minuteMs],
  ])('%d ms from a whole hour is told as %d', (ms, told) => {
    const hour = 500_000 * 60 * minuteMs;
    expect(roundedEnd(hour + ms, hour)).toBe(hour + told);
  });
});

describe('a page of history', () => {
  const noor = UserId.parse('U0NOOR');
  const page = (query: object = {}) =>
    readHistory(store.ledger, workspaceId, {
      filter: { kind: 'all' },
      askedBy: null,
      before: null,
      sessions: null,
      limit: 2,
      ...query,
    });

  test('has so many, newest first, and says from where to go on', async () => {
    const [one, two, three] = [await store.ask([1]), await store.ask([2]), await store.ask([3])];
    const first = await page();
    expect(first.requests.map(({ requestId }) => requestId)).toEqual([three.requestId, two.requestId]);
    expect(first.olderThan).toBe(two.requestId);
    expect(await page({ before: first.olderThan })).toMatchObject({
      requests: [{ requestId: one.requestId }],
      olderThan: null,
    });
    expect((await page({ limit: 3 })).olderThan).toBeNull();
  });

  test('is of one person, one group or some numbers', async () => {
    const other = SessionId.parse('session-2');
    const [one, two] = [await store.ask([1]), await store.ask([1, 2], { by: noor, sessionId: other })];
    const idsOf = async (query: object) => (await page(query)).requests.map(({ requestId }) => requestId);
    expect(await idsOf({ filter: { kind: 'person', userId: mei } })).toEqual([one.requestId]);
    expect(await idsOf({ filter: { kind: 'person', userId: noor } })).toEqual([two.requestId]);
    expect(await idsOf({ filter: { kind: 'group', groupId: groupId(2) } })).toEqual([two.requestId]);
    expect(await idsOf({ filter: { kind: 'group', groupId: groupId(1) } })).toEqual([
      two.requestId,
      one.requestId,
    ]);
    expect(await idsOf({ sessions: [other] })).toEqual([two.requestId]);
    expect((await page()).requests[0]?.ask).toMatchObject({ by: noor });
  });
});
