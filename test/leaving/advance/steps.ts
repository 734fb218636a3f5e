import { advance } from '../../../src/leaving/advance/advance.ts';
import type { AdvanceMeans, Connect, Connected } from '../../../src/leaving/advance/means.ts';
import { UserId } from '../../../src/leaving/ids.ts';
import type { LeaveAnswer } from '../../../src/leaving/outcome.ts';
import type {
  GroupRead,
  GroupsRead,
  ReadFailure,
  ReadResult,
  SessionFacts,
  WasendClient,
} from '../../../src/leaving/ports/wasend.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { changeRules } from '../../../src/leaving/rules/change-rules.ts';
import type { Person } from '../../../src/leaving/rules/rules.ts';
import type { WorkspaceSettings } from '../../../src/leaving/rules/settings.ts';
import type { GroupFacts } from '../../../src/leaving/standing.ts';
import { mei, OpenStore, sessionId, workspaceId } from '../../contracts/open-store.ts';
import { admin } from '../people.ts';

export const answerOf = (answer: Pick<LeaveAnswer, 'class'> & Partial<LeaveAnswer>): LeaveAnswer => ({
  status: 200,
  said: null,
  ...answer,
});

export const failed = (why: ReadFailure['why'], more: Partial<ReadFailure> = {}): ReadFailure => ({
  kind: 'failed',
  why,
  status: null,
  said: null,
  ...more,
});

export const factsOf = (groupId: string, changes: Partial<GroupFacts> = {}): GroupFacts => ({
  groupId,
  name: null,
  memberCount: 3,
  standing: 'member',
  onlyAdmin: false,
  isCommunity: false,
  isAnnouncementGroup: false,
  communityId: null,
  isLocked: false,
  createdAt: null,
  ...changes,
});

export const sessionIn = (
  health: SessionFacts['health'],
  phoneNumber: string | null = '+49 151 12345678',
): ReadResult<SessionFacts> => ({
  kind: 'ok',
  value: { sessionId, name: null, phoneNumber, lid: null, status: health.toUpperCase(), health },
});

export const listOf = (groups: readonly GroupFacts[]): ReadResult<GroupsRead> => ({
  kind: 'ok',
  value: { groups, whole: true, unreadable: 0, foundAs: new Map() },
});

/** One request's steps over a real store, with everything outside said by the test. */
export class Steps {
  readonly store: OpenStore;
  /** What was asked of Wasend, in its order. */
  readonly asked: string[] = [];
  readonly warnings: unknown[] = [];
  readonly slept: number[] = [];
  answer: () => LeaveAnswer | Promise<LeaveAnswer> = () => answerOf({ class: 'accepted' });
  session: ReadResult<SessionFacts> = sessionIn('usable');
  /** How long ago the session was read last (ms), and well; null for never. */
  sessionReadAgoMs: number | null = 0;
  group: (groupId: string) => ReadResult<GroupRead> = () => failed('timed-out');
  groups: ReadResult<GroupsRead> = failed('timed-out');
  isClosing = false;
  connection: 'connected' | 'not-connected' | 'key-unreadable' = 'connected';
  foundAs: readonly string[] = [];
  person: (userId: UserId) => Person | null = admin;
  random = 0;

  private constructor(store: OpenStore) {
    this.store = store;
  }

  static async open(): Promise<Steps> {
    return new Steps(await OpenStore.open());
  }

  get means(): AdvanceMeans {
    const { store } = this;
    return {
      ledger: store.ledger,
      rules: store.rules,
      connect: this.#connect,
      person: async (_, userId) => this.person(userId),
      pace: { limit: 10, windowMs: 60_000 },
      isClosing: () => this.isClosing,
      now: () => store.clock.now(),
      random: () => this.random,
      sleep: async (ms) => void this.slept.push(ms),
      warn: (detail) => this.warnings.push(detail),
    };
  }

  /** Takes one step; answers the time it names, from now on. */
  async step(request: Request, means: Partial<AdvanceMeans> = {}): Promise<number | null> {
    const again = await advance(request.requestId, { ...this.means, ...means });
    return again === null ? null : again - this.store.clock.now();
  }

  /** What became of each group. */
  async statuses(request: Request): Promise<unknown[]> {
    return (await this.store.load(request)).leaves.map(({ status }) => status);
  }

  /** The newest entries, without the first. */
  async events(request: Request): Promise<string[]> {
    const entries = await this.store.ledger.entries(request.requestId);
    return entries.slice(1).map(({ event }) => event.type);
  }

  async rule(changes: Partial<WorkspaceSettings>): Promise<void> {
    const change = { workspaceId, by: mei, tell: [], seenRevision: null };
    const changed = await changeRules(this.store.rules, change, (before) => ({ ...before, ...changes }));
    if (changed.kind !== 'changed') throw new Error('The rules are as before');
  }

  readonly #connect: Connect = async () =>
    this.connection === 'connected' ? { kind: 'connected', ...this.#connected() } : { kind: this.connection };

  #connected(): Connected {
    const ask = <T>(what: string, answer: T): Promise<T> => {
      this.asked.push(what);
      return Promise.resolve(answer);
    };
    const unwanted = (): never => {
      throw new Error('No step asks for this');
    };
    const wasend: WasendClient = {
      leave: async (_, groupId) => ask(`leave ${groupId}`, await this.answer()),
      session: () => ask('session', this.session),
      group: (_, groupId) => ask('group', this.group(groupId)),
      groups: (_, __, { members }) => ask(members ? 'list with members' : 'list', this.groups),
      sessions: unwanted,
      groupCount: unwanted,
      joinInfo: unwanted,
    };
    return {
      wasend,
      self: () => Promise.resolve({ phoneNumber: null, lid: null }),
      lastSession: () =>
        this.sessionReadAgoMs === null || this.session.kind === 'failed'
          ? null
          : { facts: this.session.value, readAt: this.store.clock.now() - this.sessionReadAgoMs },
      session: () => {
        this.sessionReadAgoMs = 0;
        return ask('session', this.session);
      },
      foundAs: () => this.foundAs,
      revision: 0,
    };
  }
}

export const ana = UserId.parse('U0ANA');
