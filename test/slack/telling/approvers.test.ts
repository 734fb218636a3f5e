import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserGroupId, UserId } from '../../../src/leaving/ids.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { asker, closedChannel, member, owner, requestId, TellingWorld, team } from './telling-world.ts';

const minuteMs = 60_000;
const index = (id: string): number => Number(id.slice(2));

function askOf(world: TellingWorld): Request['ask'] {
  const shown = world.requests.get(requestId);
  if (shown === undefined) throw new Error('nothing was asked');
  return shown.request.ask;
}

describe('those who may approve', () => {
  let world: TellingWorld;
  beforeEach(async () => {
    world = await TellingWorld.start();
    world.approvers = { users: [asker, owner, member], userGroups: [UserGroupId.parse('S0LEADS')] };
    world.ask({ approval: { needed: 1, until: world.clock.now() + 10 * minuteMs, list: 'list' } });
  });
  afterEach(() => world.end());

  const direct = (person: string) => world.slack.world.messagesIn(`D${person.slice(1)}`);
  const hasButton = (person: string) => JSON.stringify(direct(person)[0]?.blocks).includes('button');

  test('are asked alone, with the buttons, by name and never who asked', async () => {
    await world.tell(requestId, minuteMs);
    expect(direct(owner).map(({ text }) => text)).toEqual([expect.stringContaining('Approve?')]);
    expect(direct(member)).toHaveLength(1);
    expect(direct(asker)).toEqual([]);
    expect(hasButton(owner)).toBe(true);
  });

  test('lose the buttons when it is decided, and are not edited after that', async () => {
    await world.tell(requestId, minuteMs);
    world.move({ ending: { kind: 'declined', by: owner, at: world.clock.now() } });
    await world.tell(requestId, minuteMs);
    expect([hasButton(owner), hasButton(member)]).toEqual([false, false]);
    const edits = world.slack.journal.length;
    world.finish();
    await world.tell();
    const later = world.slack.journal.slice(edits).filter(({ args }) => String(args.channel).startsWith('D'));
    expect(later).toEqual([]);
  });

  test('are reminded once, when half the time is over', async () => {
    await world.tell(requestId, 4 * minuteMs);
    expect(direct(owner)).toHaveLength(1);
    await world.tell(requestId, 9 * minuteMs);
    await world.tell(requestId, 1);
    expect(
      direct(owner)
        .map(({ text }) => text)
        .slice(1),
    ).toEqual(['Still to be approved.']);
  });

  test('who have approved are not reminded', async () => {
    await world.tell(requestId, minuteMs);
    const { approval } = world.requests.get(requestId)?.request ?? {};
    if (approval == null) throw new Error('no approval');
    world.move({ approval: { ...approval, needed: 2, approvedBy: [owner] } });
    await world.tell(requestId, 9 * minuteMs);
    expect(direct(owner)).toHaveLength(1);
    expect(direct(member)).toHaveLength(2);
  });

  test('that nobody names are the admins and owners: asked alone, reminded there, and named on the card', async () => {
    world.approvers = 'admins';
    await world.tell(requestId, 9 * minuteMs);
    expect(direct(owner).map(({ text }) => text)).toEqual([
      expect.stringContaining('Approve?'),
      'Still to be approved.',
    ]);
    expect([direct(member), direct(asker)]).toEqual([[], []]);
    expect(world.seen(team)).toEqual([expect.stringContaining('Asked alone: Olu Owner.')]);
  });

  test('of many, those who connected the key are asked first, as long as they are admins', async () => {
    world.approvers = 'admins';
    world.connectedBy = owner;
    const admins = Array.from({ length: 250 }, (_, index) => `U8${index}`);
    for (const id of admins) world.addPerson(id, { is_admin: index(id) % 2 === 0 });
    await world.tell(requestId, minuteMs);
    expect(direct(owner)).toHaveLength(1);
    const others = world.postedAlone().filter((id) => id !== owner);
    expect(others).toHaveLength(19);
    expect(others.every((id) => index(id) % 2 === 0)).toBe(true);
  });

  test('whoever connected the key is asked while Slack cannot say who runs the workspace', async () => {
    world.approvers = 'admins';
    world.connectedBy = member;
    world.slack.knobs.failNext('users.list', { error: 'internal_error', times: 100 });
    await world.tell(requestId, minuteMs);
    expect(direct(member)).toHaveLength(1);
  });

  test('where there is nobody to ask the card says so, and the reminder stands in its thread', async () => {
    world.approvers = 'everyone';
    await world.tell(requestId, 9 * minuteMs);
    const [card, reply] = world.slack.world.messagesIn(team);
    expect(card?.text).toContain('Asked alone: nobody.');
    expect(reply?.threadTs).toBe(card?.ts);
    expect([direct(owner), direct(member)]).toEqual([[], []]);
  });

  test('where the card has no thread, it is said there that nobody was notified, and the reminder too', async () => {
    world.approvers = 'everyone';
    await world.typeCommand(closedChannel);
    world.move({ ask: { ...askOf(world), channelId: closedChannel } });
    await world.tell(requestId, 9 * minuteMs);
    expect(world.seen(closedChannel).slice(1)).toEqual(['Nobody was notified.', 'Still to be approved.']);
  });

  test('whom no direct message reaches do not silence the card', async () => {
    world.approvers = { users: [owner], userGroups: [] };
    world.refuseDirectMessages();
    await world.tell(requestId, minuteMs);
    expect(world.seen(team)).toEqual([expect.stringContaining('Asked alone: nobody.')]);
  });

  test('a user group that the card mentions needs no other word', async () => {
    world.approvers = { users: [], userGroups: [UserGroupId.parse('S0LEADS')] };
    await world.tell(requestId, minuteMs);
    expect(world.seen(team)).toEqual([expect.not.stringContaining('Asked alone')]);
  });

  test('more than twenty are asked by the card alone beyond the twentieth', async () => {
    const many = Array.from({ length: 25 }, (_, index) => UserId.parse(`U9${index}`));
    world.approvers = { users: many, userGroups: [] };
    await world.tell(requestId, minuteMs);
    const asked = world.slack.journal.filter(({ args }) => String(args.channel).startsWith('U9'));
    expect(new Set(asked.map(({ args }) => args.channel)).size).toBe(20);
  });
});
