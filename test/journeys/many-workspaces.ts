import { expect } from '@jest/globals';
import { GroupId, SessionId, WorkspaceId } from '../../src/leaving/ids.ts';
import { foldRequest, type Request } from '../../src/leaving/request.ts';
import { standInClient } from '../../src/sandbox/slack/installs.ts';
import {
  agencyWorkspace,
  neighbourWorkspace,
  type WorkspaceSeed,
} from '../../src/sandbox/slack/world-seed.ts';
import { actionIds, fieldIds, viewIds } from '../../src/slack/ids.ts';
import { encryptionKey, House, signingSecret } from './house.ts';

const publicUrl = 'https://wasend.example.com';
const stateSecret = 's'.repeat(40);
/** In every workspace under the same id, name and handle, and with other people in each. */
const userGroup = 'S0LEADS';
/** A number that one account hands to the next: the same session id under every key, one after the other. */
export const handedOn = SessionId.parse('handed-on');
/** A group that the numbers of all workspaces are in. */
export const common = { id: '120363440000000099@g.us', name: 'Common ground' };

/** One of many workspaces of the deployment: nearly everything of it can be told from the others' by its text. */
export interface Neighbour {
  readonly id: WorkspaceId;
  readonly seed: WorkspaceSeed;
  readonly admin: string;
  readonly lead: string;
  readonly channel: string;
  readonly auditChannel: string;
  /** The first key has a session of its own, the second one the number that is handed on. */
  readonly accounts: readonly {
    readonly key: string;
    readonly sessionId: SessionId;
    readonly phone: string;
  }[];
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[];
  /** Texts of this workspace alone: where another one meets any of them, something has crossed. */
  readonly marks: readonly string[];
}

const seeds = [
  agencyWorkspace(),
  neighbourWorkspace({ userGroups: leads(1) }),
  newWorkspace(2, 'T0THIRD'),
  newWorkspace(3, 'T0FOURTH'),
];

export const neighbours: readonly Neighbour[] = seeds.map((seed, index) => {
  const groups = [0, 1, 2, 3, 4, 5].map((count) => ({
    id: GroupId.parse(`1203634400000000${index}${count}@g.us`),
    name: `${seed.id} group ${count}`,
  }));
  const accounts = [
    {
      key: `wk_${seed.id}_own_K${index}ow`,
      sessionId: SessionId.parse(`${seed.id}-own`),
      phone: `+44770090020${index}`,
    },
    { key: `wk_${seed.id}_handed_K${index}on`, sessionId: handedOn, phone: `+44770090021${index}` },
  ];
  return {
    id: WorkspaceId.parse(seed.id),
    seed,
    admin: `U${index}ADMIN`,
    lead: `U${index}MEMBER`,
    channel: `C${index}TEAM`,
    auditChannel: `C${index}AUDIT`,
    accounts,
    groups,
    marks: [
      seed.id,
      seed.botId,
      ...seed.users.flatMap(({ id }) => [id, `D${id.slice(1)}`]),
      ...seed.channels.map(({ id }) => id),
      ...groups.map(({ id }) => id),
      ...accounts.flatMap(({ key, phone }) => [
        phone,
        `ends in ${key.slice(-4)}`,
        `ends in \`${key.slice(-4)}\``,
      ]),
    ],
  };
});

function leads(index: number): WorkspaceSeed['userGroups'] & object {
  return [{ id: userGroup, handle: 'leads', name: 'Leads', users: [`U${index}ADMIN`, `U${index}MEMBER`] }];
}

function newWorkspace(index: number, id: string): WorkspaceSeed {
  const [admin, lead, bot] = [`U${index}ADMIN`, `U${index}MEMBER`, `U${index}BOT`];
  return {
    ...neighbourWorkspace({ id, name: id, domain: id.toLowerCase(), userGroups: leads(index) }),
    botToken: `xoxb-stand-in-${index + 1}`,
    botUserId: bot,
    botId: `B${index}APP`,
    users: [
      { id: admin, name: 'ann', is_admin: true },
      { id: lead, name: 'max' },
      { id: bot, name: 'wasend', is_bot: true },
    ],
    channels: [
      { id: `C${index}TEAM`, name: 'groups', members: [admin, lead, bot] },
      { id: `C${index}AUDIT`, name: 'audit', members: [admin, bot] },
    ],
  };
}

