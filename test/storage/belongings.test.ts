import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RequestEvent } from '../../src/leaving/events.ts';
import { ChannelId, LaneId, SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { channelId, groupId, lane, mei, OpenStore, sessionId, workspaceId } from '../contracts/open-store.ts';

const dayMs = 24 * 60 * 60_000;
const elsewhere = WorkspaceId.parse('T0TWO');
const otherNumber = SessionId.parse('session-2');
const noor = UserId.parse('U0NOOR');

let store: OpenStore;
beforeEach(async () => {
  store = await OpenStore.open();
});
afterEach(() => store.close());

const append = async (request: Request, ...events: RequestEvent[]): Promise<Request> => {
  const appended = await store.ledger.append(await store.load(request), events);
  if (appended.kind === 'stale') throw new Error('stale');
  return appended.request;
};
const seen = {
  look: 1,
  sighting: 'out',
  evidence: 'members-without-us',
  session: 'usable',
  owner: false,
} as const;
const left = async (group: number, options = {}): Promise<Request> => {
  const request = await store.call(await store.ask([group], options));
  return append(request, { type: 'looked', groupId: groupId(group), ...seen }, { type: 'finished' });
};
const told = async (): Promise<string[]> => {
  const due = await store.storage.wakes.due('tell', store.clock.now(), {
    limit: 50,
    lanesFull: [],
    underWay: [],
  });
  for (const one of due) await store.storage.wakes.done(one, null);
  return due.flatMap((one) => (one.kind === 'tell-note' ? [] : [one.requestId]));
};

describe('the daily cap counts', () => {
  const used = async (numbers: number[], options = {}) => {
    const taken = await store.ledger.ask(store.toAsk(numbers, { dailyCap: 2, ...options }));
    return taken.kind === 'over-cap' ? taken.used : taken.kind;
  };

  test('what this number has made and owes, nobody else’s', async () => {
    await store.call(await store.ask([1, 2], { sessionId: otherNumber }));
    await store.call(await store.ask([1, 2], { workspaceId: elsewhere, lane: LaneId.parse('lane-2') }));
    await store.storage.noteRead(lane, 1);
    await store.storage.noteRead(lane, null);
    expect(await used([1, 2])).toBe('accepted');
    expect(await used([3])).toBe(2);
  });

  test('a call for a day, to the millisecond', async () => {
    await left(1);
    await store.clock.advance(dayMs - 1);
    expect(await used([2, 3])).toBe(1);
    await store.clock.advance(1);
    expect(await used([2, 3])).toBe('accepted');
  });

  test('no group that is joined, and a call that was made once only once', async () => {
    const request = await store.call(await store.ask([1, 2]));
    await append(request, { type: 'stop-asked', by: mei });
    expect(await used([3, 4])).toBe(1);
    const again = await store.ask([5]);
    expect(await used([5])).toBe('all-joined');
    await store.ledger.append(again, [{ type: 'stop-asked', by: mei }]);
    expect(await used([6])).toBe('accepted');
  });
});

describe('an ask', () => {
  test('that comes after another is told with it, in its own workspace alone', async () => {
    const first = await left(1);
    const theirs = await store.ask([1], { workspaceId: elsewhere, lane: LaneId.parse('lane-2') });
    await told();
    const next = await store.ask([2], { after: first.requestId });
    expect(await told()).toEqual([first.requestId, next.requestId].toSorted());
    const forged = await store.ask([3], { after: theirs.requestId });
    expect(await told()).toEqual([forged.requestId]);
    const plain = await store.ask([4]);
    expect(await told()).toEqual([plain.requestId]);
  });

  test('joins two requests, each by its own groups, and its asker’s own by none', async () => {
    const [one, two, own] = [
      await store.ask([1, 2]),
      await store.ask([3]),
      await store.ask([4], { by: noor }),
    ];
    const taken = await store.ledger.ask(store.toAsk([1, 3, 4, 2, 5], { by: noor }));
    if (taken.kind !== 'accepted') throw new Error(taken.kind);
    expect(taken.request.ask.joined).toEqual([
      { groupId: groupId(1), requestId: one.requestId },
      { groupId: groupId(3), requestId: two.requestId },
      { groupId: groupId(4), requestId: own.requestId },
      { groupId: groupId(2), requestId: one.requestId },
    ]);
    const eventsOf = async (request: Request) =>
      (await store.ledger.entries(request.requestId)).slice(1).map(({ event }) => event);
    const joined = (...groups: number[]) => ({
      type: 'joined-by',
      by: noor,
      channelId,
      groups: groups.map(groupId),
    });
    expect(await eventsOf(one)).toEqual([joined(1, 2)]);
    expect(await eventsOf(two)).toEqual([joined(3)]);
    expect(await eventsOf(own)).toEqual([]);
  });

  test('keeps the approval of its list', async () => {
    const approval = { needed: 2, until: 7, list: 'l' };
    expect((await store.ask([1], { approval })).approval).toMatchObject(approval);
    expect((await store.ask([2])).approval).toBeNull();
  });
});

describe('what is asked of the record', () => {
  test('is of one workspace, newest first, behind a request, of some numbers', async () => {
    const [one, two, three] = [
      await store.ask([1]),
      await store.ask([1, 2], { sessionId: otherNumber }),
      await store.ask([3], { by: noor }),
    ];
    const options = { workspaceId: elsewhere, lane: LaneId.parse('lane-2') };
    await store.ask([1, 2, 3], { ...options, by: noor });
    const all = { by: null, groupId: null, sessions: null, before: null, limit: 10 };
    const past = async (query: object) => {
      const ids = await store.ledger.past(workspaceId, { ...all, ...query });
      return ids.map((id) => [one, two, three].findIndex(({ requestId }) => requestId === id) + 1);
    };
    expect(await past({})).toEqual([3, 2, 1]);
    expect(await past({ limit: 2 })).toEqual([3, 2]);
    expect(await past({ before: two.requestId })).toEqual([1]);
    expect(await past({ sessions: [otherNumber] })).toEqual([2]);
    expect(await past({ sessions: [] })).toEqual([]);
    for (const filter of [{ by: mei }, { groupId: groupId(1) }]) {
      expect(await past(filter)).toEqual([2, 1]);
      expect(await past({ ...filter, limit: 1 })).toEqual([2]);
      expect(await past({ ...filter, before: two.requestId })).toEqual([1]);
      expect(await past({ ...filter, sessions: [sessionId] })).toEqual([1]);
    }
    expect(await past({ by: noor })).toEqual([3]);
    expect(await past({ groupId: groupId(9) })).toEqual([]);
  });

  test('open requests are those not told to their end, oldest first', async () => {
    const [one, two] = [await store.ask([1]), await store.ask([2])];
    await store.ask([1], { workspaceId: elsewhere, lane: LaneId.parse('lane-2') });
    expect(await store.ledger.open(workspaceId)).toEqual([one.requestId, two.requestId]);
    await append(one, { type: 'stop-asked', by: mei }, { type: 'finished' });
    expect(await store.ledger.open(workspaceId)).toEqual([one.requestId, two.requestId]);
    await append(one, { type: 'closed', card: 'channel', audit: 'told' });
    expect(await store.ledger.open(workspaceId)).toEqual([two.requestId]);
  });

  test('left before is the newest of this number and workspace', async () => {
    const place = { workspaceId: elsewhere, lane: LaneId.parse('lane-2') };
    await left(1);
    await store.clock.advance(5);
    await left(1, { by: noor });
    const at = store.clock.now();
    await store.clock.advance(5);
    await left(1, { sessionId: otherNumber });
    await left(1, place);
    await left(2, place);
    await store.call(await store.ask([3]));
    const before = await store.ledger.leftBefore(workspaceId, sessionId, [
      groupId(1),
      groupId(2),
      groupId(3),
    ]);
    expect([...before]).toEqual([[groupId(1), { at, by: noor, name: 'Group 1' }]]);
  });

  test('the successor is the newest', async () => {
    const first = await left(1);
    expect(await store.ledger.successor(first.requestId)).toBeNull();
    await store.ask([2], { after: first.requestId });
    const second = await store.ask([3], { after: first.requestId });
    await store.ask([4], { after: second.requestId });
    expect(await store.ledger.successor(first.requestId)).toBe(second.requestId);
  });
});

describe('who waits for a number is woken by what frees it, and by nothing else', () => {
  const approval = { needed: 2, until: 9_000_000_000_000, list: 'l' };
  const setAside = [{ groupId: groupId(2), why: 'protected' as const }];
  const answer = { class: 'accepted', status: 200, said: null } as const;
  const audit = ChannelId.parse('C0AUDIT');
  test.each<[RequestEvent, boolean]>([
    [{ type: 'answered', groupId: groupId(1), attempt: 1, answer }, true],
    [{ type: 'put-aside', groups: setAside }, true],
    [{ type: 'rechecked', setAside }, true],
    [{ type: 'stop-asked', by: mei }, true],
    [{ type: 'halted', why: 'not-connected', said: null }, true],
    [{ type: 'given-up', why: 'broken', reference: null }, true],
    [{ type: 'declined', by: noor }, true],
    [{ type: 'approval-expired' }, true],
    [{ type: 'finished' }, true],
    [{ type: 'approved', by: noor, list: 'l', holdUntil: 1 }, false],
    [{ type: 'press-refused', by: noor, press: 'approve', rule: 'guest' }, false],
    [{ type: 'joined-by', by: noor, channelId: audit, groups: [groupId(2)] }, false],
    [{ type: 'looked', groupId: groupId(1), ...seen }, false],
    [{ type: 'closed', card: 'channel', audit: 'told' }, false],
  ])('%j: %s', async (event, isWoken) => {
    const first = await store.claim(await store.ask([1, 2], { approval }));
    // Two that wait longer, in another lane and for another number of this one, are nobody's business here.
    const lane2 = { lane: LaneId.parse('lane-2'), phone: '+49 160 5555555' };
    await store.claim(await store.ask([5], lane2));
    await store.claim(await store.ask([6], { sessionId: otherNumber }));
    const [apart, other, waiting, behind] = [
      await store.ask([7], lane2),
      await store.ask([8], { sessionId: otherNumber }),
      await store.ask([3]),
      await store.ask([4]),
    ];
    for (const one of [apart, other, waiting, behind]) {
      expect(await store.tryClaim(one)).toBe('number-busy');
      await store.clock.advance(1);
    }
    await append(first, event);
    const due = await store.storage.wakes.due('step', store.clock.now(), {
      limit: 9,
      lanesFull: [],
      underWay: [first.requestId],
    });
    expect(due.map((one) => one.kind === 'step' && one.requestId)).toEqual(
      isWoken ? [waiting.requestId] : [],
    );
  });

  test('who waits longest for it is woken, whichever key it uses', async () => {
    const first = await store.claim(await store.ask([1]));
    const [waiting, behind] = [
      await store.ask([2], { lane: LaneId.parse('lane-2'), phone: '0049 (0)151 12345678' }),
      await store.ask([3]),
    ];
    for (const one of [waiting, behind]) {
      expect(await store.tryClaim(one)).toBe('number-busy');
      await store.clock.advance(1);
    }
    await store.answer(first, { class: 'accepted' });
    const due = await store.storage.wakes.due('step', store.clock.now(), {
      limit: 9,
      lanesFull: [],
      underWay: [first.requestId],
    });
    expect(due.map((one) => one.kind === 'step' && one.requestId)).toEqual([waiting.requestId]);
  });
});
