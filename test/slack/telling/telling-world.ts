import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebClient } from '@slack/web-api';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { fetchOver } from '../../../src/http/fetch-over.ts';
import { createNodeExchange } from '../../../src/http/node-exchange.ts';
import type { EventOf } from '../../../src/leaving/events.ts';
import {
  ChannelId,
  GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserId,
  WorkspaceId,
} from '../../../src/leaving/ids.ts';
import type { Note } from '../../../src/leaving/notes.ts';
import { beginRequest, type Request } from '../../../src/leaving/request.ts';
import type { ShownRequest } from '../../../src/leaving/requests.ts';
import type { Leavers } from '../../../src/leaving/rules/settings.ts';
import type { Outlook } from '../../../src/leaving/waiting.ts';
import { createLogger } from '../../../src/logger.ts';
import type { PlainMessage } from '../../../src/messages/block-kit/message.ts';
import { createAdmins } from '../../../src/slack/people/admins.ts';
import { createNames } from '../../../src/slack/people/names.ts';
import { type CardRecords, createCardRecords } from '../../../src/slack/telling/card-record.ts';
import { createChannelPace } from '../../../src/slack/telling/channel-pace.ts';
import { createTellNote } from '../../../src/slack/telling/tell-note.ts';
import { createTellRequest } from '../../../src/slack/telling/tell-request.ts';
import type { Drawings, TellMeans, TellState } from '../../../src/slack/telling/telling.ts';
import { createSlackLogger } from '../../../src/slack/wire/slack-logger.ts';
import { patientClient, withTimeout } from '../../../src/slack/wire/web-clients.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { createOwnTurns } from '../../../src/storage/sqlite/own-turns.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { ids } from '../../contracts/open-store.ts';
import { ManualClock } from '../../manual-clock.ts';

export const workspaceId = WorkspaceId.parse('T0AGENCY');
export const requestId = RequestId.parse('01K00000000000000000000001');
export const team = ChannelId.parse('C0TEAM');
/** A private channel the app is not in. */
export const closedChannel = ChannelId.parse('G0PRIVATE');
export const audit = ChannelId.parse('C0AUDIT');
export const asker = UserId.parse('U0ADMIN');
export const owner = UserId.parse('U0OWNER');
export const member = UserId.parse('U0MEMBER');

const quietOutlook: Outlook = { waitingFor: null, ahead: 0, expectedEndAt: null };

/** Plain sentences in place of the app's: what is told is theirs, who is told is what these tests look at. */
const draw: Drawings = {
  card: (state) => ({ message: withButton(cardText(state), state), thread: endReplies(state) }),
  moved: (state) => ({ ...said(`<@${state.request.ask.by}> It takes longer.`), broadcast: false }),
  end: (state) => said(`The end: ${cardText(state)}`),
  approval: (state) => withButton(`Approve? ${cardText(state)}`, state),
  nobodyAsked: () => said('Nobody was notified.'),
  reminder: () => said('Still to be approved.'),
  mend: (what) => said(`Mend ${what}.`),
  audit: (state, cardUrl) => said(`Audit: ${cardText(state)} ${cardUrl}`),
  note: ({ event }) => said(`Note: ${event.type}`),
  step: () => ({ outcome: 'left', message: 'Left' }),
};

function cardText({ request, successor, askedAlone, connectedBy, nameOf }: TellState): string {
  const again = successor === null ? '' : ` Asked again: ${successor.url}`;
  const asked = askedAlone === null ? '' : ` Asked alone: ${askedAlone.map(nameOf).join(', ') || 'nobody'}.`;
  const key = connectedBy === null ? '' : ` Key from ${nameOf(connectedBy)}.`;
  const counts = request.leaves.map(({ status }) => status.kind).join(', ');
  return `${request.finishedAt === null ? 'Under way' : 'RESULT'}: ${counts}. Asked by ${nameOf(request.ask.by)}.${asked}${key}${again}`;
}

function endReplies({ request }: TellState) {
  const isLate = request.finishedAt !== null && request.finishedAt - request.askedAt > 60_000;
  return isLate ? [{ ...said(`<@${request.ask.by}> RESULT`), broadcast: true }] : [];
}

function said(text: string) {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] as const };
}

