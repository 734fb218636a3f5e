import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RequestId } from '../../../src/leaving/ids.ts';
import { createChannelPace } from '../../../src/slack/telling/channel-pace.ts';
import { createTellRequest } from '../../../src/slack/telling/tell-request.ts';
import { createOwnTurns } from '../../../src/storage/sqlite/own-turns.ts';
import { asker, audit, closedChannel, requestId, TellingWorld, team } from './telling-world.ts';

const successorId = RequestId.parse('01K00000000000000000000002');

describe('the card of a request', () => {
  let world: TellingWorld;
  beforeEach(async () => {
    world = await TellingWorld.start();
  });
  afterEach(() => world.end());

  const calls = (method: string) => world.slack.journal.filter((call) => call.method === method);
  const cards = () => world.slack.world.messagesIn(team).filter(({ threadTs }) => threadTs === null);

  test('is posted once, edited when it changed, also after a restart, and told to the audit channel at the end', async () => {
    world.ask();
    await world.tell();
    await world.tell();
    world.finish();
    await world.tell();
    await world.tell();
    expect(world.seen(team)).toEqual(['RESULT: left, left. Asked by Ada Admin.']);
    expect(calls('chat.update')).toHaveLength(1);
    expect(world.seen(audit)).toEqual([
      expect.stringMatching(/^Audit: RESULT.* https:\/\/agency\.slack\.test\/archives\/C0TEAM\/p\d+$/),
    ]);
    expect(world.closed.get(requestId)).toEqual({ card: 'channel', audit: 'told' });
    expect(world.slack.problems).toEqual([]);
  });

  test('fetches no previews, and nothing of it is read for links or mentions', async () => {
    world.ask();
    await world.tell();
    const [posted] = calls('chat.postMessage');
    expect(posted?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(JSON.stringify(posted?.args.blocks)).toContain('"verbatim":true');
  });

  test('is edited at most once a second in its channel', async () => {
    world.ask();
    const tell = createTellRequest(world.means, createChannelPace(createOwnTurns(() => world.clock.now())));
    await tell(requestId);
    world.finish();
    expect(await tell(requestId)).toBe(world.clock.now() + 1_000);
    expect(calls('chat.update')).toHaveLength(0);
  });

  test('is posted once again when it is gone, and not a third time there', async () => {
    world.ask();
    await world.tell();
    world.slack.knobs.loseMessage(cards()[0]?.ts ?? '');
    world.move({ recheckedAt: 1, leaves: world.requests.get(requestId)?.request.leaves.slice(0, 1) ?? [] });
    await world.tell();
    expect(cards()).toHaveLength(2);
    world.slack.knobs.loseMessage(cards()[1]?.ts ?? '');
    world.finish();
    await world.tell();
    expect(cards()).toHaveLength(2);
    expect(world.seen(`D${asker.slice(1)}`)).toEqual([expect.stringContaining('RESULT')]);
    expect(world.closed.get(requestId)).toEqual({ card: 'direct-message', audit: 'told' });
  });

  test('where the app is not in the channel it is said by response_url: the first word and the last', async () => {
    await world.typeCommand(closedChannel);
    world.ask({ channelId: closedChannel });
    await world.tell();
    world.move({ leaves: world.requests.get(requestId)?.request.leaves.slice(0, 1) ?? [] });
    await world.tell();
    world.finish();
    await world.tell();
    expect(world.seen(closedChannel)).toEqual([
      'Under way: waiting, waiting. Asked by Ada Admin.',
      'RESULT: left. Asked by Ada Admin.',
    ]);
    for (const { args } of calls('response_url'))
      expect(args).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(world.closed.get(requestId)).toEqual({ card: 'response-url', audit: 'told' });
  });

  test('stands without blocks where Slack refuses them, and gets them back with the next edit', async () => {
    world.slack.knobs.failNext('chat.postMessage', { error: 'invalid_blocks' });
    world.ask();
    await world.tell();
    expect(calls('chat.postMessage').map(({ args }) => args.blocks === undefined)).toEqual([false, true]);
    world.finish();
    await world.tell();
    expect(cards()[0]?.blocks.length).toBeGreaterThan(0);
  });

  test('an end is told, though nobody could be told anything before it', async () => {
    world.slack.world.workspace('T0AGENCY').tokenRefusal = 'account_inactive';
    world.ask();
    await world.tell();
    expect(world.saysNobody).toBe(true);
    world.slack.world.workspace('T0AGENCY').tokenRefusal = null;
    world.finish();
    await world.tell();
    expect(cards().map(({ text }) => text)).toEqual([expect.stringContaining('RESULT')]);
  });

  test('waits for a token that cannot be had, and for a Slack that is away', async () => {
    world.tokenFault = new Error('the refresh failed');
    world.ask();
    world.finish();
    await world.tell(requestId, 10 * 60_000);
    expect(world.closed.size).toBe(0);
    expect(world.saysNobody).toBe(false);
    world.tokenFault = null;
    await world.tell();
    expect(cards().map(({ text }) => text)).toEqual([expect.stringContaining('RESULT')]);
  });

  test('an app that is not installed any more closes what has ended, and the log says that nobody heard', async () => {
    world.isInstalled = false;
    world.ask();
    await world.tell();
    expect(world.closed.size).toBe(0);
    world.finish();
    await world.tell();
    expect(world.closed.get(requestId)).toEqual({ card: 'nowhere', audit: 'not-told' });
    expect(world.saysNobody).toBe(true);
  });

  test('an audit channel that takes nothing keeps no request open, and is no silence', async () => {
    world.slack.world.channel(audit).isArchived = true;
    world.ask();
    world.finish();
    await world.tell();
    expect(world.closed.get(requestId)).toEqual({ card: 'channel', audit: 'not-told' });
    expect(world.saysNobody).toBe(true);
  });

  test('a request asked again links its successor and loses its button, also after it was closed', async () => {
    world.ask();
    world.finish();
    await world.tell();
    const [before] = cards();
    expect(JSON.stringify(before?.blocks)).toContain('button');
    world.ask({ after: requestId }, successorId);
    world.move({}, requestId, { successor: successorId });
    await world.tell(successorId);
    const [after, next] = cards();
    const link = `https://agency.slack.test/archives/C0TEAM/p${next?.ts.replace('.', '')}`;
    expect(after?.text).toContain(`Asked again: ${link}`);
    expect(JSON.stringify(after?.blocks)).not.toContain('button');
    const edits = calls('chat.update').length;
    await world.tell(successorId);
    expect(calls('chat.update')).toHaveLength(edits);
  });

  test('a card that people took away is not brought back to link its successor', async () => {
    world.ask();
    world.finish();
    await world.tell();
    world.slack.knobs.loseMessage(cards()[0]?.ts ?? '');
    world.ask({ after: requestId }, successorId);
    world.move({}, requestId, { successor: successorId });
    await world.tell(successorId);
    expect(cards()).toHaveLength(2);
    expect(world.saysNobody).toBe(false);
  });

  test('two who tell the same request at once write over nothing', async () => {
    world.ask();
    await world.tell();
    const record = await world.cards.get(requestId);
    await world.cards.put(requestId, record);
    await expect(world.cards.put(requestId, record)).rejects.toThrow('at once');
  });

  test('of two who write the same record in the same moment one is told so', async () => {
    const record = await world.cards.get(requestId);
    const both = await Promise.allSettled([
      world.cards.put(requestId, record),
      world.cards.put(requestId, record),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('a record of the layout before goes on as the same card', async () => {
    world.ask();
    await world.tell();
    const [card] = cards();
    await world.keyv.set(requestId, {
      v: 1,
      place: 'channel',
      message: { channel: team, ts: card?.ts },
      shown: 'something else',
      wasPostedAgain: false,
      continuedCount: 0,
      audit: null,
    });
    world.finish();
    await world.tell();
    expect(cards().map(({ text }) => text)).toEqual([expect.stringContaining('RESULT')]);
  });
});
