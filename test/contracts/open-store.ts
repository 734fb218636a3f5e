import type { AskedGroup, EventOf } from '../../src/leaving/events.ts';
import {
  ChannelId,
  GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserId,
  WorkspaceId,
} from '../../src/leaving/ids.ts';
import type { NoteOf } from '../../src/leaving/notes.ts';
import type { LeaveAnswer } from '../../src/leaving/outcome.ts';
import type { Claim } from '../../src/leaving/ports/claim.ts';
import type { Ask } from '../../src/leaving/ports/ledger.ts';
import type { RulesStore } from '../../src/leaving/ports/rules.ts';
import type { Request } from '../../src/leaving/request.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage, StorageOptions } from '../../src/storage/storage.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { ManualClock } from '../manual-clock.ts';

export const begin = 1_800_000_000_000;
export const workspaceId = WorkspaceId.parse('T0ONE');
export const lane = LaneId.parse('lane-1');
export const sessionId = SessionId.parse('session-1');
export const channelId = ChannelId.parse('C0OPS');
export const mei = UserId.parse('U0MEI');
export const groupId = (number: number): GroupId =>
  GroupId.parse(`120363${String(number).padStart(12, '0')}@g.us`);

/** ULIDs that only ever grow, told apart by the letter they begin with. */
export function ids(first = '0'): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `${first}1J${String(made).padStart(23, '0')}`;
  };
}

export function askedGroup(number: number, name: string | null = `Group ${number}`): AskedGroup {
  return {
    groupId: groupId(number),
    name,
    memberCount: 3,
    standing: 'member',
    before: { as: '4915112345678', path: 'group' },
  };
}

/** The number of a session, as long as nothing else is said. */
export function phoneOf(session: SessionId): string {
  if (session === sessionId) return '+49 151 12345678';
  const digits = Buffer.from(session).reduce((sum, byte) => (sum * 31 + byte) % 100_000_000, 0);
  return `+49 152 ${String(digits).padStart(8, '0')}`;
}

/** A note that owes its telling to these channels. */
export function refusedAsk(tell: ChannelId[]): NoteOf<'ask-refused'> {
  return { type: 'ask-refused', by: mei, channelId, groups: [], rule: 'guest', tell };
}

export interface AskOptions {
  readonly requestId?: RequestId;
  readonly workspaceId?: WorkspaceId;
  readonly sessionId?: SessionId;
  /** The WhatsApp number as Wasend wrote it; each session has its own where nothing is said. */
  readonly phone?: string | null;
  readonly lane?: LaneId;
  readonly by?: UserId;
  readonly after?: RequestId;
  readonly dailyCap?: number | null;
  readonly settingsRevision?: number;
  readonly holdMs?: number;
  readonly approval?: EventOf<'requested'>['approval'];
}

type Opener = (options: StorageOptions) => Promise<Storage>;

/** How a store is opened where it is not as in service. */
interface Opening extends Pick<StorageOptions, 'sync'> {
  readonly opener?: Opener;
  readonly newId?: () => string;
}

/** A store with a clock that is turned by hand, and the few steps every test takes. */
export class OpenStore {
  readonly clock: ManualClock;
  readonly newRequestId = ids('1');
  rules: RulesStore;
  storage: Storage;
  readonly url: string;
  readonly #newId: () => string;

  readonly #openStorage: Opener;

  private constructor(
    storage: Storage,
    clock: ManualClock,
    url: string,
    newId: () => string,
    opener: Opener,
  ) {
    this.#openStorage = opener;
    this.storage = storage;
    this.rules = storage.rules(plainSettings);
    this.clock = clock;
    this.url = url;
    this.#newId = newId;
  }

  static async open(
    url = 'sqlite::memory:',
    clock = new ManualClock(begin),
    { opener = openStorage, newId = ids(), ...options }: Opening = {},
  ): Promise<OpenStore> {
    return new OpenStore(await opener({ url, clock, newId, ...options }), clock, url, newId, opener);
  }

