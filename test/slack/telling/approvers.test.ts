import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserGroupId, UserId } from '../../../src/leaving/ids.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { asker, closedChannel, member, owner, requestId, TellingWorld, team } from './telling-world.ts';

const minuteMs = 60_000;

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

  test('that nobody names are reminded in the card’s thread', async () => {
    world.approvers = 'admins';
    await world.tell(requestId, 9 * minuteMs);
    const [card, reply] = world.slack.world.messagesIn(team);
    expect(reply?.threadTs).toBe(card?.ts);
    expect(direct(owner)).toEqual([]);
  });

  test('that nobody names are reminded where the card was said, when it has no thread', async () => {
    world.approvers = 'admins';
    await world.typeCommand(closedChannel);
    world.move({ ask: { ...askOf(world), channelId: closedChannel } });
    await world.tell(requestId, 9 * minuteMs);
    expect(world.seen(closedChannel).slice(1)).toEqual(['Still to be approved.']);
  });

  test('more than twenty are asked by the card alone beyond the twentieth', async () => {
    const many = Array.from({ length: 25 }, (_, index) => UserId.parse(`U9${index}`));
    world.approvers = { users: many, userGroups: [] };
    await world.tell(requestId, minuteMs);
    const asked = world.slack.journal.filter(({ args }) => String(args.channel).startsWith('U9'));
    expect(new Set(asked.map(({ args }) => args.channel)).size).toBe(20);
  });
});