function withButton(text: string, { request, successor }: TellState): PlainMessage {
  const { blocks } = said(text);
  const hasButton = request.approval !== null ? request.ending === null : successor === null;
  const button = { type: 'button', action_id: 'act', text: { type: 'plain_text', text: 'Act' } } as const;
  return hasButton
    ? { text, blocks: [...blocks, { type: 'actions', elements: [button] }] }
    : { text, blocks };
}

/** Telling over real HTTP: a Slack, one request or note that the test moves on by hand, and a clock. */
export class TellingWorld {
  readonly clock = new ManualClock(Date.parse('2026-06-01T12:00:00Z'));
  readonly logLines: string[] = [];
  readonly slack: SlackStandIn;
  readonly requests = new Map<string, ShownRequest>();
  readonly closed = new Map<string, Omit<EventOf<'closed'>, 'type'>>();
  readonly notes = new Map<string, Note>();
  readonly told: string[] = [];
  readonly #admins = createAdmins(() => this.clock.now());
  approvers: Leavers = 'admins';
  connectedBy: UserId | null = null;
  responseUrl: string | null = null;
  isInstalled = true;
  tokenFault: Error | null = null;

  readonly #storage: Storage;

  private constructor(slack: SlackStandIn, storage: Storage) {
    this.slack = slack;
    this.#storage = storage;
  }

  /** Where the cards' records stand. */
  get keyv(): ReturnType<Storage['keyv']> {
    return this.#storage.keyv('cards', 'losable');
  }

  static async start(): Promise<TellingWorld> {
    let world: TellingWorld | null = null;
    const slack = await startSlackStandIn({ signingSecret: 's', now: () => world?.clock.now() ?? 0 });
    const storage = await openStorage({ url: 'sqlite::memory:', clock: new ManualClock(0), newId: ids() });
    world = new TellingWorld(slack, storage);
    return world;
  }

  get logger() {
    return createLogger({
      level: 'info',
      secrets: [],
      destination: { write: (line) => void this.logLines.push(line) },
    });
  }

  get cards(): CardRecords {
    return createCardRecords(this.keyv);
  }

  get client(): WebClient {
    const logger = createSlackLogger(createLogger({ level: 'silent', secrets: [] }));
    return patientClient('xoxb-stand-in-1', { apiUrl: this.slack.apiUrl, fetch: this.fetch, logger });
  }

  /** A wire that hangs is given up at once: what hangs is what is tested, not how long. */
  readonly fetch = withTimeout(fetchOver(createNodeExchange()), 2_000);

  get means(): TellMeans {
    return {
      requests: {
        tellable: async (id) => this.requests.get(id) ?? null,
        close: async (_, id, closing) => {
          this.closed.set(id, closing);
          this.move({ closing: { type: 'closed', ...closing } }, id);
        },
      },
      notes: {
        load: async (id) => this.notes.get(id) ?? null,
        told: async (id) => void this.told.push(id),
      },
      cards: this.cards,
      clientFor: async () => {
        if (this.tokenFault !== null) throw this.tokenFault;
        return this.isInstalled ? { client: this.client, url: 'https://agency.slack.test/' } : null;
      },
      responseUrlOf: async () => this.responseUrl,
      approversOf: async () => this.approvers,
      connectedBy: async () => this.connectedBy,
      admins: this.#admins,
      names: createNames(() => this.clock.now()),
      numbersOf: async () => (sessionId) => sessionId,
      draw,
      fetch: this.fetch,
      clock: this.clock,
      logger: this.logger,
    };
  }

  /** A request of two groups that was just asked for. */
  ask(changes: Partial<EventOf<'requested'>> = {}, id = requestId): void {
    const group = (digits: string) => ({
      groupId: GroupId.parse(`12036302524612${digits}@g.us`),
      name: `Group ${digits}`,
      memberCount: 5,
      standing: 'member' as const,
      before: { as: null, path: null },
    });
    const event: EventOf<'requested'> = {
      type: 'requested',
      by: asker,
      channelId: team,
      sessionId: SessionId.parse('session-1'),
      number: { phone: null, name: null },
      lane: LaneId.parse('lane-1'),
      groups: [group('5486'), group('9645')],
      joined: [],
      reason: null,
      auditChannel: audit,
      holdUntil: this.clock.now(),
      ...changes,
    };
    const entry = { version: 1, at: this.clock.now(), event, sequence: 1, hash: 'a'.repeat(64) };
    const request = beginRequest(workspaceId, id, entry);
    this.requests.set(id, { request, outlook: quietOutlook, successor: null });
  }

