import {
  ChannelId,
  type GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserId,
  WorkspaceId,
} from '../../../src/leaving/ids.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { changeRules } from '../../../src/leaving/rules/change-rules.ts';
import type { Person } from '../../../src/leaving/rules/rules.ts';
import type { WorkspaceSettings } from '../../../src/leaving/rules/settings.ts';
import type { AskInput } from '../../../src/leaving/verbs/ask.ts';
import { openStoreForReading } from '../../../src/storage/open-for-reading.ts';
import { askedGroup, begin, groupId, ids } from '../../contracts/open-store.ts';
import { ManualClock } from '../../manual-clock.ts';
import { plainSettings } from '../plain-settings.ts';
import type { Action } from './history.ts';
import { Crash, MortalProcess, type Surroundings } from './mortal-process.ts';
import { brokenByCall, brokenByEnd, brokenByWaiting } from './promises.ts';
import { fair, WhatsAppWorld, type WorldCall } from './whatsapp-world.ts';

const numbers = [
  {
    workspaceId: WorkspaceId.parse('T0ONE'),
    sessionId: SessionId.parse('session-1'),
    phone: '+4915112345678',
  },
  {
    workspaceId: WorkspaceId.parse('T0ONE'),
    sessionId: SessionId.parse('session-2'),
    phone: '+4915122222222',
  },
  {
    workspaceId: WorkspaceId.parse('T0TWO'),
    sessionId: SessionId.parse('session-3'),
    phone: '+4915133333333',
  },
  // The number of session-1, by another key of another workspace.
  {
    workspaceId: WorkspaceId.parse('T0TWO'),
    sessionId: SessionId.parse('session-4'),
    phone: '+4915112345678',
  },
] as const;
const workspaces = [...new Set(numbers.map(({ workspaceId }) => workspaceId))];
const people = ['U0MEI', 'U0NOOR', 'U0IDA'].map((id) => UserId.parse(id));
const channels = ['C0OPS', 'C0OTHER'].map((id) => ChannelId.parse(id));
const groupIds = Array.from({ length: 9 }, (_, index): GroupId => groupId(index + 1));
const pace = { limit: 3, windowMs: 60_000 };
const hourMs = 60 * 60_000;

/** A store of its own for one history. */
export interface RunsOn extends Pick<Surroundings, 'url' | 'openStorage'> {
  /** Waits until nothing is asked of the store any more; left out where it answers at once. */
  readonly settled?: () => Promise<void>;
}

/** One history of the app in a lying world: every action is done to the app as it runs, and every promise looked at after it. */
export class Run {
  readonly clock = new ManualClock(begin);
  readonly world = new WhatsAppWorld(numbers, groupIds, this.clock);
  readonly broken: string[] = [];
  /** What was accepted, as Slack was told. */
  readonly asks: AskInput[] = [];
  readonly kinds = new Set<string>();
  readonly #surroundings: Surroundings;
  readonly #newRequestId = ids('1');
  readonly #ended = new Map<string, string>();
  #process!: MortalProcess;
  #connection = { connected: true, revision: 0 };
  /** How often the key of each workspace was replaced. */
  readonly #keys = new Map<WorkspaceId, number>();
  #looksAnsweredSince = Number.NEGATIVE_INFINITY;
  #slackAnswers = true;
  #noorIsGuest = false;
  #hasJumpedAhead = false;
  #callsBefore = 0;
  #gapMs = plainSettings.gapSeconds.from * 1_000;

