import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advance } from '../../src/leaving/advance/advance.ts';
import type { AdvanceMeans } from '../../src/leaving/advance/means.ts';
import { UserId } from '../../src/leaving/ids.ts';
import type { WasendClient } from '../../src/leaving/ports/wasend.ts';
import type { Request } from '../../src/leaving/request.ts';
import { listHash } from '../../src/leaving/rules/approved-list.ts';
import type { Person } from '../../src/leaving/rules/rules.ts';
import { pressApproval } from '../../src/leaving/verbs/approve.ts';
import { stop, stopAll } from '../../src/leaving/verbs/stop.ts';
import { askedGroup, OpenStore, sessionId, workspaceId } from '../contracts/open-store.ts';
import { modelRuns } from '../suite/model-runs.ts';

const people = ['U0ASKER', 'U0ONE', 'U0TWO', 'U0THREE'].map((id) => UserId.parse(id));
const [asker] = people as [UserId];
const minutes = 15;
const numbers = [1, 2, 3];
const list = listHash(
  sessionId,
  numbers.map((number) => askedGroup(number)),
);

/** What becomes of a leave is for other tests. */
const cannotTell = { kind: 'failed', why: 'refused', status: 500, said: null };

const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('approve' as const),
      who: fc.nat(3),
      isRightList: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('decline' as const), who: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const), who: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('demote' as const), who: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      ms: fc.constantFrom(1, 5_000, 60_000, 14 * 60_000, minutes * 60_000),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('step' as const) }) },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** What may be, told by the simplest rules: who approved in time, and what ended it first. */
class Model {
  readonly approved = new Set<UserId>();
  readonly demoted = new Set<UserId>();
  isEnded = false;
  isKilled = false;
  readonly needed: number;
  readonly until: number;

  constructor(needed: number, until: number) {
    this.needed = needed;
    this.until = until;
  }

  get isGiven(): boolean {
    return this.approved.size >= this.needed;
  }

  press(by: UserId, isApproval: boolean, isRightList: boolean, now: number): void {
    if (this.isEnded || this.isGiven || now >= this.until || !isRightList) return;
    // Whoever may not approve may still stop it.
    if (!isApproval) this.isEnded = true;
    else if (by !== asker && !this.demoted.has(by) && !this.isKilled) this.approved.add(by);
  }
}

class Run {
  readonly store: OpenStore;
  readonly request: Request;
  readonly model: Model;
  readonly calls: string[] = [];

  constructor(store: OpenStore, request: Request, needed: number) {
    this.store = store;
    this.request = request;
    this.model = new Model(needed, store.clock.now() + minutes * 60_000);
  }

  static async begin(needed: number): Promise<Run> {
    const store = await OpenStore.open();
    const until = store.clock.now() + minutes * 60_000;
    const request = await store.ask(numbers, { by: asker, approval: { needed, until, list }, holdMs: 5_000 });
    return new Run(store, request, needed);
  }

  person(userId: UserId): Person {
    const isAdmin = !this.model.demoted.has(userId);
    const none = { isGuest: false, isBot: false, isDeactivated: false, isStranger: false, userGroups: [] };
    return { userId, isAdmin, ...none };
  }

  async take(one: Command): Promise<void> {
    const { store, model } = this;
    const { requestId } = this.request;
    const now = () => store.clock.now();
    const verbs = { ledger: store.ledger, notes: store.storage.notes, rules: store.rules, now } as never;
    const by = 'who' in one ? (people[one.who] as UserId) : asker;
    switch (one.kind) {
      case 'time':
        return store.clock.advance(one.ms);
      case 'step':
        return void (await this.step());
      case 'demote':
        model.demoted.add(by);
        return;
      case 'kill': {
        const person = { ...this.person(asker), isAdmin: true };
        await stopAll(verbs, {
          workspaceId,
          by: asker,
          person,
          channelId: 'C0OPS',
          auditChannel: null,
        } as never);
        model.isKilled = true;
        return;
      }
      case 'stop':
        await stop(verbs, workspaceId, requestId, by);
        model.isEnded = true;
        return;
      case 'approve':
      case 'decline': {
        const isRightList = one.kind === 'decline' || one.isRightList;
        const pressed = isRightList ? list : 'another list';
        const press = { workspaceId, requestId, by, person: this.person(by), press: one.kind, list: pressed };
        await pressApproval(verbs, press);
        model.press(by, one.kind === 'approve', isRightList, now());
      }
    }
  }

  async step(): Promise<number | null> {
    const { store, model } = this;
    if (store.clock.now() >= model.until && !model.isGiven) model.isEnded = true;
    const wasend = {
      leave: async (_: unknown, groupId: string) => {
        this.checkCall();
        this.calls.push(groupId);
        return { class: 'accepted', status: 200, said: null };
      },
      group: async (_: unknown, groupId: string) => ({
        kind: 'ok',
        value: { facts: this.factsOf(groupId), membership: { kind: 'not-told' }, path: 'group' },
      }),
      session: async () => cannotTell,
      groups: async () => cannotTell,
    } as unknown as WasendClient;
    const means = {
      ledger: store.ledger,
      rules: store.rules,
      connect: async () => ({
        kind: 'connected',
        wasend,
        self: async () => ({ phoneNumber: '+4915112345678', lid: null }),
        lastSession: () => ({ facts: { phoneNumber: '+4915112345678' }, readAt: store.clock.now() }),
        foundAs: () => [],
        revision: 0,
      }),
      person: async (_: unknown, userId: UserId) => this.person(userId),
      pace: { limit: 10, windowMs: 60_000 },
      now: () => store.clock.now(),
      random: () => 0.5,
      sleep: async () => undefined,
      isClosing: () => false,
      warn: () => undefined,
    } as unknown as AdvanceMeans;
    return advance(this.request.requestId, means);
  }

  factsOf(groupId: string) {
    const group = numbers.map((number) => askedGroup(number)).find((one) => one.groupId === groupId);
    const rest = { onlyAdmin: null, isCommunity: null, isAnnouncementGroup: null, communityId: null };
    return { ...group, ...rest, isLocked: false, createdAt: null };
  }

  /** The promise: no call without enough distinct others, none after an end, none while everything is stopped. */
  checkCall(): void {
    expect(this.model.isGiven).toBe(true);
    expect(this.model.isEnded).toBe(false);
    expect(this.model.isKilled).toBe(false);
  }

  async settle(): Promise<Request> {
    for (let steps = 0; steps < 400; steps += 1) {
      await this.step();
      const request = await this.store.load(this.request);
      if (request.finishedAt !== null) return request;
      await this.store.clock.advance(5_000);
    }
    return this.store.load(this.request);
  }
}

test('no order of approvals, declines, stops, steps and time calls anything that enough others did not approve', async () => {
  let called = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(command, { maxLength: 25 }),
      async (needed, commands) => {
        const run = await Run.begin(needed);
        try {
          for (const one of commands) await run.take(one);
          const { finishedAt, approval } = await run.settle();
          expect(finishedAt).not.toBeNull();
          expect(approval?.approvedBy.toSorted()).toEqual([...run.model.approved].toSorted());
          expect(new Set(run.calls).size).toBe(run.calls.length);
          if (!run.model.isGiven) expect(run.calls).toEqual([]);
          called += run.calls.length;
        } finally {
          await run.store.close();
        }
      },
    ),
    { numRuns: modelRuns({ few: 100, many: 2_000 }), endOnFailure: true },
  );
  expect(called).toBeGreaterThan(0);
});
