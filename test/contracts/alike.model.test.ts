import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LaneId, SessionId } from '../../src/leaving/ids.ts';
import type { LeaveAnswer } from '../../src/leaving/outcome.ts';
import type { NumberHeld } from '../../src/leaving/ports/hold-ups.ts';
import type { Request } from '../../src/leaving/request.ts';
import { ManualClock } from '../manual-clock.ts';
import { postgresStores } from '../postgres/postgres-stores.ts';
import { describeWith, testPostgres } from '../postgres/test-postgres.ts';
import { modelRuns } from '../suite/model-runs.ts';
import { begin, channelId, mei, OpenStore, refusedAsk, workspaceId } from './open-store.ts';

const places = [
  { lane: LaneId.parse('lane-1'), sessionId: SessionId.parse('session-1') },
  { lane: LaneId.parse('lane-1'), sessionId: SessionId.parse('session-2') },
  { lane: LaneId.parse('lane-2'), sessionId: SessionId.parse('session-3') },
  // The number of the first, by another key.
  { lane: LaneId.parse('lane-2'), sessionId: SessionId.parse('session-4'), phone: '+49 151 12345678' },
];
const heldBy: readonly NumberHeld[] = [
  { why: 'unreachable' },
  { why: 'session-starting' },
  { why: 'number-unread' },
  { why: 'rate-limited', forMs: 20_000 },
];
const answers: readonly (Partial<LeaveAnswer> & Pick<LeaveAnswer, 'class'>)[] = [
  { class: 'accepted' },
  { class: 'unknown', status: null },
  { class: 'not-sent', status: null },
  { class: 'refused', status: 400 },
  { class: 'rate-limited', status: 429, retryAfterMs: 20_000 },
  { class: 'number-limited', status: 429 },
];

const which = fc.nat({ max: 7 });
const act = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    groups: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
    place: fc.nat({ max: 3 }),
    dailyCap: fc.option(fc.integer({ min: 1, max: 6 })),
  }),
  fc.record({
    kind: fc.constant('claim' as const),
    which,
    gapMs: fc.constantFrom(0, 30_000),
    isNumberKnown: fc.constantFrom(true, true, true, false),
  }),
  fc.record({ kind: fc.constant('unread' as const), which, held: fc.constantFrom(...heldBy) }),
  fc.record({
    kind: fc.constant('put' as const),
    over: fc.nat({ max: 3 }),
    livesMs: fc.constantFrom(undefined, 3_600_000),
  }),
  fc.record({ kind: fc.constant('answer' as const), which, answer: fc.constantFrom(...answers) }),
  fc.record({ kind: fc.constant('stop' as const), which }),
  fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(1, 1_000, 15_000, 61_000, 3_600_000) }),
  fc.record({ kind: fc.constant('read' as const), limited: fc.boolean() }),
  fc.record({ kind: fc.constant('note' as const) }),
  fc.record({ kind: fc.constant('due' as const), fails: fc.boolean() }),
  fc.record({ kind: fc.constant('ahead' as const), which }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** One store that is done to, and everything it answers. */
class Done {
  readonly #store: OpenStore;
  readonly #requests: Request[] = [];

  constructor(store: OpenStore) {
    this.#store = store;
  }

  async do(one: Act): Promise<unknown> {
    const { ledger, storage, clock } = this.#store;
    switch (one.kind) {
      case 'ask': {
        const options = { ...places[one.place], dailyCap: one.dailyCap };
        const taken = await ledger.ask(this.#store.toAsk(one.groups, options));
        if (taken.kind === 'accepted') this.#requests.push(taken.request);
        return taken;
      }
      case 'time':
        return clock.advance(one.ms);
      case 'read':
        return storage.noteRead(places[0]?.lane as LaneId, one.limited ? 5_000 : null);
      case 'note':
        return storage.notes.write(workspaceId, refusedAsk([channelId]));
      case 'due':
        return this.#due(one.fails);
      case 'put': {
        const keyv = storage.keyv('connections', 'durable');
        const isPut = await keyv.putIfRevision('one', one.over, { revision: one.over + 1 }, one.livesMs);
        return [isPut, await keyv.get('one')];
      }
      case 'claim':
      case 'answer':
      case 'unread':
      case 'stop':
      case 'ahead':
        return this.#doTo(one);
    }
  }

  async #doTo(one: Extract<Act, { which: number }>): Promise<unknown> {
    const { ledger } = this.#store;
    const asked = this.#requests[one.which];
    if (asked === undefined) return null;
    const request = await this.#store.load(asked);
    switch (one.kind) {
      case 'claim':
        if (!request.leaves.some(({ status }) => status.kind === 'waiting')) return null;
        return ledger.claim(
          request,
          this.#store.claimOf(request, {
            gapMs: one.gapMs,
            longestGapMs: one.gapMs,
            isNumberKnown: one.isNumberKnown,
            limit: 3,
            dailyCap: 5,
          }),
        );
      case 'answer':
        if (!request.leaves.some(({ status }) => status.kind === 'calling')) return null;
        return this.#store.answer(request, one.answer);
      case 'unread':
        return ledger.holdUp(request, one.held);
      case 'stop':
        if (request.finishedAt !== null || request.ending !== null) return null;
        return ledger.append(request, [{ type: 'stop-asked', by: mei }]);
      case 'ahead': {
        const { lane, sessionId } = request.ask;
        const place = { workspaceId, requestId: request.requestId, lane, sessionId };
        return ledger.queueAhead(place, { windowMs: 60_000, limit: 3, callsOfNumber: 10 });
      }
    }
  }

  async #due(fails: boolean): Promise<unknown> {
    const { wakes } = this.#store.storage;
    const { clock } = this.#store;
    const seen: unknown[] = [];
    for (const kind of ['step', 'tell', 'tell-note'] as const) {
      const found = await wakes.due(kind, clock.now(), { limit: 3, lanesFull: [], underWay: [] });
      seen.push(found, await wakes.nextAt(kind, clock.now()));
      const [first] = found;
      if (first === undefined) continue;
      if (fails) seen.push(await wakes.failed(first, clock.now(), (tries) => tries * 1_000));
      else await wakes.done(first, kind === 'step' ? clock.now() + 5_000 : null);
    }
    return seen;
  }

  async whole(): Promise<unknown> {
    const { ledger } = this.#store;
    const all = { by: null, groupId: null, sessions: null, before: null, limit: 50 };
    const past = await ledger.past(workspaceId, all);
    const open = await ledger.open(workspaceId);
    return { past, open, entries: await Promise.all(past.map((id) => ledger.entries(id))) };
  }
}

describeWith(await testPostgres(), 'SQLite and Postgres', (url) => {
  const stores = postgresStores(url);
  test('whatever is done to both, they answer alike, to the last hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40, size: 'max' }), async (acts) => {
        const sqlite = await OpenStore.open('sqlite::memory:', new ManualClock(begin));
        const postgres = await OpenStore.open(await stores.empty(), new ManualClock(begin), {
          opener: stores.open,
        });
        try {
          const [one, other] = [new Done(sqlite), new Done(postgres)];
          for (const each of acts) expect(await other.do(each)).toEqual(await one.do(each));
          expect(await other.whole()).toEqual(await one.whole());
        } finally {
          await Promise.all([sqlite.close(), postgres.close()]);
        }
      }),
      { numRuns: modelRuns({ few: 12, many: 300 }) },
    );
  });
});
