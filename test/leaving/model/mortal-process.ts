import { startWorker, type Worker } from '../../../src/app/work.ts';
import { type Clock, neverBack } from '../../../src/clock.ts';
import { advance, giveUp } from '../../../src/leaving/advance/advance.ts';
import type { AdvanceMeans } from '../../../src/leaving/advance/means.ts';
import type { Pace } from '../../../src/leaving/advance/pace.ts';
import type { LaneId, UserId, WorkspaceId } from '../../../src/leaving/ids.ts';
import type { Ledger } from '../../../src/leaving/ports/ledger.ts';
import type { SessionFacts } from '../../../src/leaving/ports/wasend.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { createRequests, type Requests } from '../../../src/leaving/requests.ts';
import type { Person } from '../../../src/leaving/rules/rules.ts';
import type { Storage, StorageOptions } from '../../../src/storage/storage.ts';
import { plainSettings } from '../plain-settings.ts';
import type { WhatsAppWorld, WorldCall } from './whatsapp-world.ts';

export class Crash extends Error {}

export interface Surroundings {
  readonly openStorage: (options: StorageOptions) => Promise<Storage>;
  readonly url: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly world: WhatsAppWorld;
  readonly pace: Pace;
  readonly random: () => number;
  /** A person by Slack's word of this moment. */
  readonly person: (userId: UserId) => Person | null;
  /** Whether the workspace is connected, and by which revision of its connection. */
  readonly connection: (workspaceId: WorkspaceId) => {
    readonly connected: boolean;
    readonly revision: number;
    /** The lane of the key it has. */
    readonly lane: LaneId;
  };
  /** Looks at a request as it has just become. */
  readonly onWritten: (request: Request) => void;
  /** Checks a call as it begins, before anything is sent. */
  readonly onCall: (request: Request, call: WorldCall, process: MortalProcess) => Promise<void>;
}

/** One life of the app: its work goes on by the clock until it is closed, or dies at a boundary. */
export class MortalProcess {
  readonly storage: Storage;
  readonly ledger: Ledger;
  readonly requests: Requests;
  readonly rules: ReturnType<Storage['rules']>;
  /** Calls of this process that wait for their answer, each with the number it was confirmed for. */
  readonly underWay = new Map<WorldCall, string>();
  readonly errors: unknown[] = [];
  /** By which state and which rules the newest call of each request was claimed. */
  readonly claimed = new Map<string, { readonly version: number; readonly settingsRevision: number }>();
  /** The newest good read of each session, as far as this process has read. */
  readonly #sessions = new Map<string, { readonly facts: SessionFacts; readonly readAt: number }>();
  readonly #clock: Clock;
  readonly #workers: readonly Worker[];
  #boundaries = Number.POSITIVE_INFINITY;
  #isDead = false;
  #isClosing = false;

  private constructor(storage: Storage, around: Surroundings) {
    this.storage = storage;
    this.#clock = around.clock;
    this.rules = storage.rules(plainSettings);
    this.ledger = this.#mortal(storage.ledger, around);
    const { clock, pace } = around;
    const means = {
      ledger: this.ledger,
      notes: storage.notes,
      rules: this.rules,
      wakes: storage.wakes,
      pace,
      now: () => clock.now(),
    };
    this.requests = createRequests(means);
    this.#workers = [this.#steps(clock, around), this.#tells(clock)];
  }

  static async begin(around: Surroundings): Promise<MortalProcess> {
    // One clock that never goes back for the whole process, as the app has it.
    const alive = { ...around, clock: neverBack(around.clock) };
    // A disk takes its own time, which the clock that is turned by hand knows nothing of.
    const storage = await around.openStorage({ ...alive, sync: async () => undefined });
    return new MortalProcess(storage, alive);
  }

