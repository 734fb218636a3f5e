import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advance } from '../../src/leaving/advance/advance.ts';
import { canBeStopped } from '../../src/leaving/advance/next-step.ts';
import type { AskedGroup } from '../../src/leaving/events.ts';
import {
  ChannelId,
  GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserId,
  WorkspaceId,
} from '../../src/leaving/ids.ts';
import type { Ledger } from '../../src/leaving/ports/ledger.ts';
import { foldRequest, type Request } from '../../src/leaving/request.ts';
import { listHash } from '../../src/leaving/rules/approval.ts';
import { pressApproval } from '../../src/leaving/rules/approval-press.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { ManualClock } from '../manual-clock.ts';
import { WhatsAppWorld } from './model/whatsapp-world.ts';
import { plainSettings } from './plain-settings.ts';

const workspaceId = WorkspaceId.parse('T0ONE');
const sessionId = SessionId.parse('session-1');
const requestId = RequestId.parse('01J00000000000000000000000');
const groupIds = [1, 2, 3].map((index) => GroupId.parse(`1000000000000000${index}@g.us`));
const groups: AskedGroup[] = groupIds.map((groupId) => ({
  groupId,
  name: `Group ${groupId.slice(0, 4)}`,
  memberCount: 3,
  standing: 'member',
}));
const people = ['U0ASKER', 'U0ONE', 'U0TWO', 'U0THREE'].map((id) => UserId.parse(id));
const [asker] = people as [UserId];
const minutes = 15;

const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('approve' as const),
      who: fc.nat(3),
      isRightList: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('decline' as const), who: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const), who: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
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
  ended: 'declined' | 'expired' | 'stopped' | null = null;
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
    const isOpen = this.ended === null && !this.isGiven && now < this.until;
    if (!isOpen || !isRightList) return;
    if (!isApproval) this.ended = 'declined';
    else if (by !== asker) this.approved.add(by);
  }
}

class Run {
  readonly clock: ManualClock;
  readonly world = new WhatsAppWorld(groupIds, () => this.clock.now());
  readonly model: Model;
  readonly list = listHash(sessionId, groups);
  readonly ledger: Ledger;
  isKilled = false;

  constructor(ledger: Ledger, clock: ManualClock, needed: number) {
    this.ledger = ledger;
    this.clock = clock;
    this.model = new Model(needed, clock.now() + minutes * 60_000);
  }

  async begin(): Promise<void> {
    const { needed, until } = this.model;
    await this.ledger.append(workspaceId, requestId, 0, [
      {
        type: 'requested',
        by: asker,
        channelId: ChannelId.parse('C0TEAM'),
        sessionId,
        lane: LaneId.parse('lane-1'),
        groups,
        reason: null,
        holdUntil: this.clock.now() + 5_000,
        approval: { needed, until, list: this.list },
      },
    ]);
  }

  async request(): Promise<Request> {
    const folded = foldRequest(await this.ledger.load(requestId));
    if (folded.kind !== 'request') throw new Error('The request is gone');
    return folded.request;
  }

  async take(one: Command): Promise<void> {
    const now = this.clock.now();
    const by = 'who' in one ? (people[one.who] as UserId) : asker;
    switch (one.kind) {
      case 'time':
        return this.clock.advance(one.ms);
      case 'kill':
        this.isKilled = true;
        return;
      case 'step':
        await this.step();
        return;
      case 'stop': {
        const request = await this.request();
        if (!canBeStopped(request)) return;
        await this.append(request, { type: 'stop-asked', by });
        if (!this.model.isGiven) this.model.ended ??= 'stopped';
        return;
      }
      default: {
        const isApproval = one.kind === 'approve';
        const isRightList = !isApproval || one.isRightList;
        const list = isRightList ? this.list : 'another list';
        const press = { by, press: one.kind, list, holdSeconds: 5 } as const;
        const effect = pressApproval(await this.request(), press, now);
        if (effect.kind === 'counts') await this.append(await this.request(), effect.event);
        this.model.press(by, isApproval, isRightList, now);
      }
    }
  }

  async append(request: Request, event: Parameters<Ledger['append']>[3][number]): Promise<void> {
    await this.ledger.append(workspaceId, requestId, request.version, [event]);
  }

  async step(): Promise<number | null> {
    const wasOver = this.clock.now() >= this.model.until;
    const client = this.world.client(
      async () => this.checkCall(),
      () => undefined,
    );
    const settings = { ...plainSettings, stoppedBy: this.isKilled ? asker : null };
    const self = { phoneNumber: '+447700900123', lid: null };
    const wakeAt = await advance(requestId, {
      ledger: this.ledger,
      connect: async () => ({ wasend: client, self, settings }),
      pace: { limit: 10, windowMs: 60_000, bulkGapMs: { from: 20_000, to: 45_000 } },
      now: () => this.clock.now(),
      random: () => 0.5,
    });
    if (wasOver && !this.model.isGiven) this.model.ended ??= 'expired';
    return wakeAt;
  }

  /** The promise: no call without enough distinct others, none after an end, none while everything is stopped. */
  checkCall(): void {
    expect(this.model.isGiven).toBe(true);
    expect(this.model.ended).toBeNull();
    expect(this.isKilled).toBe(false);
  }

  async settle(): Promise<Request> {
    for (let steps = 0; steps < 200; steps += 1) {
      const wakeAt = await this.step();
      if (wakeAt === null) break;
      if (wakeAt > this.clock.now()) await this.clock.advance(wakeAt - this.clock.now());
    }
    return this.request();
  }
}

test('no order of approvals, declines, stops, steps and time calls anything that enough others did not approve', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(command, { maxLength: 25 }),
      async (needed, commands) => {
        const clock = new ManualClock(1_800_000_000_000);
        const storage = await openStorage({ url: 'sqlite::memory:', clock });
        const run = new Run(storage.ledger, clock, needed);
        await run.begin();
        for (const one of commands) await run.take(one);
        const { leaves, finishedAt, approval } = await run.settle();
        expect(finishedAt).not.toBeNull();
        expect(approval?.approvedBy.toSorted()).toEqual([...run.model.approved].toSorted());
        const called = run.world.calls.length;
        expect(called).toBeLessThanOrEqual(groupIds.length);
        if (!run.model.isGiven || run.model.ended !== null) expect(called).toBe(0);
        for (const leave of leaves)
          expect(leave.state === 'waiting' || leave.state === 'answered').toBe(true);
        await storage.close();
      },
    ),
    { numRuns: 400 },
  );
});
