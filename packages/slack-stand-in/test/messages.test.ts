import { describe, expect, test } from '@jest/globals';
import { agencyWorkspace, neighbourWorkspace } from '../src/world/world-seed.ts';
import { buttonBlock, mrkdwn, useBench } from './stand-in-bench.ts';

describe('who may post where', () => {
  const bench = useBench({ workspaces: [agencyWorkspace(), neighbourWorkspace()] });

  test.each([
    ['C0TEAM', undefined],
    ['U0MEMBER', undefined],
    ['C0QUIET', 'not_in_channel'],
    ['G0PRIVATE', 'channel_not_found'],
    ['C0OLD', 'is_archived'],
    ['C0NOWHERE', 'channel_not_found'],
    ['C1TEAM', 'channel_not_found'],
    ['U0GONE', 'channel_not_found'],
  ])('a message to %s is answered with %s', async (channel, error) => {
    expect((await bench.call('chat.postMessage', { channel, text: 'hello' })).error).toBe(error);
  });

  test('a public channel takes messages after the app joined, or with chat:write.public', async () => {
    const post = () => bench.call('chat.postMessage', { channel: 'C0QUIET', text: 'hello' });
    bench.slack.world.workspace('T0AGENCY').scopes.add('chat:write.public');
    expect(await post()).toMatchObject({ ok: true });
    bench.slack.world.workspace('T0AGENCY').scopes.delete('chat:write.public');
    expect(await post()).toMatchObject({ error: 'not_in_channel' });
    expect(await bench.call('conversations.join', { channel: 'C0QUIET' })).toMatchObject({ ok: true });
    expect(await post()).toMatchObject({ ok: true });
    expect(await bench.call('conversations.join', { channel: 'G0PRIVATE' })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  test('a posting policy and a closed Messages tab keep the app out', async () => {
    bench.slack.world.channel('C0TEAM').isPostingRestricted = true;
    bench.slack.world.workspace('T0AGENCY').isMessagesTabOn = false;
    const errors = [
      await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'hello' }),
      await bench.call('chat.postMessage', { channel: 'U0MEMBER', text: 'hello' }),
    ].map(({ error }) => error);
    expect(errors).toEqual(['restricted_action', 'messages_tab_disabled']);
  });

  test('a message to a person answers the id of the direct message, which can be posted to again', async () => {
    const first = await bench.call('chat.postMessage', { channel: 'U0MEMBER', text: 'one' });
    const second = await bench.call('chat.postMessage', { channel: String(first.channel), text: 'two' });
    expect(first.channel).toMatch(/^D/u);
    expect(second).toMatchObject({ ok: true, channel: first.channel });
    expect(bench.slack.world.directMessagesTo('U0MEMBER').map(({ text }) => text)).toEqual(['one', 'two']);
    expect(await bench.call('chat.postMessage', { channel: 'D1MEMBER', text: 'hi' })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  test('an ephemeral reaches someone in the channel and nobody else', async () => {
    const ephemeral = (user: string) =>
      bench.call('chat.postEphemeral', { channel: 'C0AUDIT', user, text: 'psst' });
    expect(await ephemeral('U0ADMIN')).toMatchObject({ ok: true, message_ts: expect.any(String) });
    expect(await ephemeral('U0GUEST')).toMatchObject({ error: 'user_not_in_channel' });
    expect(bench.slack.world.ephemeralsFor('U0ADMIN', 'C0AUDIT')).toHaveLength(1);
    expect(bench.slack.world.messagesIn('C0AUDIT')).toEqual([]);
  });
});

describe('messages over time', () => {
  const bench = useBench();
  const post = async (more: Record<string, unknown> = {}) => {
    const answer = await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'first', ...more });
    return String(answer.ts);
  };

  test('an edit shows the new text and keeps what was there before, with the time', async () => {
    const ts = await post({ blocks: [buttonBlock('stop', 'r1')] });
    bench.nowMs += 5000;
    const edited = await bench.call('chat.update', { channel: 'C0TEAM', ts, text: 'second', blocks: [] });
    expect(edited).toMatchObject({ ok: true, channel: 'C0TEAM', ts, text: 'second' });
    const [message] = bench.slack.world.messagesIn('C0TEAM');
    expect(message).toMatchObject({ text: 'second', blocks: [] });
    expect(message?.edits).toMatchObject([
      { before: { text: 'first', blocks: [{ type: 'actions' }] }, editedAt: bench.nowMs },
    ]);
  });

  test('an edit takes 4000 characters, a post takes 40,000 and is cut after', async () => {
    const ts = await post();
    const long = (count: number) => ({ channel: 'C0TEAM', ts, text: 'x'.repeat(count) });
    expect(await bench.call('chat.update', long(4000))).toMatchObject({ ok: true });
    expect(await bench.call('chat.update', long(4001))).toEqual({ ok: false, error: 'msg_too_long' });
    const cut = await post({ text: 'x'.repeat(40_001) });
    expect(bench.slack.world.messages.find('C0TEAM', cut)?.text).toHaveLength(40_000);
  });

  test('a message that is gone, lost, ephemeral or never was cannot be edited', async () => {
    const [deleted, lost] = [await post(), await post()];
    await bench.call('chat.delete', { channel: 'C0TEAM', ts: deleted });
    bench.slack.knobs.loseMessage(lost);
    const whisper = await bench.call('chat.postEphemeral', {
      channel: 'C0TEAM',
      user: 'U0ADMIN',
      text: 'psst',
    });
    for (const ts of [deleted, lost, String(whisper.message_ts), '1.000001']) {
      expect(await bench.call('chat.update', { channel: 'C0TEAM', ts, text: 'new' })).toEqual({
        ok: false,
        error: 'message_not_found',
      });
    }
  });

  test('a reply stands in its thread, and a thread must exist', async () => {
    const ts = await post();
    const reply = await post({ thread_ts: ts, text: 'reply' });
    expect(bench.slack.world.messages.repliesTo('C0TEAM', ts).map((message) => message.ts)).toEqual([reply]);
    expect(
      await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'lost', thread_ts: '1.000001' }),
    ).toMatchObject({ error: 'cannot_reply_to_message' });
  });

  test('blocks over a limit are refused with pointers, and nothing is posted', async () => {
    const blocks = [{ type: 'section', text: mrkdwn('') }];
    const refused = await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', blocks });
    expect(refused).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
    expect(
      await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', blocks: 'no json' }),
    ).toMatchObject({
      error: 'invalid_blocks_format',
    });
    expect(await bench.call('chat.postMessage', { channel: 'C0TEAM' })).toMatchObject({ error: 'no_text' });
    expect(bench.slack.world.messagesIn('C0TEAM')).toEqual([]);
    expect(bench.slack.problems).toHaveLength(3);
  });

  test('live mentions of everybody or of nobody are problems, a mention of a real person is none', async () => {
    await post({ text: 'asked by <@U0ADMIN>' });
    await post({ text: '&lt;!channel&gt;' });
    expect(bench.slack.problems).toEqual([]);
    await post({ text: 'hi', blocks: [{ type: 'section', text: mrkdwn('<!channel> <@U9STRANGER>') }] });
    await post({ text: 'hi', blocks: [{ type: 'section', text: { ...mrkdwn('@here'), verbatim: true } }] });
    await post({ text: 'hi', blocks: [{ type: 'section', text: mrkdwn('@here') }] });
    expect(bench.slack.problems.map(({ message }) => message)).toEqual([
      'live broadcast in a text: <!channel>',
      'live user in a text: <@U9STRANGER>',
      'live broadcast in a text: @here',
    ]);
  });

  test('a message without a text for screen readers is a problem', async () => {
    await bench.call('chat.postMessage', { channel: 'C0TEAM', blocks: [{ type: 'divider' }] });
    expect(bench.slack.problems).toMatchObject([{ method: 'chat.postMessage' }]);
  });
});
