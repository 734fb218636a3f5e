import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ChannelId, UserGroupId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { Leavers } from '../../src/leaving/rules/settings.ts';
import { actionIds, viewIds } from '../../src/messages/ids.ts';
import { admin, House, owner, sessionId } from './house.ts';

/** Somebody in the workspace whom the matrix does not ask: makes the requests that others approve. */
const asker = 'U0ASKER';
const people = {
  owner,
  admin,
  member: 'U0MEMBER',
  named: 'U0NAMED',
  guest: 'U0GUEST',
  stranger: 'U0STRANGER',
  bot: 'U0ROBOT',
  gone: 'U0GONE',
};
type Who = keyof typeof people;
const everyone = Object.keys(people) as Who[];
const insiders: Who[] = ['owner', 'admin', 'member', 'named'];

const leavers: Record<string, { readonly rule: Leavers; readonly may: readonly Who[] }> = {
  admins: { rule: 'admins', may: ['owner', 'admin'] },
  everyone: { rule: 'everyone', may: insiders },
  people: {
    rule: { users: [UserId.parse('U0NAMED'), UserId.parse('U0GUEST')], userGroups: [] },
    may: ['named'],
  },
  'a user group': {
    rule: { users: [], userGroups: [UserGroupId.parse('S0TEAM')] },
    may: ['member', 'admin'],
  },
};
const channels = { open: 'C0TEAM', other: 'C0AUDIT' };
type Where = keyof typeof channels;

let house: House;
let groups: readonly string[];
/** A group that no cell before has asked for. */
const nextGroup = (): string => {
  const [first, ...others] = groups;
  if (first === undefined) throw new Error('More cells ask than there are groups');
  groups = others;
  return first;
};

beforeAll(async () => {
  house = await House.start({ AUDIT_CHANNEL: '' });
  house.mayMention.add('S0TEAM');
  groups = house.wasend.world.addManyGroups(sessionId, 300);
  const { users, channels: all, userGroups } = house.slack.world.workspace('T0AGENCY');
  users.set('U0NAMED', { id: 'U0NAMED', name: 'nora' });
  users.set('U0STRANGER', { id: 'U0STRANGER', name: 'sam', is_admin: true, homeWorkspace: 'T0FOREIGN' });
  users.set('U0ROBOT', { id: 'U0ROBOT', name: 'robot', is_admin: true, is_bot: true, canStillAct: true });
  users.set('U0GONE', { id: 'U0GONE', name: 'lou', is_admin: true, deleted: true, canStillAct: true });
  users.set(asker, { id: asker, name: 'asa', is_admin: true });
  const team = ['U0MEMBER', 'U0ADMIN', 'U0GUEST', 'U0STRANGER', 'U0ROBOT', 'U0GONE'];
  userGroups.set('S0TEAM', { id: 'S0TEAM', handle: 'team', name: 'Team', users: team });
  for (const channel of Object.values(channels))
    for (const user of [...Object.values(people), asker]) all.get(channel)?.members.add(user);
});
afterAll(() => house.end());

const requests = async (): Promise<number> =>
  (await house.storage.ledger.open(WorkspaceId.parse('T0AGENCY'))).length;

async function reset(rule: Leavers): Promise<void> {
  await house.rule({
    leavers: rule,
    channels: [ChannelId.parse(channels.open)],
    holdSeconds: 3_600,
    approval: { needed: 0, overGroups: 0, minutes: 15 },
    stoppedBy: null,
  });
}

