import { createHash } from 'node:crypto';
import { fdatasync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import {
  type SlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { standInClient } from '@wasend-slack/slack-stand-in/world/installs.ts';
import { startWasendStandIn, type WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { ulid } from 'ulid';
import { createApp, type RunningApp } from '../../src/app/create-app.ts';
import type { AppDependencies } from '../../src/app/dependencies.ts';
import { type Config, readConfig } from '../../src/config/read-config.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import type { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import { createLogger } from '../../src/logger.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { parseAnswer } from '../../src/wasend/parsing/parse-answer.ts';
import { ManualClock } from '../manual-clock.ts';
import { folderOfHouse } from './folder-of-house.ts';
import { Stillness } from './stillness.ts';

export const signingSecret = createHash('md5').update('journeys').digest('hex');
export const apiKey = 'wk_stand_in_1';
export const sessionId = '8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10';
export const encryptionKey = createHash('sha256').update('journeys').digest('base64');

/** People and channels of the Slack stand-in. */
export const admin = 'U0ADMIN';
export const owner = 'U0OWNER';
export const member = 'U0MEMBER';
export const guest = 'U0GUEST';
export const team = 'C0TEAM';
export const auditChannel = 'C0AUDIT';
/** A private channel the app is not in. */
export const closedChannel = 'G0PRIVATE';

export const publicUrl = 'https://wasend.example.com';
/** Laid over the small set-up: many workspaces, installed by OAuth, none connected yet. */
export const byOauth = {
  SLACK_BOT_TOKEN: '',
  SLACK_CLIENT_ID: standInClient.id,
  SLACK_CLIENT_SECRET: standInClient.secret,
  SLACK_STATE_SECRET: 's'.repeat(40),
  PUBLIC_URL: publicUrl,
  WASEND_API_KEY: '',
  WASEND_SESSION_ID: '',
  AUDIT_CHANNEL: '',
} as const;

/** Longer than any machine takes: whether Slack's three seconds are kept is asked of the clock, not of the machine. */
const ackTimeoutMs = 60_000;

const exchange = createNodeExchange();
const putOnDisk = promisify(fdatasync);

/** The whole app over real HTTP between the two stand-ins, on a clock turned by hand. */
export class House {
  readonly clock: ManualClock;
  readonly slack: SlackStandIn;
  readonly wasend: WasendStandIn;
  readonly logLines: string[] = [];
  /** User groups that must approve, and are mentioned for it: any other mention is one that a stranger's text made. */
  readonly mayMention = new Set<string>();
  /** When the app last sent a call of a Slack method, by `performance.now()`. */
  readonly sentAt = new Map<string, number>();
  readonly #stillness: Stillness;
  readonly #directory: string;
  readonly #environment: Readonly<Record<string, string>>;
  storage!: Storage;
  app!: RunningApp;

  private constructor(
    clock: ManualClock,
    slack: SlackStandIn,
    wasend: WasendStandIn,
    directory: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.clock = clock;
    this.#stillness = new Stillness(clock);
    this.slack = slack;
    this.wasend = wasend;
    this.#directory = directory;
    this.#environment = environment;
  }

  /** Recorded payloads name addresses of the real Slack; a test must not call them. */
  readonly #exchange: Exchange = async (call) => {
    if (!call.url.startsWith('http://127.0.0.1:'))
      return { kind: 'failed', error: new Error('A test may not call beyond this machine'), isBegun: false };
    this.sentAt.set(call.url.split('/api/').at(-1) ?? '', performance.now());
    return this.#stillness.during(() => exchange(call));
  };

  /**
   * Starts everything, or nothing when it throws. `environment` is laid over what a small set-up has; an empty value
   * takes a variable away.
   */
  static async start(
    environment: Readonly<Record<string, string>> = {},
    slackOptions: Pick<SlackStandInOptions, 'ackTimeoutMs'> = {},
  ): Promise<House> {
    const clock = new ManualClock(Date.now());
    const now = () => clock.now();
    const slack = await startSlackStandIn({
      signingSecret,
      now,
      ackTimeoutMs,
      requireExplicitResponse: true,
      ...slackOptions,
    });
    const wasend = await startWasendStandIn({ now });
    const directory = await folderOfHouse();
    const house = new House(clock, slack, wasend, directory, environment);
    try {
      await house.startApp();
    } catch (error) {
      await house.#close();
      throw error;
    }
    return house;
  }

  get config(): Config {
    return this.configWith({});
  }

  configWith(changes: Readonly<Record<string, string>>): Config {
    return readConfig({
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
      STORE_URL: `sqlite:${join(this.#directory, 'wasend.db')}`,
      LOG_LEVEL: 'trace',
      ...this.#environment,
      ...changes,
    });
  }

  /** Starts the app on the store as it is: after `stopApp` this is a restart. */
  async startApp(changes: Readonly<Record<string, string>> = {}): Promise<void> {
    const { clock } = this;
    const config = this.configWith(changes);
    const destination = {
      write: (line: string) => {
        this.#stillness.sign();
        this.logLines.push(line);
      },
    };
    const logger = createLogger({ level: config.logLevel, secrets: [], destination });
    this.storage = await openStorage({
      url: config.storeUrl,
      clock,
      newId: () => ulid(clock.now()),
      sync: (file) => this.#stillness.beside(() => putOnDisk(file)),
    });
    const dependencies: AppDependencies = {
      config,
      clock,
      exchange: this.#exchange,
      parse: (reducing) => this.#stillness.beside(() => parseAnswer(reducing)),
      random: () => 0.5,
      storage: this.storage,
      logger,
    };
    try {
      this.app = await createApp(dependencies).start();
    } catch (error) {
      await this.storage.close();
      throw error;
    }
    if (config.slack.appToken === null)
      this.slack.deliverTo(`http://127.0.0.1:${this.app.port}/slack/events`);
  }

  async stopApp(): Promise<void> {
    await this.app.stop();
  }

  /** Stops everything. Whatever the app ever sent must have been within Slack's limits and Wasend's manners. */
  async end(): Promise<void> {
    try {
      await this.#stillness.untilOver(this.app.stop());
    } finally {
      await this.#close();
    }
    const isMeant = (message: string) =>
      [...this.mayMention].some((id) => message === `live user-group in a text: <!subteam^${id}>`);
    expect(this.slack.problems.filter(({ message }) => !isMeant(message))).toEqual([]);
    expect(this.wasend.problems).toEqual([]);
  }

  async #close(): Promise<void> {
    await Promise.all([this.slack.close(), this.wasend.close()]);
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** Waits for something the app does on its own; with `turnMs` the clock is turned by so much whenever all is still. */
  async until<T>(what: string, look: () => T | undefined | false | null, turnMs = 0): Promise<T> {
    const seen = await this.#stillness.until(look, turnMs);
    if (seen === null) throw new Error(`This did not happen: ${what}\n${this.logLines.slice(-8).join('')}`);
    return seen;
  }

  /** Types the command and waits until the modal has everything it will have. */
  async openModal(text: string, { user = admin, channel = team }: { user?: string; channel?: string } = {}) {
    const before = this.slack.world.viewsOf(user).at(-1)?.id;
    const delivery = await this.slack.typeCommand({ user, channel, text });
    expect(delivery.status).toBe(200);
    const view = await this.until('the modal is filled in', () => {
      const open = this.slack.world.viewsOf(user).at(-1);
      return (
        open !== undefined && open.id !== before && !this.text(open.content).includes('Looking up') && open
      );
    });
    return { delivery, view };
  }

  /** Confirms what the person has open. */
  async confirm({
    user = admin,
    reason,
    times = 1,
  }: {
    user?: string;
    reason?: string;
    times?: number;
  } = {}) {
    const view = this.slack.world.viewsOf(user).at(-1);
    if (view === undefined) throw new Error(`${user} has no modal open`);
    const count = /[Ll]eave (\d+) groups/.exec(this.text(view.content.submit))?.[1];
    const values = {
      ...(reason === undefined ? {} : { reason: { reason } }),
      ...(count !== undefined && Number(count) > 5 ? { typed_count: { typed_count: count } } : {}),
    };
    return this.slack.submitView({ user, viewId: view.id, values, times });
  }

  /** Types, confirms, and lets time pass until the audit line is there. */
  async leave(text: string, place: { user?: string; channel?: string } = {}): Promise<void> {
    await this.openModal(text, place);
    const before = this.audit().length;
    const [delivery] = await this.confirm(place.user === undefined ? {} : { user: place.user });
    expect(delivery?.status).toBe(200);
    await this.until('an audit line', () => this.audit().length > before, 500);
    await this.told();
  }

  /** Lets time pass until everybody has been told the end of every request. */
  async told(turnMs = 500, workspace = 'T0AGENCY'): Promise<void> {
    const workspaceId = WorkspaceId.parse(workspace);
    let open: number | null = null;
    const look = () => {
      void this.storage.ledger.open(workspaceId).then(({ length }) => {
        open = length;
      });
      return open === 0;
    };
    await this.until('everybody is told every end', look, turnMs);
  }

  /** The newest request of the workspace, as the ledger has it. */
  async newestRequest(workspace = 'T0AGENCY'): Promise<Request> {
    const { ledger } = this.storage;
    const all = { by: null, groupId: null, sessions: null, before: null, limit: 1 };
    const [requestId] = await ledger.past(WorkspaceId.parse(workspace), all);
    const request = requestId === undefined ? null : await ledger.load(requestId);
    if (request === null) throw new Error('Nothing was asked');
    return request;
  }

  /** Lays rules over those of the workspace, as an admin would on the Home tab. */
  async rule(changes: Partial<WorkspaceSettings>, workspace = 'T0AGENCY'): Promise<void> {
    const workspaceId = WorkspaceId.parse(workspace);
    const change = { workspaceId, by: UserId.parse(admin), tell: [], seenRevision: null };
    await changeRules(this.storage.rules(this.config.rules), change, (before) => ({ ...before, ...changes }));
  }

  /** Presses a button of the newest card, by its action id. */
  async press(actionId: string, user: string, channel = team) {
    const card = this.cards(channel).at(-1);
    if (card === undefined) throw new Error(`There is no card in ${channel}`);
    return this.slack.press({ user, channel, ts: card.ts, actionId });
  }

  /** What one person alone was told in a channel. */
  whispers(user: string, channel = team): string[] {
    return this.slack.world.ephemeralsFor(user, channel).map(({ text }) => text);
  }

  messages(channel = team) {
    return this.slack.world.messagesIn(channel);
  }

  /** Messages of a channel outside threads. */
  cards(channel = team) {
    return this.messages(channel).filter(({ threadTs }) => threadTs === null);
  }

  /** What the newest card of the channel says first, without the marks that keep a stranger's text in its place. */
  firstLine(channel = team): string {
    const [line = ''] = (this.cards(channel).at(-1)?.text ?? '').split('\n');
    return line.replace(/[\u2060\u2066-\u2069]/g, '');
  }

  /** The newest card of the channel as it now stands, as JSON: for looking words up in. */
  card(channel = team): string {
    const card = this.cards(channel).at(-1);
    return this.text({ text: card?.text, blocks: card?.blocks });
  }

  /** The modal on top of what the person has open. */
  async openView(user = admin) {
    return this.until('an open modal', () => this.slack.world.viewsOf(user).at(-1));
  }

  audit(): string[] {
    return this.cards(auditChannel).map((message) => this.text(message));
  }

  text(value: unknown): string {
    return JSON.stringify(value ?? null);
  }

  /** A group the number is a plain member of. */
  group(index = 0) {
    const plain = this.wasend.world
      .groups(sessionId)
      .filter((group) => this.wasend.world.isMember(sessionId, group.id) && group.standing === 'member');
    const group = plain[index];
    if (group === undefined) throw new Error('The Wasend stand-in has no such group');
    return group;
  }
}
