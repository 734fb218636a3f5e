import { expect } from '@jest/globals';
import {
  agencyWorkspace,
  neighbourWorkspace,
  type WorkspaceSeed,
} from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { GroupId, SessionId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { actionIds, fieldIds, viewIds } from '../../src/messages/ids.ts';
import { byOauth, encryptionKey, House, publicUrl, signingSecret } from './house.ts';
import { requestsOf } from './on-record.ts';

/** In every workspace under one id, name and handle, with other people in each. */
const userGroup = 'S0LEADS';
/** A number that one account hands on to the next: one session id under every key in turn. */
const handedOn = SessionId.parse('handed-on');
/** The numbers of all workspaces are in this one. */
const common = { id: GroupId.parse('120363440000000099@g.us'), name: 'Common ground' };
/** How a message or modal is called that the test put there and not the app. */
export const forged = 'forged';

/** One of many workspaces, of which nearly everything can be told from the others' by its text. */
export interface Neighbour {
  readonly id: WorkspaceId;
  readonly admin: string;
  readonly lead: string;
  readonly channel: string;
  readonly auditChannel: string;
  /** The first has a number of its own, the second the one that is handed on. */
  readonly accounts: readonly [Account, Account];
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[];
  /** Texts of this workspace alone: where another one meets any of them, something has crossed. */
  readonly marks: readonly string[];
}

interface Account {
  readonly key: string;
  readonly sessionId: SessionId;
  readonly phoneNumber: string;
}

const seeds = [
  agencyWorkspace(),
  neighbourWorkspace(),
  newWorkspace(2, 'T0THIRD'),
  newWorkspace(3, 'T0FOURTH'),
];

export const neighbours: readonly Neighbour[] = seeds.map((seed, index) => {
  const groups = [0, 1, 2, 3, 4, 5].map((count) => ({
    id: GroupId.parse(`1203634400000000${index}${count}@g.us`),
    name: `${seed.id} group ${count}`,
  }));
  const own = { sessionId: SessionId.parse(`${seed.id}-own`), phoneNumber: `+44770090020${index}` };
  const handed = { sessionId: handedOn, phoneNumber: `+44770090021${index}` };
  const accounts = [
    { key: `wk_${seed.id}_K${index}ow`, ...own },
    { key: `wk_${seed.id}_K${index}on`, ...handed },
  ] as const;
  const ids = [...seed.users, ...seed.channels, ...groups].map(({ id }) => id);
  const told = accounts.flatMap(({ key, phoneNumber }) => [phoneNumber, `ends in ${key.slice(-4)}`]);
  return {
    id: WorkspaceId.parse(seed.id),
    admin: `U${index}ADMIN`,
    lead: `U${index}MEMBER`,
    channel: `C${index}TEAM`,
    auditChannel: `C${index}AUDIT`,
    accounts,
    groups,
    marks: [seed.id, seed.botId, ...ids, ...told],
  };
});

function newWorkspace(index: number, id: string): WorkspaceSeed {
  const [admin, lead, bot] = [`U${index}ADMIN`, `U${index}MEMBER`, `U${index}BOT`];
  return {
    id,
    name: id,
    domain: id.toLowerCase(),
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

/** What a workspace has been brought to by its own people alone. */
interface Expected {
  account: 0 | 1;
  holdSeconds: number;
  isStopped: boolean;
  /** Whether a key or a token was ever replaced: nothing else ends a request as not connected. */
  wasReplaced: boolean;
  /** What its people have typed of others' themselves: to hear that again tells them nothing. */
  readonly typed: Set<string>;
}

export type Row = Readonly<Record<string, unknown>>;

/** All neighbours in one deployment, installed by OAuth and connected on the Home tab, and what their people do. */
export class ManyWorkspaces {
  readonly house: House;
  /** Whose every token is or was. */
  readonly tokens = new Map<string, WorkspaceId>();
  readonly #expected = new Map<Neighbour, Expected>(
    neighbours.map((neighbour) => [
      neighbour,
      { account: 0, holdSeconds: 5, isStopped: false, wasReplaced: false, typed: new Set<string>() },
    ]),
  );

  private constructor(house: House) {
    this.house = house;
  }

  static async start(): Promise<ManyWorkspaces> {
    const house = await House.start(byOauth);
    const many = new ManyWorkspaces(house);
    house.mayMention.add(userGroup);
    try {
      await many.#settleAll();
    } catch (error) {
      await house.end().catch(() => undefined);
      throw error;
    }
    return many;
  }

  /** Half of them begin with the number that is handed on: each has read its groups, and the last one has it. */
  async #settleAll(): Promise<void> {
    const { slack, wasend } = this.house;
    for (const seed of seeds.slice(1)) slack.world.addWorkspace(seed);
    for (const { id, admin, lead, accounts } of neighbours) {
      const group = { id: userGroup, handle: 'leads', name: 'Leads', users: [admin, lead] };
      slack.world.workspace(id).userGroups.set(userGroup, group);
      for (const { key } of accounts) wasend.world.addKey(key);
    }
    await Promise.all(neighbours.map((neighbour) => this.#settleIn(neighbour)));
    for (const neighbour of neighbours.slice(2)) {
      await this.connect(neighbour, 1);
      await this.suggest(neighbour, neighbour.admin);
    }
  }

  expected(neighbour: Neighbour): Expected {
    const expected = this.#expected.get(neighbour);
    if (expected === undefined) throw new Error(`${neighbour.id} is none of these workspaces`);
    return expected;
  }

  get secrets(): string[] {
    const keys = neighbours.flatMap(({ accounts }) => accounts.map(({ key }) => key));
    return [
      ...keys,
      ...this.tokens.keys(),
      signingSecret,
      byOauth.SLACK_CLIENT_SECRET,
      byOauth.SLACK_STATE_SECRET,
      encryptionKey,
    ];
  }

  async #settleIn(self: Neighbour): Promise<void> {
    Object.assign(this.expected(self), { account: 0, isStopped: false });
    this.takeNumber(self, 0);
    await this.#install(self);
    await this.connect(self, 0);
    await this.rule(self, 30);
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

  async reinstall(self: Neighbour): Promise<void> {
    const { slack, logLines } = this.house;
    const isFarewell = (line: string) => line.includes('uninstalled: ') && line.includes(self.id);
    const before = logLines.filter(isFarewell).length;
    this.expected(self).wasReplaced = true;
    slack.world.workspace(self.id).tokenRefusal = 'account_inactive';
    await slack.event({ workspace: self.id, event: { type: 'app_uninstalled' } });
    await this.house.until('the wipe', () => logLines.filter(isFarewell).length > before);
    await this.#settleIn(self);
  }

  /** The number of the account is in its hands from now on, whoever had it. */
  takeNumber({ id, accounts, groups }: Neighbour, account: 0 | 1): void {
    const { key, sessionId, phoneNumber } = accounts[account];
    const seed = { id: sessionId, name: `${id} number`, phoneNumber, groups: [...groups, common] };
    this.house.wasend.world.addSession(key, seed);
  }

  /** Nothing changes when nobody finishes, or another takes the number in between. */
  async connect(self: Neighbour, account: 0 | 1, isFinished = true): Promise<void> {
    const { admin, auditChannel, accounts } = self;
    const { key, sessionId } = accounts[account];
    const expected = this.expected(self);
    await this.#form(admin, actionIds.homeConnect, 'Wasend API key');
    this.takeNumber(self, account);
    const checked = await this.send(admin, { [fieldIds.key]: key });
    if (!isFinished || checked.includes('"errors"')) return;
    await this.send(admin, { [fieldIds.session]: sessionId, [fieldIds.auditChannel]: auditChannel });
    if (expected.account !== account) Object.assign(expected, { account, wasReplaced: true });
  }

  /** Those in the user group may leave; more than one group needs a second one of them. */
  async rule(self: Neighbour, holdSeconds: number): Promise<void> {
    await this.#form(self.admin, actionIds.homeWho, fieldIds.leavers);
    await this.send(self.admin, { [fieldIds.leavers]: 'named', [fieldIds.userGroups]: [userGroup] });
    await this.#form(self.admin, actionIds.homeSafety, fieldIds.protectedGroups);
    await this.send(self.admin, {
      [fieldIds.protectedGroups]: `${self.id} keep*`,
      [fieldIds.approvers]: '1',
      [fieldIds.approvalOver]: '1',
      [fieldIds.approvalMinutes]: '2',
    });
    await this.#form(self.admin, actionIds.homePace, fieldIds.hold);
    await this.send(self.admin, { [fieldIds.hold]: String(holdSeconds) });
    this.expected(self).holdSeconds = holdSeconds;
  }

  async home(user: string): Promise<void> {
    const { slack } = this.house;
    const published = () =>
      slack.journal.filter(({ method, args }) => method === 'views.publish' && args.user_id === user).length;
    const before = published();
    await slack.openHome({ user });
    await this.house.until(
      'a Home tab',
      () => published() > before && !this.#homeSays(user, 'Asking Wasend'),
    );
  }

  #homeSays(user: string, words: string): boolean {
    return this.house.text(this.house.slack.world.homeOf(user)?.content).includes(words);
  }

  async #pressAtHome(user: string, actionId: string): Promise<void> {
    await this.home(user);
    const viewId = this.house.slack.world.homeOf(user)?.id ?? '';
    await this.house.slack.pressInView({ user, viewId, actionId });
  }

  async #form(user: string, actionId: string, words: string): Promise<void> {
    await this.#pressAtHome(user, actionId);
    const shown = () => this.house.text(this.house.slack.world.viewsOf(user).at(-1)?.content);
    await this.house.until(words, () => shown().includes(words));
  }

  /** Sends the form that is open; answers what the app said to it. */
  async send(user: string, values: Readonly<Record<string, string | readonly string[]>>): Promise<string> {
    const viewId = this.house.slack.world.viewsOf(user).at(-1)?.id ?? '';
    const filled = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }]));
    const [delivery] = await this.house.slack.submitView({ user, viewId, values: filled });
    expect(delivery?.status).toBe(200);
    return delivery?.body ?? '';
  }

  /** Ids of others' that this workspace uses itself are no news to it from then on. */
  types(self: Neighbour, text: string): string {
    const theirs = neighbours.filter((one) => one !== self).flatMap(({ marks }) => marks);
    for (const mark of theirs) if (text.includes(mark)) this.expected(self).typed.add(mark);
    return text;
  }

  async ask(self: Neighbour, user: string, groups: readonly string[], isConfirmed = true): Promise<void> {
    const text = this.types(self, groups.join(' '));
    const { view } = await this.house.openModal(text, { user, channel: self.channel });
    const isNotice = this.house.text(view.content).includes('has stopped everything');
    expect(isNotice).toBe(this.expected(self).isStopped);
    if (isConfirmed && view.content.submit) await this.house.confirm({ user, reason: `for ${self.id}` });
  }

  /** Types what is answered to its person alone with these words: those in the user group are never refused it. */
  async answer(self: Neighbour, user: string, text: string, words: RegExp): Promise<void> {
    const { channel } = self;
    const before = this.house.whispers(user, channel).length;
    await this.house.slack.typeCommand({ user, channel, text: this.types(self, text) });
    const isAnswer = (said: string) => words.test(said) || said.includes('may take the number out');
    const said = await this.house.until(`an answer to ${text}`, () =>
      this.house.whispers(user, channel).slice(before).find(isAnswer),
    );
    expect(said).toMatch(words);
  }

  async suggest(self: Neighbour, user: string): Promise<void> {
    const { slack } = this.house;
    const { isStopped, account } = this.expected(self);
    const before = slack.world.viewsOf(user).at(-1)?.id;
    await slack.typeCommand({ user, channel: self.channel, text: '' });
    const picker = await this.house.until('the picker', () => {
      const open = slack.world.viewsOf(user).at(-1);
      const isNotice = open?.content.callback_id === viewIds.notice;
      return open?.id !== before && isNotice === isStopped && open;
    });
    if (isStopped) return;
    const options = await this.suggestIn(user, picker.id);
    // Nobody else's user group or list may keep them from the groups of a number that is theirs alone.
    if (account === 0) expect(options).not.toEqual([]);
  }

  async suggestIn(user: string, viewId: string): Promise<readonly unknown[]> {
    const field = { blockId: actionIds.pickGroups, actionId: actionIds.pickGroups };
    return (await this.house.slack.suggest({ user, viewId, ...field, typed: 'group' })).options;
  }

  /** Presses that button on the newest card that has it. */
  async pressCard({ channel }: Neighbour, user: string, actionId: string): Promise<void> {
    const cards = this.house.cards(channel).filter(({ text }) => text !== forged);
    const card = cards.findLast(({ blocks }) => this.house.text(blocks).includes(`"${actionId}"`));
    if (card !== undefined) await this.house.slack.press({ user, channel, ts: card.ts, actionId });
  }

  async stopAll(self: Neighbour, user: string): Promise<void> {
    await this.answer(self, user, 'stop all', /Everything is stopped/);
    this.expected(self).isStopped = true;
  }

  async lift(self: Neighbour): Promise<void> {
    if (!this.expected(self).isStopped) return;
    await this.#pressAtHome(self.admin, actionIds.homeLiftStop);
    await this.house.until('the lift', () => !this.#homeSays(self.admin, 'has stopped everything'));
    this.expected(self).isStopped = false;
  }

  async requestsOf({ id }: Neighbour): Promise<Request[]> {
    return (await requestsOf(this.house, id)).toReversed();
  }

  hasCard({ ask, requestId }: Request): boolean {
    return this.house.cards(ask.channelId).some(({ blocks }) => this.house.text(blocks).includes(requestId));
  }

  /** What is stored in a namespace, by key. */
  async rows(namespace: string): Promise<[string, Row][]> {
    const rows: [string, Row][] = [];
    for await (const row of this.house.storage.keyv(namespace, 'durable').iterator?.(undefined) ?? [])
      rows.push(row);
    return rows;
  }

  async eventually(what: string, turnMs: number, look: () => Promise<boolean>): Promise<void> {
    let isSeen = false;
    const lookAgain = async (): Promise<void> => {
      isSeen = await look();
    };
    const lookOnce = (): boolean => {
      void lookAgain();
      return isSeen;
    };
    await this.house.until(what, lookOnce, turnMs);
  }
}