/** Tries one thing as one person and answers whether it was done. */
const actions: Record<string, (user: string, channel: string) => Promise<boolean>> = {
  async ask(user, channel) {
    const before = await requests();
    const { view } = await house.openModal(nextGroup(), { user, channel });
    await house.until(
      'a word on it',
      () => view.content.callback_id === viewIds.notice || view.content.submit,
    );
    if (view.content.callback_id === viewIds.notice) return false;
    await house.confirm({ user });
    return (await requests()) > before;
  },
  /** Nothing can be sent before the facts are there. */
  async 'ask before the names are there'(user, channel) {
    const before = await requests();
    const held = house.wasend.gate.hold('groups');
    const open = house.slack.world.viewsOf(user).at(-1)?.id;
    await house.slack.typeCommand({ user, channel, text: nextGroup() });
    const view = await house.until('a modal', () => {
      const now = house.slack.world.viewsOf(user).at(-1);
      return now?.id !== open && now;
    });
    if (view.content.submit) await house.slack.submitView({ user, viewId: view.id, values: {} });
    held.release();
    return (await requests()) > before;
  },
  async history(user, channel) {
    const before = house.whispers(user, channel).length;
    await house.slack.typeCommand({ user, channel, text: 'history' });
    const said = await house.until('an answer', () => house.whispers(user, channel)[before]);
    return !said.includes('Nothing was done');
  },
  async 'stop all'(user, channel) {
    const before = house.whispers(user, channel).length;
    await house.slack.typeCommand({ user, channel, text: 'stop all' });
    const said = await house.until('an answer', () => house.whispers(user, channel)[before]);
    return said.includes('Everything is stopped');
  },
  async approve(user) {
    const card = await askedForApproval();
    const before = house.whispers(user).length;
    await house.slack.press({ user, channel: channels.open, ts: card.ts, actionId: actionIds.approve });
    const answer = await house.until('an answer', () => house.whispers(user)[before], 500);
    const isApproved = answer.startsWith('Approved');
    if (isApproved) waiting = null;
    return isApproved;
  },
  async 'press Don’t leave'(user) {
    const card = await askedForApproval();
    waiting = null;
    await house.slack.press({ user, channel: channels.open, ts: card.ts, actionId: actionIds.decline });
    return house.until('an end', () => /Stopped by|Declined by/.test(house.text(card.blocks)), 500);
  },
  async 'change the rules'(user) {
    await house.slack.openHome({ user });
    const home = await house.until('Home', () => house.slack.world.homeOf(user));
    await house.until('all of it', () => !house.text(home.content).includes('Asking Wasend'));
    return house.text(home.content).includes(actionIds.homeSafety);
  },
};

type Card = ReturnType<House['cards']>[number];

const says = (card: Card, words: string): boolean => house.text(card.blocks).includes(words);

/** A request that waits for approval: one that was refused to somebody waits for the next. */
let waiting: Card | null = null;

async function askedForApproval(): Promise<Card> {
  await house.rule({ approval: { needed: 1, overGroups: 0, minutes: 15 }, leavers: 'everyone' });
  waiting ??= await askForApproval();
  await house.rule({ leavers: current });
  return waiting;
}

/** Cards of earlier cells may still come before it. */
async function askForApproval(): Promise<Card> {
  const { view } = await house.openModal(nextGroup(), { user: asker, channel: channels.open });
  const { requestId } = JSON.parse(String(view.content.private_metadata));
  await house.confirm({ user: asker });
  return house.until('a card', () => house.cards(channels.open).find((one) => says(one, requestId)), 500);
}
let current: Leavers = 'admins';

/** What may be, told once more by a table of its own. */
function expected(action: string, who: Who, where: Where, may: readonly Who[]): boolean {
  switch (action) {
    case 'press Don’t leave':
      return true;
    case 'change the rules':
      return who === 'owner' || who === 'admin';
    case 'ask before the names are there':
      return false;
    case 'ask':
      return may.includes(who) && where === 'open';
    default:
      return may.includes(who);
  }
}

const wheres: Record<string, readonly Where[]> = {
  approve: ['open'],
  'press Don’t leave': ['open'],
  'change the rules': ['open'],
};
const cells = Object.entries(leavers).flatMap(([rule, { may }]) =>
  Object.keys(actions).flatMap((action) =>
    everyone.flatMap((who) =>
      (wheres[action] ?? (['open', 'other'] as const)).map(
        (where) => [who, action, where, rule, expected(action, who, where, may)] as const,
      ),
    ),
  ),
);

describe('rights', () => {
  test.each(cells)(
    '%s: %s from the %s channel where %s may leave: %s',
    async (who, action, where, rule, may) => {
      current = leavers[rule]?.rule ?? 'admins';
      await reset(current);
      const wasDone = await actions[action]?.(people[who], channels[where]);
      expect(wasDone).toBe(may);
      expect(house.wasend.leaveCalls()).toEqual([]);
    },
  );

  test('nobody may when Slack cannot say who they are', async () => {
    await reset('everyone');
    house.slack.knobs.failNext('users.info', { times: 100 });
    for (const who of insiders) expect(await actions.ask?.(people[who], channels.open)).toBe(false);
  });
});
