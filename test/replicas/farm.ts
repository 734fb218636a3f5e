import { setTimeout as pause } from 'node:timers/promises';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { startWasendStandIn, type WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request, RequestEntry } from '../../src/leaving/request.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import type { StoreVerdict } from '../../src/storage/verify.ts';
import { AppProcess } from '../journeys/app-process.ts';
import {
  admin,
  apiKey,
  auditChannel,
  encryptionKey,
  sessionId,
  signingSecret,
  team,
} from '../journeys/house.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';
import { type Door, openDoor } from './door.ts';

const workspaceId = WorkspaceId.parse('T0AGENCY');

/** Several replicas of the app as real processes over one Postgres, between the two stand-ins. */
export class Farm {
  readonly slack: SlackStandIn;
  readonly wasend: WasendStandIn;
  readonly door: Door;
  readonly replicas: (AppProcess | null)[] = [];
  readonly #storeUrl: string;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(
    slack: SlackStandIn,
    wasend: WasendStandIn,
    door: Door,
    storeUrl: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.slack = slack;
    this.wasend = wasend;
    this.door = door;
    this.#storeUrl = storeUrl;
    this.#environment = environment;
  }

  static async start(
    storeUrl: string,
    random: () => number,
    {
      calls,
      windowMs = 60_000,
      environment = {},
      groups,
    }: {
      /** Leave calls the stand-in takes in a window, a minute long where nothing else is said. */
      readonly calls: number;
      readonly windowMs?: number;
      readonly groups: number;
      readonly environment?: Readonly<Record<string, string>>;
    },
  ): Promise<Farm> {
    const slack = await startSlackStandIn({ signingSecret, ackTimeoutMs: 60_000 });
    endsWithTest(() => slack.close());
    const wasend = await startWasendStandIn({ limit: { calls, windowMs, counts: 'leave' } });
    endsWithTest(() => wasend.close());
    wasend.world.addManyGroups(sessionId, groups);
    const door = await openDoor(random);
    slack.deliverTo(door.url);
    return new Farm(slack, wasend, door, storeUrl, environment);
  }

  /** Begins the replica of this number anew, and waits until it is ready or dead. `main` is what it runs, else the app. */
  async revive(
    index: number,
    changes: Readonly<Record<string, string>> = {},
    main = changes.SKEW_MS === undefined ? '../../src/main.ts' : '../replicas/skewed-app.ts',
  ): Promise<void> {
    const app = new AppProcess(main, {
      HOST: '127.0.0.1',
      PORT: '0',
      SLACK_API_URL: this.slack.apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-stand-in-1',
      SLACK_SIGNING_SECRET: signingSecret,
      WASEND_BASE_URL: this.wasend.url,
      WASEND_API_KEY: apiKey,
      WASEND_SESSION_ID: sessionId,
      AUDIT_CHANNEL: auditChannel,
      ENCRYPTION_KEY: encryptionKey,
      STORE_URL: this.#storeUrl,
      HOLD_SECONDS: '0',
      BULK_GAP_SECONDS: '0',
      ...this.#environment,
      ...changes,
    });
    this.replicas[index] = app;
    if ((await app.port()) === null) throw new Error(`A replica did not start: ${app.errors.join('\n')}`);
    await this.#lead();
  }

  async kill(index: number): Promise<void> {
    const app = this.replicas[index];
    this.replicas[index] = null;
    await this.#lead();
    app?.kill('SIGKILL');
    await app?.exited;
  }

  async #lead(): Promise<void> {
    const ports = await Promise.all(this.replicas.map(async (app) => app?.port() ?? null));
    this.door.lead(ports.filter((port) => port !== null));
  }

  /** Types the command and waits for the button; answers the modal. A death in between is what it is: typed again. */
  async openModal(ids: readonly string[]): Promise<string> {
    for (;;) {
      const before = this.slack.world.viewsOf(admin).at(-1)?.id;
      await this.slack.typeCommand({ user: admin, channel: team, text: ids.join(' ') }).catch(() => null);
      const isFilled = () => {
        const view = this.slack.world.viewsOf(admin).at(-1);
        return view !== undefined && view.id !== before && JSON.stringify(view.content).includes('"submit"');
      };
      const giveUpAt = performance.now() + 8_000;
      while (!isFilled() && performance.now() < giveUpAt) await pause(20);
      if (isFilled()) return this.slack.world.viewsOf(admin).at(-1)?.id ?? '';
    }
  }

  /** Presses “Leave” until Slack is told that it was taken. */
  async confirm(viewId: string, count: number): Promise<void> {
    const values = count > 5 ? { typed_count: { typed_count: String(count) } } : {};
    for (;;) {
      const deliveries = await this.slack
        .submitView({ user: admin, viewId, values, times: 2 })
        .catch(() => []);
      if (deliveries.some(({ status }) => status === 200)) return;
      await pause(100);
    }
  }

  async requests(): Promise<Request[]> {
    const store = await openStoreForReading(this.#storeUrl);
    try {
      const all = { by: null, groupId: null, sessions: null, before: null, limit: 200 };
      const ids = await store.past(workspaceId, all);
      const loaded = await Promise.all(ids.map((id) => store.load(id)));
      return loaded.filter((request) => request !== null);
    } finally {
      await store.close();
    }
  }

  async entries(requestId: Request['requestId']): Promise<readonly RequestEntry[]> {
    const store = await openStoreForReading(this.#storeUrl);
    try {
      return await store.entries(requestId);
    } finally {
      await store.close();
    }
  }

  /** Says what became of every request that has not ended, and what the replicas had to say of it. */
  async tellWhatHangs(): Promise<void> {
    const open = (await this.requests()).filter(({ closing }) => closing === null);
    for (const { requestId } of open)
      for (const { at, event } of await this.entries(requestId))
        process.stderr.write(`${at} ${JSON.stringify(event)}\n`);
    for (const app of this.replicas)
      for (const line of [...(app?.log ?? []), ...(app?.errors ?? [])]) process.stderr.write(`${line}\n`);
  }

  async verdict(): Promise<StoreVerdict> {
    const store = await openStoreForReading(this.#storeUrl);
    try {
      return await store.verify();
    } finally {
      await store.close();
    }
  }

  audits(): number {
    return this.slack.world.messagesIn(auditChannel).length;
  }

  /** Messages of the team's channel outside threads. */
  cards(): number {
    return this.slack.world.messagesIn(team).filter(({ threadTs }) => threadTs === null).length;
  }
}

export async function eventually(
  what: string,
  look: () => boolean | Promise<boolean>,
  patienceMs = 180_000,
): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await look())) {
    if (performance.now() > giveUpAt) throw new Error(`This did not happen: ${what}`);
    await pause(50);
  }
}

/** The same row of numbers from 0 up to 1 for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
