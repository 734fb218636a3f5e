import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Outlook } from '../../../src/leaving/waiting.ts';
import { asker, closedChannel, member, owner, requestId, TellingWorld, team } from './telling-world.ts';

const minuteMs = 60_000;

describe('those who wait', () => {
  let world: TellingWorld;
  beforeEach(async () => {
    world = await TellingWorld.start();
  });
  afterEach(() => world.end());

  const direct = (person: string) => world.seen(`D${person.slice(1)}`);
  const expected = (at: number): { outlook: Outlook } => ({
    outlook: { waitingFor: null, ahead: 0, expectedEndAt: at },
  });

  test('are mentioned once in the card’s thread when it took long, in the channel too where it says so', async () => {
    world.ask();
    await world.tell();
    world.clock.jump(2 * minuteMs);
    world.finish();
    await world.tell();
    const [card] = world.slack.world.messagesIn(team);
    const replies = world.slack.world.messages.repliesTo(team, card?.ts ?? '');
    expect(replies.map(({ text }) => text)).toEqual([`<@${asker}> RESULT`]);
    const reply = world.slack.journal.find(({ args }) => args.thread_ts !== undefined);
    expect(reply?.args.reply_broadcast).toBe('true');
  });

  test('are told alone where the card has no thread', async () => {
    await world.typeCommand(closedChannel);
    world.ask({ channelId: closedChannel });
    await world.tell();
    world.clock.jump(2 * minuteMs);
    world.finish();
    await world.tell();
    expect(direct(asker)).toEqual([`<@${asker}> RESULT`]);
  });

  test('are told alone where the thread takes nothing', async () => {
    world.ask({ auditChannel: null });
    await world.tell();
    world.clock.jump(2 * minuteMs);
    world.finish();
    world.slack.knobs.failNext('chat.postMessage', { error: 'cannot_reply_to_message' });
    await world.tell();
    expect(direct(asker)).toEqual([`<@${asker}> RESULT`]);
  });

  test('who joined from another channel hear the end there where they look: alone', async () => {
    world.ask();
    await world.tell();
    world.move({
      joinedBy: [
        { by: member, channelId: closedChannel },
        { by: owner, channelId: team },
      ],
    });
    world.finish();
    await world.tell();
    expect(direct(member)).toEqual([expect.stringContaining('The end: RESULT')]);
    expect(direct(owner)).toEqual([]);
  });

  test('are told once when the end moves by more than ten minutes', async () => {
    world.ask();
    const first = world.clock.now() + 5 * minuteMs;
    world.move({}, requestId, expected(first));
    await world.tell(requestId, minuteMs);
    world.move({}, requestId, expected(first + 9 * minuteMs));
    await world.tell(requestId, minuteMs);
    expect(world.seen(team)).toHaveLength(1);
    world.move({}, requestId, expected(first + 11 * minuteMs));
    await world.tell(requestId, minuteMs);
    world.move({}, requestId, expected(first + 40 * minuteMs));
    await world.tell(requestId, minuteMs);
    expect(world.seen(team).slice(1)).toEqual([`<@${asker}> It takes longer.`]);
  });
});

describe('what an admin must mend', () => {
  let world: TellingWorld;
  beforeEach(async () => {
    world = await TellingWorld.start();
  });
  afterEach(() => world.end());

  const halted = (why: 'unauthorized' | 'session-down' | 'not-connected') =>
    world.move({ ending: { kind: 'halted', why, said: null } });

  test('goes to whoever connected the key, once for all the requests it halts', async () => {
    world.connectedBy = owner;
    for (let count = 0; count < 3; count += 1) {
      world.ask();
      halted('unauthorized');
      world.finish();
      await world.tell();
    }
    expect(world.seen('D0OWNER')).toEqual(['Mend unauthorized.']);
  });

  test('goes to the audit channel where nobody here connected it', async () => {
    world.ask();
    halted('session-down');
    world.finish();
    await world.tell();
    expect(world.seen('C0AUDIT')).toContain('Mend session-down.');
  });

  test('goes to an admin where nobody is known who connected it and there is no audit channel', async () => {
    world.ask({ auditChannel: null, by: member });
    halted('unauthorized');
    world.finish();
    await world.tell();
    const alone = [...world.seen('D0OWNER'), ...world.seen('D0ADMIN')];
    expect(alone.filter((text) => text === 'Mend unauthorized.')).toHaveLength(1);
  });

  test('the card names who connected the key, where it must be replaced', async () => {
    world.connectedBy = owner;
    world.ask();
    await world.tell(requestId, 1);
    expect(world.seen(team)[0]).not.toContain('Key from');
    halted('unauthorized');
    world.finish();
    await world.tell();
    expect(world.seen(team)[0]).toContain('Key from Olu Owner.');
  });

  test('a workspace that was disconnected on purpose has nothing to mend', async () => {
    world.connectedBy = owner;
    world.ask();
    halted('not-connected');
    world.finish();
    await world.tell();
    expect(world.seen('D0OWNER')).toEqual([]);
  });
});