  /** As a new process would, which knows nothing but what is on disk. */
  async reopen(): Promise<void> {
    await this.storage.close();
    this.storage = await this.#openStorage({ url: this.url, clock: this.clock, newId: this.#newId });
    this.rules = this.storage.rules(plainSettings);
  }

  get ledger(): Storage['ledger'] {
    return this.storage.ledger;
  }

  toAsk(numbers: readonly number[], options: AskOptions = {}): Ask {
    return {
      workspaceId: options.workspaceId ?? workspaceId,
      requestId: options.requestId ?? RequestId.parse(this.newRequestId()),
      event: {
        type: 'requested',
        by: options.by ?? mei,
        channelId,
        sessionId: options.sessionId ?? sessionId,
        number: {
          phone: options.phone === undefined ? phoneOf(options.sessionId ?? sessionId) : options.phone,
          name: 'Office',
        },
        lane: options.lane ?? lane,
        reason: null,
        auditChannel: null,
        holdUntil: this.clock.now() + (options.holdMs ?? 0),
        ...(options.after === undefined ? {} : { after: options.after }),
      },
      groups: numbers.map((number) => askedGroup(number)),
      approvalFor: () => options.approval,
      dailyCap: options.dailyCap ?? null,
      settingsRevision: options.settingsRevision ?? 0,
    };
  }

  /** Asks, and answers the request; throws where it was not accepted. */
  async ask(numbers: readonly number[], options: AskOptions = {}): Promise<Request> {
    const taken = await this.ledger.ask(this.toAsk(numbers, options));
    if (taken.kind !== 'accepted') throw new Error(`The ask was ${taken.kind}`);
    return taken.request;
  }

  claimOf(request: Request, changes: Partial<Claim> = {}): Claim {
    const leave = request.leaves.find(({ status }) => status.kind === 'waiting') ?? request.leaves[0];
    if (leave === undefined) throw new Error('No group');
    return {
      groupId: leave.group.groupId,
      attempt: leave.attempts + 1,
      foundAs: [],
      settingsRevision: 0,
      connectionRevision: 0,
      isNumberKnown: true,
      limit: 10,
      windowMs: 60_000,
      gapMs: 0,
      longestGapMs: 0,
      dailyCap: null,
      leaseMs: 100_000,
      ...changes,
    };
  }

  /** Claims the next call of a request; throws where it has to wait. */
  async claim(request: Request, changes: Partial<Claim> = {}): Promise<Request> {
    const claimed = await this.ledger.claim(request, this.claimOf(request, changes));
    if (claimed.kind !== 'claimed') throw new Error(`Not claimed: ${JSON.stringify(claimed)}`);
    return claimed.request;
  }

  /** Why the next call of a request cannot be made now, or `claimed`. */
  async tryClaim(request: Request, changes: Partial<Claim> = {}): Promise<string> {
    const newest = await this.load(request);
    const claimed = await this.ledger.claim(newest, this.claimOf(newest, changes));
    return claimed.kind === 'wait' ? claimed.why : claimed.kind;
  }

  async answer(
    request: Request,
    answer: Partial<LeaveAnswer> & Pick<LeaveAnswer, 'class'>,
  ): Promise<Request> {
    const newest = await this.load(request);
    const leave = newest.leaves.find(({ status }) => status.kind === 'calling');
    if (leave === undefined) throw new Error('No call is under way');
    const full = { status: 200, said: null, ...answer };
    const { groupId: called } = leave.group;
    const event = { type: 'answered', groupId: called, attempt: leave.attempts, answer: full } as const;
    const appended = await this.ledger.append(newest, [event]);
    if (appended.kind === 'stale') throw new Error('The answer was stale');
    return appended.request;
  }

  /** One whole call: claimed and accepted. */
  async call(request: Request, changes: Partial<Claim> = {}): Promise<Request> {
    return this.answer(await this.claim(await this.load(request), changes), { class: 'accepted' });
  }

  async load({ requestId }: Pick<Request, 'requestId'>): Promise<Request> {
    const request = await this.ledger.load(requestId);
    if (request === null) throw new Error(`No request ${requestId}`);
    return request;
  }

  close(): Promise<void> {
    return this.storage.close();
  }
}
