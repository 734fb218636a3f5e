import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { linesOnScreen } from '../../src/messages/card/fitting.ts';
import { auditChannel, House, sessionId, team } from './house.ts';

/** What Slack was asked to do in one place: whatever is posted notifies, an edit does not. */
interface Counted {
  readonly posts: number;
  readonly edits: number;
  readonly replies: number;
  readonly mostLines: number;
}

describe('how much is said', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start();
  });
  afterEach(() => house.end());

  const countIn = (channel: string): Counted => {
    const messages = house.messages(channel);
    const cards = house.cards(channel);
    const texts = cards.flatMap(({ text, edits }) => [text, ...edits.map(({ before }) => before.text)]);
    return {
      posts: cards.length,
      edits: cards.reduce((sum, { edits }) => sum + edits.length, 0),
      replies: messages.length - cards.length,
      mostLines: Math.max(0, ...texts.map((text) => linesOnScreen(text.split('\n')))),
    };
  };
  const report = (what: string): { channel: Counted; audit: Counted } => {
    const counted = { channel: countIn(team), audit: countIn(auditChannel) };
    const told = Object.entries(counted).map(
      ([place, { posts, edits, replies, mostLines }]) =>
        `${place}: ${posts} posts, ${edits} edits, ${replies} replies, at most ${mostLines} lines`,
    );
    process.stdout.write(`  ${what}\n    ${told.join('\n    ')}\n`);
    return counted;
  };

  test('a leave that goes well is one message in the channel with at most 3 edits, and one in the audit channel', async () => {
    await house.leave(house.group().id);
    const { channel, audit } = report('one group, left');
    expect(channel).toMatchObject({ posts: 1, replies: 0 });
    expect(channel.edits).toBeLessThanOrEqual(3);
    expect(channel.mostLines).toBe(2);
    expect(audit).toMatchObject({ posts: 1, edits: 0, replies: 0 });
  });

  test('a leave whose answer is lost says no more than that', async () => {
    house.wasend.faults.next('done-but-504', { route: 'leave' });
    await house.leave(house.group().id);
    const { channel, audit } = report('one group, its answer lost');
    expect(channel).toMatchObject({ posts: 1, replies: 0 });
    expect(channel.edits).toBeLessThanOrEqual(3);
    expect(channel.mostLines).toBeLessThanOrEqual(3);
    expect(audit).toMatchObject({ posts: 1, edits: 0, replies: 0 });
  });

  test('seven groups, one refused and one still in, are one message and one reply', async () => {
    const groups = [0, 1, 2, 3, 4, 5, 6].map((index) => house.group(index).id);
    house.wasend.faults.next('403-owner', { route: 'leave', groupId: groups[1] as string });
    house.wasend.faults.next('ok-but-not-done', { route: 'leave', groupId: groups[2] as string });
    await house.leave(groups.join(' '));
    const { channel, audit } = report('seven groups, one refused, one still in');
    expect(channel).toMatchObject({ posts: 1, replies: 1 });
    // Each leave has at most three states of its own, and the card changes no more often.
    expect(channel.edits).toBeLessThanOrEqual(3 * groups.length);
    expect(channel.mostLines).toBeLessThanOrEqual(12);
    expect(audit).toMatchObject({ posts: 1, edits: 0, replies: 0 });
  });

  test('50 groups stay under 25 lines at any time, however many edits there are', async () => {
    const groups = Array.from({ length: 50 }, (_, index) =>
      house.wasend.world.addGroup(sessionId, { name: `Client ${index} – project room`, otherMembers: 4 }),
    );
    house.wasend.faults.next('403-owner', { route: 'leave', groupId: groups[3] as string });
    house.wasend.faults.next('504-html', { route: 'leave', groupId: groups[7] as string });
    await house.openModal(groups.join(' '));
    const [delivery] = await house.confirm();
    expect(delivery?.status).toBe(200);
    await house.told(10_000);
    const { channel, audit } = report('50 groups, one refused, one not known at first');
    expect(channel).toMatchObject({ posts: 1, replies: 1 });
    expect(channel.mostLines).toBeLessThan(25);
    expect(audit.posts).toBe(1);
    expect(audit.mostLines).toBeLessThan(25);
  });
});