  constructor({ url, openStorage, settled }: RunsOn) {
    let seed = 7;
    if (settled !== undefined) this.clock.untilStill = settled;
    this.#surroundings = {
      url,
      openStorage,
      clock: this.clock,
      newId: ids(),
      world: this.world,
      pace,
      random: () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      person: (userId) => (this.#slackAnswers ? this.#personOf(userId) : null),
      connection: (workspaceId) => ({ ...this.#connection, lane: this.#laneOf(workspaceId) }),
      onWritten: (request) => this.#lookAt(request),
      onCall: async (request, call, process) => {
        if (!this.#connection.connected) this.broken.push('5: called without a connection');
        const countFrom = this.#hasJumpedAhead ? this.#callsBefore : 0;
        const bounds = {
          limit: pace.limit,
          gapMs: this.#gapMs,
          countFrom,
          isTimeTrue: !this.#hasJumpedAhead,
          shownOf: (one: WorldCall) => this.#shownOf(one),
        };
        this.broken.push(...(await brokenByCall(request, call, process, this.world, bounds)));
      },
    };
  }

  async begin(): Promise<void> {
    this.#process = await MortalProcess.begin(this.#surroundings);
    this.#callsBefore = this.world.calls.length;
    await this.clock.advance(0);
  }

  /** Does one thing, lives through its death, and looks at every promise. */
  async act(action: Action): Promise<void> {
    try {
      await this.#do(action);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    await this.clock.advance(0);
    const hasDied = this.#process.isDead;
    if (hasDied) await this.#reopen();
    // Time that was only set, or has hardly passed, wakes nobody, and none has passed for a dead process.
    const hasPassed = !hasDied && action.kind === 'time' && action.ms >= 2 * 60_000;
    await this.#look(hasPassed);
  }

  /** The world heals, and everything must come to its end. */
  async settle(): Promise<void> {
    this.#process.dieAt(Number.POSITIVE_INFINITY);
    await this.#connect(true);
    [this.#slackAnswers, this.#noorIsGuest] = [true, false];
    this.world.turn(fair);
    await this.#change({ dailyCap: null, stoppedBy: null });
    for (let hour = 0; hour < 40 && (await this.#open()) > 0; hour += 1) await this.clock.advance(hourMs);
    await this.#look();
    await this.verify();
    if ((await this.#open()) > 0) this.broken.push('9: a request that never ends');
    this.broken.push(...this.#process.errors.map((error) => `a step threw ${String(error)}`));
    await this.#process.end();
  }

  async verify(): Promise<void> {
    const store = await openStoreForReading(this.#surroundings.url, this.#process);
    const { file, workspaces: found } = await store.verify();
    await store.close();
    for (const { where, why } of found.flatMap(({ faults }) => faults))
      this.broken.push(`8: ${where} ${why}`);
    this.broken.push(...file.map((why) => `8: ${why}`));
  }

  async #do(action: Action): Promise<void> {
    switch (action.kind) {
      case 'ask':
        return this.#ask(action);
      case 'weather':
        this.world.turn(action);
        this.#looksAnsweredSince = this.world.answersLooks
          ? this.clock.monotonic()
          : Number.POSITIVE_INFINITY;
        return;
      case 'time':
        return this.clock.advance(action.ms);
      case 'jump':
        this.#hasJumpedAhead ||= action.ms > 0;
        return this.clock.jump(action.ms);
      case 'restart with the clock back':
        this.clock.jump(-action.ms);
        return this.#reopen();
      case 'pair':
        return this.#pair(action.number);
      case 'replace key':
        return this.#replaceKey(workspaces[action.workspace]);
      case 'crash':
        return action.after === 0 ? this.#reopen() : this.#process.dieAt(action.after);
      case 'stop':
      case 'approve':
      case 'decline':
      case 'try again':
        return this.#press(action);
      case 'stop all':
        return this.#stopAll();
      case 'lift':
        return this.#change({ stoppedBy: null });
      case 'rules':
        return this.#change(action.change);
      case 'connection':
        return this.#connect(action.connected);
      case 'slack':
        this.#slackAnswers = action.answers;
        this.#noorIsGuest = action.noorIsGuest;
    }
  }

  async #ask({ groups, number, by, channel }: Extract<Action, { kind: 'ask' }>): Promise<void> {
    const [where, userId, channelId] = [numbers[number], people[by], channels[channel]];
    if (where === undefined || userId === undefined || channelId === undefined) return;
    const phone = this.world.phoneOf(where.sessionId);
    await this.#deliver({
      workspaceId: where.workspaceId,
      sessionId: where.sessionId,
      lane: this.#laneOf(where.workspaceId),
      requestId: RequestId.parse(this.#newRequestId()),
      by: userId,
      person: this.#personOf(userId),
      channelId,
      number: { phone, name: null },
      groups: groups.map((one) => ({
        ...askedGroup(one),
        before: { as: phone.replace('+', ''), path: 'group' },
      })),
      reason: null,
      auditChannel: null,
    });
  }

  /** Slack delivers what was not acknowledged once more. */
  async #deliver(input: AskInput): Promise<void> {
    for (const _ of ['first', 'again']) {
      try {
        const asked = await this.#process.requests.ask(input);
        if (asked.kind === 'accepted' || asked.kind === 'repeated') this.asks.push(input);
        return;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        await this.#reopen();
      }
    }
  }

  async #press(action: Extract<Action, { which: number }>): Promise<void> {
    const ask = this.asks[action.which % Math.max(1, this.asks.length)];
    if (ask === undefined) return;
    const { workspaceId, requestId } = ask;
    const { requests } = this.#process;
    const other = workspaces.find((one) => one !== workspaceId);
    if (other !== undefined && (await requests.show(other, requestId)) !== null)
      this.broken.push('6: seen from elsewhere');
    if (action.kind === 'stop') {
      if (
        other !== undefined &&
        (await requests.stop(other, requestId, people[0] as UserId)).kind !== 'not-found'
      )
        this.broken.push('6: stopped from elsewhere');
      await requests.stop(workspaceId, requestId, people[1] as UserId);
      return;
    }
    if (action.kind === 'try again') {
      const again = await requests.tryAgain(workspaceId, requestId);
      if (again === null) return;
      const wanted = new Set<string>(again.groupIds);
      const groups = ask.groups.filter((group) => wanted.has(group.groupId));
      return this.#deliver({
        ...ask,
        lane: this.#laneOf(workspaceId),
        number: { phone: this.world.phoneOf(ask.sessionId), name: null },
        groups,
        requestId: RequestId.parse(this.#newRequestId()),
        after: requestId,
      });
    }
    const by = people[action.by];
    const shown = await requests.show(workspaceId, requestId);
    if (by === undefined || shown === null) return;
    const list = shown.request.approval?.list ?? '';
    await requests[action.kind]({ workspaceId, requestId, by, person: this.#personOf(by), list });
  }

  async #stopAll(): Promise<void> {
    const by = people[0] as UserId;
    const channelId = channels[0] as ChannelId;
    for (const workspaceId of workspaces)
      await this.#process.requests.stopAll({
        workspaceId,
        by,
        person: this.#personOf(by),
        channelId,
        auditChannel: null,
      });
  }

  async #change(change: Partial<WorkspaceSettings>): Promise<void> {
    if (change.gapSeconds !== undefined) this.#gapMs = Math.min(this.#gapMs, change.gapSeconds.from * 1_000);
    for (const workspaceId of workspaces) {
      const by = { workspaceId, by: people[0] as UserId, tell: [], seenRevision: null };
      await changeRules(this.#process.rules, by, (before) => ({ ...before, ...change }));
    }
  }

  #laneOf(workspaceId: WorkspaceId): LaneId {
    const of = workspaceId === workspaces[0] ? 1 : 2;
    return LaneId.parse(`lane-${of}-${this.#keys.get(workspaceId) ?? 0}`);
  }

  /** What was confirmed for a call that was made. */
  #shownOf({ requestId }: WorldCall): string {
    return this.asks.find((ask) => ask.requestId === requestId)?.number.phone ?? '';
  }

  /** A session is linked to a phone of its own that nobody else has, or back. */
  #pair(index: number): void {
    const number = numbers[index];
    if (number === undefined) return;
    const { sessionId, phone } = number;
    const other = `+49152000000${String(index).padStart(2, '0')}`;
    this.world.pair(sessionId, this.world.phoneOf(sessionId) === phone ? other : phone);
  }

  /** What was asked with the old key halts at its next step; its call under way goes on. */
  async #replaceKey(workspaceId: WorkspaceId | undefined): Promise<void> {
    if (workspaceId === undefined || !this.#connection.connected) return;
    this.#keys.set(workspaceId, (this.#keys.get(workspaceId) ?? 0) + 1);
    await this.#noteConnection({ connected: true, revision: this.#connection.revision + 1 });
  }

  /** The row of the connection first, then its entry, then what is open ends. */
  async #connect(connected: boolean): Promise<void> {
    if (connected === this.#connection.connected) return;
    await this.#noteConnection({ connected, revision: this.#connection.revision + 1 });
    for (const workspaceId of connected ? [] : workspaces)
      await this.#process.requests.halt(workspaceId, 'not-connected');
  }

  async #noteConnection(connection: {
    readonly connected: boolean;
    readonly revision: number;
  }): Promise<void> {
    this.#connection = connection;
    const changes = [{ what: 'key' as const, before: 'abcd', after: connection.connected ? 'efgh' : null }];
    const note = { type: 'settings-changed', by: null, changes, tell: [] } as const;
    for (const workspaceId of workspaces)
      await this.#process.rules.noteConnection(workspaceId, connection.revision, { ...note, tell: [] });
  }

  async #reopen(): Promise<void> {
    this.broken.push(...this.#process.errors.map((error) => `a step threw ${String(error)}`));
    await this.#process.die();
    await this.begin();
    await this.verify();
  }

  async #look(hasPassed = false): Promise<void> {
    for (const { requestId } of this.asks) {
      const request = await this.#process.storage.ledger.load(requestId);
      if (request === null) this.broken.push('2: an accepted ask is gone');
      else {
        this.#lookAt(request);
        const looksAnswered = hasPassed && this.clock.monotonic() - this.#looksAnsweredSince > 2 * 60_000;
        this.broken.push(...brokenByWaiting(request, this.#process.now(), looksAnswered));
      }
    }
  }

  #lookAt(request: Request): void {
    for (const leave of request.leaves) {
      const key = `${request.requestId} ${leave.group.groupId}`;
      const told = JSON.stringify(leave.status);
      const before = this.#ended.get(key);
      if (before !== undefined && before !== told)
        this.broken.push(`an end changed from ${before} to ${told}`);
      const why = brokenByEnd(request, leave, this.world, !this.#hasJumpedAhead);
      if (why !== null && before === undefined) this.broken.push(`${why}: ${told}`);
      if (request.finishedAt !== null) this.#ended.set(key, told);
      this.kinds.add(leave.status.kind);
    }
  }

  async #open(): Promise<number> {
    const open = await Promise.all(
      workspaces.map((workspaceId) => this.#process.storage.ledger.open(workspaceId)),
    );
    return open.flat().length;
  }

  #personOf(userId: UserId): Person {
    const isGuest = this.#noorIsGuest && userId === people[1];
    return {
      userId,
      isAdmin: true,
      isGuest,
      isBot: false,
      isDeactivated: false,
      isStranger: false,
      userGroups: [],
    };
  }
}