/** A group of a workspace by its count; the last one is common to all. */
export function groupOf({ groups }: Neighbour, count: number): string {
  return groups[count % (groups.length + 1)]?.id ?? common.id;
}

export type Row = Readonly<Record<string, unknown>>;

/** Says that a message was put there by the test, not by the app. */
export const forged = 'forged';

/** What a workspace has been brought to by its own people alone. */
export interface Standing {
  /** Which of its keys is connected. */
  account: number;
  holdSeconds: number;
  isStopped: boolean;
  /** Whether key or token have ever been replaced: only that may end a request as not connected. */
  wasReplaced: boolean;
  /** What its people typed of others' themselves: hearing that back tells them nothing. */
  readonly typed: Set<string>;
}

/** All neighbours in one deployment, installed by OAuth and connected on the Home tab. */
export class ManyWorkspaces {
  readonly house: House;
  /** Whose every token is or was. */
  readonly tokens = new Map<string, WorkspaceId>();
  readonly #standings = new Map<WorkspaceId, Standing>();

  private constructor(house: House) {
    this.house = house;
  }

  static async start(): Promise<ManyWorkspaces> {
    const house = await House.start({
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: standInClient.id,
      SLACK_CLIENT_SECRET: standInClient.secret,
      SLACK_STATE_SECRET: stateSecret,
      PUBLIC_URL: publicUrl,
      WASEND_API_KEY: '',
      WASEND_SESSION_ID: '',
      AUDIT_CHANNEL: '',
    });
    const many = new ManyWorkspaces(house);
    for (const seed of seeds.slice(1)) house.slack.world.addWorkspace(seed);
    await Promise.all(neighbours.map((neighbour) => many.settleIn(neighbour)));
    return many;
  }

  standing({ id }: Neighbour): Standing {
    const standing = this.#standings.get(id);
    if (standing === undefined) throw new Error(`${id} has not settled in`);
    return standing;
  }

  get secrets(): string[] {
    const keys = neighbours.flatMap(({ accounts }) => accounts.map(({ key }) => key));
    return [...keys, ...this.tokens.keys(), signingSecret, standInClient.secret, stateSecret, encryptionKey];
  }

  /** Installs, connects the first key and sets the rules: those in the user group may leave, two groups need a second one of them. */
  async settleIn(neighbour: Neighbour): Promise<void> {
    const { id, accounts } = neighbour;
    const { world } = this.house.wasend;
    for (const { key } of accounts) world.addKey(key);
    this.#own(neighbour, 0);
    const before = this.#standings.get(id);
    const typed = before?.typed ?? new Set<string>();
    const wasReplaced = before !== undefined;
    this.#standings.set(id, { account: 0, holdSeconds: 5, isStopped: false, wasReplaced, typed });
    await this.#install(neighbour);
    await this.connect(neighbour, 0);
    await this.rule(neighbour, 30);
  }