  /** What has happened to the request meanwhile. */
  move(changes: Partial<Request>, id = requestId, shown: Partial<ShownRequest> = {}): void {
    const before = this.requests.get(id);
    if (before === undefined) throw new Error(`There is no request ${id}`);
    const version = before.request.version + 1;
    this.requests.set(id, { ...before, ...shown, request: { ...before.request, version, ...changes } });
  }

  finish(id = requestId): void {
    this.move({ finishedAt: this.clock.now(), leaves: this.settled(id) }, id);
  }

  private settled(id: RequestId): Request['leaves'] {
    const at = this.clock.now();
    const status = { kind: 'left', confirmed: true, evidence: 'members-without-us', at } as const;
    return (this.requests.get(id)?.request.leaves ?? []).map((leave) => ({ ...leave, status }));
  }

  /** Comes again whenever it is asked to, until nothing more is owed for now, or for the given time. */
  async tell(id = requestId, forMs = 24 * 60 * 60_000): Promise<void> {
    const tell = createTellRequest(this.means, createChannelPace(createOwnTurns(() => this.clock.now())));
    await this.comeAgain(() => tell(id), forMs);
  }

  async tellNote(note: Note): Promise<void> {
    this.notes.set(note.noteId, note);
    const tell = createTellNote(this.means, createChannelPace(createOwnTurns(() => this.clock.now())));
    await this.comeAgain(() => tell(note.noteId), 24 * 60 * 60_000);
  }

  private async comeAgain(work: () => Promise<number | null>, forMs: number): Promise<void> {
    const until = this.clock.now() + forMs;
    for (;;) {
      const at = await work();
      if (at === null || at > until) return;
      this.clock.jump(Math.max(1, at - this.clock.now()));
    }
  }

  /** What somebody sees somewhere now, thread replies and private words included. */
  seen(channel?: string): readonly string[] {
    return this.slack.world.messages.all
      .filter(
        (message) => message.deletedAt === null && (channel === undefined || message.channelId === channel),
      )
      .map(({ text }) => text);
  }

  /** One more person of the workspace. */
  addPerson(id: string, flags: Readonly<Record<string, boolean>> = {}): void {
    this.slack.world.workspace(workspaceId).users.set(id, { id, name: id, ...flags });
  }

  /** From now on the app reaches nobody alone. */
  refuseDirectMessages(): void {
    this.slack.world.workspace(workspaceId).isMessagesTabOn = false;
  }

  /** To whom something was posted by their own id. */
  postedAlone(): readonly string[] {
    const posts = this.slack.journal.filter(({ method }) => method === 'chat.postMessage');
    return [...new Set(posts.map(({ args }) => String(args.channel)).filter((id) => id.startsWith('U')))];
  }

  /** True when the log says at error that nobody could be told. */
  get saysNobody(): boolean {
    return this.logLines.some(
      (line) => line.includes('"level":"error"') && line.includes('nobody could be told'),
    );
  }

  /** A `response_url` as a command brings it, typed there. */
  async typeCommand(channel: string): Promise<void> {
    const body = await this.deliver(() => this.slack.typeCommand({ user: asker, channel }));
    this.responseUrl = new URLSearchParams(body).get('response_url');
  }

  /** A workflow that has reached the app's step and waits for its end. */
  async runStep(executionId: string): Promise<void> {
    await this.deliver(() => this.slack.runStep({ step: 'leave_group', inputs: {}, executionId }));
  }

  /** Answers the body that Slack delivered; an app that acknowledges everything stands at the other end. */
  private async deliver(act: () => Promise<unknown>): Promise<string> {
    let body = '';
    const app = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => (body += String(chunk)));
      request.on('end', () => response.end());
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    this.slack.deliverTo(`http://127.0.0.1:${(app.address() as AddressInfo).port}/`);
    await act();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
    return body;
  }

  async end(): Promise<void> {
    await this.slack.close();
    await this.#storage.close();
  }
}