  /** The time it goes by (epoch milliseconds). */
  now(): number {
    return this.#clock.now();
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Dies when it comes to the nth write or call from now: before or after it. */
  dieAt(boundaries: number): void {
    this.#boundaries = boundaries;
  }

  /** The machine takes it away: nothing of it does anything any more. */
  async die(): Promise<void> {
    this.#isDead = true;
    for (const worker of this.#workers) void worker.close();
    await this.storage.close();
  }

  /** Ends in order. */
  async end(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#workers.map((worker) => worker.close()));
    await this.storage.close();
  }

  #pass(): void {
    this.#boundaries -= 1;
    if (this.#boundaries <= 0) this.#isDead = true;
    if (this.#isDead) throw new Crash();
  }

  #mortal(real: Ledger, { onWritten }: Surroundings): Ledger {
    const around =
      <Args extends unknown[], Answer>(write: (...args: Args) => Promise<Answer>) =>
      async (...args: Args): Promise<Answer> => {
        this.#pass();
        const answer = await write(...args);
        this.#pass();
        return answer;
      };
    const append: Ledger['append'] = async (...args) => {
      const appended = await real.append(...args);
      if (appended.kind === 'appended') onWritten(appended.request);
      return appended;
    };
    const claim: Ledger['claim'] = async (request, judged) => {
      const claimed = await real.claim(request, judged);
      const { settingsRevision } = judged;
      if (claimed.kind === 'claimed')
        this.claimed.set(request.requestId, { version: claimed.request.version, settingsRevision });
      return claimed;
    };
    return { ...real, ask: around(real.ask), append: around(append), claim: around(claim) };
  }

  #steps(clock: Clock, around: Surroundings): Worker {
    const means: AdvanceMeans = {
      ledger: this.ledger,
      rules: this.rules,
      pace: around.pace,
      isClosing: () => this.#isClosing,
      random: around.random,
      now: () => clock.now(),
      person: async (_, userId) => around.person(userId),
      sleep: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
      warn: () => {},
      connect: async (request) => {
        const { connected, revision, lane } = around.connection(request.workspaceId);
        await noteConnection(this.rules, request.workspaceId, revision);
        if (!connected || lane !== request.ask.lane) return { kind: 'not-connected' };
        const ring = async (call: WorldCall, moment: 'begins' | 'ends'): Promise<void> => {
          this.#pass();
          if (moment === 'begins') {
            await around.onCall(request, call, this);
            this.underWay.set(call, request.ask.number.phone ?? '');
          } else this.underWay.delete(call);
        };
        const wasend = around.world.client(
          request.requestId,
          `${request.ask.lane} ${request.ask.sessionId}`,
          ring,
        );
        return {
          kind: 'connected',
          wasend,
          self: async () => ({ phoneNumber: around.world.phoneOf(request.ask.sessionId), lid: null }),
          lastSession: () => this.#sessions.get(request.ask.sessionId) ?? null,
          session: async () => {
            const read = await wasend.session(request.ask.sessionId);
            if (read.kind === 'ok')
              this.#sessions.set(request.ask.sessionId, { facts: read.value, readAt: clock.now() });
            return read;
          },
          foundAs: () => [],
          revision,
        };
      },
    };
    return startWorker({
      kind: 'step',
      wakes: this.storage.wakes,
      clock,
      work: ({ requestId }) => advance(requestId, means),
      failed: async ({ requestId }, error, { tries }) => {
        if (!(error instanceof Crash)) this.errors.push(error);
        if (tries >= 20) await giveUp(requestId, 'broken', 'REF', means);
      },
      storeFailed: (error) => void (this.#isDead || this.errors.push(error)),
    });
  }

  /** Tells by saying that it was told, as Slack would have been. */
  #tells(clock: Clock): Worker {
    return startWorker({
      kind: 'tell',
      wakes: this.storage.wakes,
      clock,
      work: async ({ requestId }) => {
        const request = await this.ledger.load(requestId);
        if (request !== null && request.finishedAt !== null)
          await this.requests.close(request.workspaceId, requestId, { card: 'channel', audit: 'told' });
        return null;
      },
      failed: async (_, error) => void (error instanceof Crash || this.errors.push(error)),
      storeFailed: (error) => void (this.#isDead || this.errors.push(error)),
    });
  }
}

/** A row of a connection that has no entry yet gets it when it is read. */
async function noteConnection(
  rules: MortalProcess['rules'],
  workspaceId: Request['workspaceId'],
  revision: number,
): Promise<void> {
  if ((await rules.connectionRevision(workspaceId)) >= revision) return;
  const changes = [{ what: 'key' as const, before: null, after: 'abcd' }];
  await rules.noteConnection(workspaceId, revision, {
    type: 'settings-changed',
    by: null,
    changes,
    tell: [],
  });
}