  async #install({ id, admin }: Neighbour): Promise<void> {
    const { slack, app } = this.house;
    const base = `http://127.0.0.1:${app.port}/slack`;
    const begun = await fetch(`${base}/install`, { redirect: 'manual' });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    const redirectUri = `${publicUrl}/slack/oauth_redirect`;
    const code = slack.approveInstall({ workspace: id, user: admin, redirectUri });
    const query = new URLSearchParams({ code, state });
    const response = await fetch(`${base}/oauth_redirect?${query}`, { headers: { cookie } });
    expect(response.status).toBe(200);
    this.tokens.set(slack.world.workspace(id).botToken, id);
  }

  /** Slack tells that the app is gone; then it is installed anew. */
  async reinstall(neighbour: Neighbour): Promise<void> {
    const { slack, logLines } = this.house;
    const farewells = () =>
      logLines.filter((line) => line.includes('uninstalled: ') && line.includes(neighbour.id)).length;
    const before = farewells();
    slack.world.workspace(neighbour.id).tokenRefusal = 'account_inactive';
    await slack.event({ workspace: neighbour.id, event: { type: 'app_uninstalled' } });
    await this.house.until('the wipe', () => farewells() > before);
    await this.settleIn(neighbour);
  }

  /** The account's number is its own from now on, whosever it was. */
  #own({ accounts, groups }: Neighbour, account: number): void {
    const { key = '', sessionId = handedOn, phone = '' } = accounts[account] ?? {};
    const seed = { id: sessionId, name: key.slice(3, -5), phoneNumber: phone, groups: [...groups, common] };
    this.house.wasend.world.addSession(key, seed);
  }

  /** Connects a key on the Home tab. Nothing changes when its number was handed on meanwhile, or nobody finishes. */
  async connect(neighbour: Neighbour, account: number, isFinished = true): Promise<void> {
    const { admin, auditChannel, accounts } = neighbour;
    const { key = '', sessionId = '' } = accounts[account] ?? {};
    const standing = this.standing(neighbour);
    await this.form(admin, actionIds.homeConnect, 'Wasend API key');
    if (account === 1) this.#own(neighbour, account);
    const checked = await this.send(admin, { [fieldIds.key]: key });
    if (!isFinished || checked.includes('"errors"')) return;
    await this.send(admin, { [fieldIds.session]: sessionId, [fieldIds.auditChannel]: auditChannel });
    if (standing.account !== account) standing.wasReplaced = true;
    standing.account = account;
  }

  async rule(neighbour: Neighbour, holdSeconds: number): Promise<void> {
    await this.form(neighbour.admin, actionIds.homeRules, 'Who may leave groups?');
    await this.send(neighbour.admin, {
      [fieldIds.leavers]: 'named',
      [fieldIds.userGroups]: [userGroup],
      [fieldIds.protectedGroups]: `${neighbour.id} keep*`,
      [fieldIds.approvers]: '1',
      [fieldIds.approvalOver]: '1',
      [fieldIds.approvalMinutes]: '2',
      [fieldIds.hold]: String(holdSeconds),
    });
    this.standing(neighbour).holdSeconds = holdSeconds;
  }

  /** What the Home tab says once it has everything. */
  async home(user: string): Promise<string> {
    const { slack } = this.house;
    const published = () =>
      slack.journal.filter(
        ({ method, args, status }) => method === 'views.publish' && args.user_id === user && status === 200,
      ).length;
    const before = published();
    await slack.openHome({ user });
    return this.house.until('a Home tab', () => {
      const said = this.house.text(slack.world.homeOf(user)?.content);
      return published() > before && !said.includes('Asking Wasend') && said;
    });
  }

  async pressAtHome(user: string, actionId: string): Promise<void> {
    await this.home(user);
    const viewId = this.house.slack.world.homeOf(user)?.id ?? '';
    expect((await this.house.slack.pressInView({ user, viewId, actionId })).status).toBe(200);
  }

  /** Opens a form behind the Home tab, and waits for these words on it. */
  async form(user: string, actionId: string, words: string): Promise<void> {
    await this.pressAtHome(user, actionId);
    const shown = () => this.house.text(this.house.slack.world.viewsOf(user).at(-1)?.content);
    await this.house.until(words, () => shown().includes(words));
  }

  /** Sends the form that is open; answers what the app said to it. */
  async send(user: string, values: Record<string, string | readonly string[]>): Promise<string> {
    const viewId = this.house.slack.world.viewsOf(user).at(-1)?.id ?? '';
    const filled = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }]));
    const [delivery] = await this.house.slack.submitView({ user, viewId, values: filled });
    expect(delivery?.status).toBe(200);
    return delivery?.body ?? '';
  }

  /** Types the command; ids of others' that stand in it are no news to this workspace from then on. */
  async type(self: Neighbour, user: string, text: string): Promise<void> {
    this.knowsOf(self, text);
    await this.house.slack.typeCommand({ user, channel: self.channel, text });
  }

  knowsOf(self: Neighbour, text: string): void {
    const theirs = neighbours.filter((one) => one !== self).flatMap(({ marks }) => marks);
    for (const mark of theirs) if (text.includes(mark)) this.standing(self).typed.add(mark);
  }

  async look(self: Neighbour, user: string, text: string) {
    this.knowsOf(self, text);
    const { view } = await this.house.openModal(text, { user, channel: self.channel });
    const isNotice = this.house.text(view.content).includes('has stopped everything');
    expect(isNotice).toBe(this.standing(self).isStopped);
    return view;
  }

  async ask(self: Neighbour, user: string, groups: readonly string[]): Promise<void> {
    const { content } = await this.look(self, user, groups.join(' '));
    if (content.submit) await this.house.confirm({ user, reason: `for ${self.id}` });
  }

  /** The answer to its person alone; whoever is in the user group always gets one. */
  async answer(self: Neighbour, user: string, text: string): Promise<void> {
    const before = this.house.whispers(user, self.channel).length;
    await this.type(self, user, text);
    const said = await this.house.until(`an answer to ${text}`, () =>
      this.house.whispers(user, self.channel).slice(before).join('\n'),
    );
    expect(said).not.toContain('Nothing was done');
  }

  async suggest(self: Neighbour, user: string): Promise<void> {
    const { slack } = this.house;
    const { isStopped, account } = this.standing(self);
    const before = slack.world.viewsOf(user).at(-1)?.id;
    await this.type(self, user, '');
    const picker = await this.house.until('the picker', () => {
      const open = slack.world.viewsOf(user).at(-1);
      const isNotice = open?.content.callback_id === viewIds.notice;
      return open?.id !== before && isNotice === isStopped && open;
    });
    if (isStopped) return;
    const field = { blockId: actionIds.pickGroups, actionId: actionIds.pickGroups };
    const { options } = await slack.suggest({ user, viewId: picker.id, ...field, typed: 'group' });
    if (account === 0) expect(options.length).toBeGreaterThan(0);
  }

  /** Presses that button of the newest card that has one. */
  async pressCard({ channel }: Neighbour, user: string, actionId: string): Promise<void> {
    const cards = this.house.cards(channel).filter(({ text }) => text !== forged);
    const card = cards.findLast(({ blocks }) => this.house.text(blocks).includes(`"${actionId}"`));
    if (card !== undefined) await this.house.slack.press({ user, channel, ts: card.ts, actionId });
  }

  async stopAll(self: Neighbour, user: string): Promise<void> {
    await this.answer(self, user, 'stop all');
    this.standing(self).isStopped = true;
  }

  async lift(self: Neighbour): Promise<void> {
    const said = () => this.house.text(this.house.slack.world.homeOf(self.admin)?.content);
    if (!this.standing(self).isStopped) return;
    await this.pressAtHome(self.admin, actionIds.homeLiftStop);
    await this.house.until('the lift', () => !said().includes('has stopped everything'));
    this.standing(self).isStopped = false;
  }

  /** The open requests of all workspaces. */
  async open(): Promise<Request[]> {
    const { ledger } = this.house.storage;
    const entries = (await ledger.open()).map(async (requestId) => foldRequest(await ledger.load(requestId)));
    const folded = await Promise.all(entries);
    return folded.flatMap((one) => (one.kind === 'request' ? [one.request] : []));
  }

  hasCard({ ask, requestId }: Request): boolean {
    return this.house.cards(ask.channelId).some(({ blocks }) => this.house.text(blocks).includes(requestId));
  }

  /** What is stored in a namespace, by key. */
  async rows(namespace: string): Promise<[string, Row][]> {
    const rows: [string, Row][] = [];
    const keyv = this.house.storage.keyv(namespace);
    for await (const [key, row] of keyv.iterator?.(undefined) ?? []) rows.push([key, row]);
    return rows;
  }

  async eventually(what: string, look: () => Promise<boolean>): Promise<void> {
    let isSeen = false;
    const lookAgain = async (): Promise<void> => {
      isSeen = await look();
    };
    await this.house.until(
      what,
      () => {
        void lookAgain();
        return isSeen;
      },
      1_000,
    );
  }
}
