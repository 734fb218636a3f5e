import { describe, expect, test } from '@jest/globals';
import { agencyWorkspace } from '../../src/world/world-seed.ts';
import { payloadOf } from '../plain-app.ts';
import { useBench } from '../stand-in-bench.ts';

const scopes = ['chat:write', 'channels:history', 'channels:read', 'reactions:write', 'users:read'];
const seed = { workspaces: [agencyWorkspace({ scopes })] };

describe('what people write', () => {
  const bench = useBench(seed);
  const events = () => bench.app.received.map(({ body }) => JSON.parse(body).event);

  test('is in the channel and sent to the app, which can answer in its thread', async () => {
    const { message } = await bench.slack.say({ user: 'U0MEMBER', channel: 'C0TEAM', text: 'good morning' });
    expect(events()).toMatchObject([
      {
        type: 'message',
        user: 'U0MEMBER',
        text: 'good morning',
        channel: 'C0TEAM',
        channel_type: 'channel',
        ts: message.ts,
      },
    ]);
    const reply = { channel: 'C0TEAM', thread_ts: message.ts, text: 'good morning', reply_broadcast: true };
    expect(await bench.call('chat.postMessage', reply)).toMatchObject({ ok: true });
    expect(
      await bench.call('chat.update', { channel: 'C0TEAM', ts: message.ts, text: 'mine' }),
    ).toMatchObject({ error: 'cant_update_message' });
    expect(await bench.call('chat.delete', { channel: 'C0TEAM', ts: message.ts })).toMatchObject({
      error: 'cant_delete_message',
    });
    expect(bench.slack.world.messagesIn('C0TEAM')).toMatchObject([
      { author: 'U0MEMBER', via: 'person', threadTs: null },
      { author: null, threadTs: message.ts, isBroadcast: true },
    ]);
  });

  test('a mention is an event of its own; a direct message is one of im', async () => {
    await bench.slack.say({ user: 'U0MEMBER', channel: 'C0TEAM', text: '<@U0BOT> hello' });
    await bench.slack.say({ user: 'U0MEMBER', channel: 'D0MEMBER', text: 'psst' });
    expect(events().map(({ type, channel_type }) => [type, channel_type])).toEqual([
      ['message', 'channel'],
      ['app_mention', undefined],
      ['message', 'im'],
    ]);
  });

  test('where the app is not, it is told nothing; where the person is not, nobody writes', async () => {
    await bench.slack.say({ user: 'U0MEMBER', channel: 'C0QUIET', text: 'alone' });
    expect(events()).toEqual([]);
    await expect(bench.slack.say({ user: 'U0GUEST', channel: 'G0PRIVATE', text: 'x' })).rejects.toThrow(
      'is not in',
    );
  });

  test('a reaction is kept and told, and the app reacts once', async () => {
    const { message } = await bench.slack.say({ user: 'U0MEMBER', channel: 'C0TEAM', text: 'lunch?' });
    const { ts } = message;
    await bench.slack.react({ user: 'U0ADMIN', channel: 'C0TEAM', ts, name: 'pizza' });
    expect(events().at(-1)).toMatchObject({
      type: 'reaction_added',
      reaction: 'pizza',
      item: { ts },
      item_user: 'U0MEMBER',
    });
    const reaction = { channel: 'C0TEAM', timestamp: ts, name: 'pizza' };
    expect(await bench.call('reactions.add', reaction)).toEqual({ ok: true });
    expect(await bench.call('reactions.add', reaction)).toMatchObject({ error: 'already_reacted' });
    expect(await bench.call('conversations.history', { channel: 'C0TEAM' })).toMatchObject({
      messages: [{ text: 'lunch?', reactions: [{ name: 'pizza', users: ['U0ADMIN', 'U0BOT'], count: 2 }] }],
    });
  });

  test('history has the newest first and hides replies, and a thread has its oldest first; both in pages', async () => {
    const { message } = await bench.slack.say({ user: 'U0MEMBER', channel: 'C0TEAM', text: 'one' });
    await bench.slack.say({ user: 'U0ADMIN', channel: 'C0TEAM', text: 'reply', threadTs: message.ts });
    await bench.slack.say({ user: 'U0ADMIN', channel: 'C0TEAM', text: 'two' });
    const first = await bench.call('conversations.history', { channel: 'C0TEAM', limit: '1' });
    expect(first).toMatchObject({
      messages: [{ text: 'two' }],
      has_more: true,
      response_metadata: { next_cursor: '1' },
    });
    expect(
      await bench.call('conversations.history', { channel: 'C0TEAM', limit: '1', cursor: '1' }),
    ).toMatchObject({ messages: [{ text: 'one' }], has_more: false });
    expect(await bench.call('conversations.replies', { channel: 'C0TEAM', ts: message.ts })).toMatchObject({
      messages: [{ text: 'one' }, { text: 'reply' }],
    });
    expect(await bench.call('users.list', {})).toMatchObject({
      members: expect.arrayContaining([expect.objectContaining({ id: 'U0ADMIN' })]),
    });
    expect(await bench.call('conversations.list', {})).toMatchObject({
      channels: expect.not.arrayContaining([expect.objectContaining({ id: 'G0PRIVATE' })]),
    });
    expect(await bench.call('conversations.members', { channel: 'C0AUDIT' })).toMatchObject({
      members: ['U0ADMIN', 'U0OWNER', 'U0BOT'],
    });
    expect(
      await bench.call('chat.getPermalink', { channel: 'C0TEAM', message_ts: message.ts }),
    ).toMatchObject({ ok: true });
  });
});

describe('an app that subscribed to mentions alone', () => {
  const bench = useBench(seed, { events: ['app_mention'] });

  test('is told of mentions alone', async () => {
    await bench.slack.say({ user: 'U0MEMBER', channel: 'C0TEAM', text: 'hello' });
    await bench.slack.say({ user: 'U0MEMBER', channel: 'C0TEAM', text: '<@U0BOT> hello' });
    expect(bench.app.received.map(({ body }) => JSON.parse(body).event.type)).toEqual(['app_mention']);
  });
});

describe('shortcuts', () => {
  const bench = useBench(seed);

  test('a global one has a trigger and no channel', async () => {
    await bench.slack.useShortcut({ user: 'U0MEMBER', callbackId: 'new' });
    const payload = payloadOf(bench.app.received[0]);
    expect(payload).toMatchObject({ type: 'shortcut', callback_id: 'new', trigger_id: expect.any(String) });
    expect(payload).not.toHaveProperty('response_url');
  });

  test('one on a message has the message and a response_url', async () => {
    const { message } = await bench.slack.say({ user: 'U0ADMIN', channel: 'C0TEAM', text: 'note this' });
    await bench.slack.useShortcut({
      user: 'U0MEMBER',
      callbackId: 'keep',
      on: { channel: 'C0TEAM', ts: message.ts },
    });
    expect(payloadOf(bench.app.received.at(-1))).toMatchObject({
      type: 'message_action',
      callback_id: 'keep',
      message_ts: message.ts,
      message: { text: 'note this', user: 'U0ADMIN' },
      channel: { id: 'C0TEAM' },
      response_url: expect.stringContaining('/response/'),
    });
  });
});
