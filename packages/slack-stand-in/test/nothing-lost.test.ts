import { describe, expect, test } from '@jest/globals';
import { agencyWorkspace } from '../src/world/world-seed.ts';
import { payloadOf } from './plain-app.ts';
import { buttonBlock, mrkdwn, plain, useBench } from './stand-in-bench.ts';

const option = (value: string) => ({ text: plain(value), value });

describe('what an app sends is kept', () => {
  const bench = useBench({
    workspaces: [agencyWorkspace({ scopes: ['chat:write', 'chat:write.customize', 'commands'] })],
  });
  const posted = () => bench.slack.world.messagesIn('C0TEAM').at(-1);

  test('attachments, with buttons that can be pressed', async () => {
    const attachments = [{ color: '#f00', blocks: [buttonBlock('go', '1')] }];
    expect(await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', attachments })).toMatchObject(
      { message: { attachments } },
    );
    expect(posted()).toMatchObject({ attachments });
    await bench.slack.press({ user: 'U0MEMBER', channel: 'C0TEAM', ts: posted()?.ts ?? '', actionId: 'go' });
    expect(payloadOf(bench.app.received.at(-1))).toMatchObject({
      actions: [{ action_id: 'go', value: '1' }],
    });
  });

  test("attachments of a command's reply and of an edit", async () => {
    bench.app.answer = () => ({
      body: JSON.stringify({ text: 'a', attachments: [{ text: 'one' }] }),
      headers: {},
    });
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    expect(bench.slack.world.ephemeralsFor('U0MEMBER')).toMatchObject([{ attachments: [{ text: 'one' }] }]);
    const { ts } = await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a' });
    await bench.call('chat.update', { channel: 'C0TEAM', ts, text: 'b', attachments: [{ text: 'two' }] });
    expect(posted()).toMatchObject({
      attachments: [{ text: 'two' }],
      edits: [{ before: { attachments: [] } }],
    });
  });

  test('attachments over the limit and blocks in them that are wrong are refused', async () => {
    const post = (attachments: unknown) =>
      bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', attachments });
    expect(await post(Array(101).fill({ text: 'a' }))).toMatchObject({ error: 'too_many_attachments' });
    expect(await post([{ blocks: [{ type: 'section' }] }])).toMatchObject({ error: 'invalid_attachments' });
    expect(await post({})).toMatchObject({ error: 'invalid_attachments' });
    await post([{ actions: [{ type: 'button' }] }]);
    expect(bench.slack.notes).toHaveLength(1);
  });

  test('a name and a picture, where the scope is there', async () => {
    const named = { channel: '#client-groups', text: 'a', username: 'Robin', icon_emoji: ':robot_face:' };
    expect(await bench.call('chat.postMessage', named)).toMatchObject({
      message: { username: 'Robin', icons: { emoji: ':robot_face:' } },
    });
    expect(posted()).toMatchObject({ username: 'Robin', icon: ':robot_face:' });
    bench.slack.world.workspace('T0AGENCY').scopes.delete('chat:write.customize');
    await bench.call('chat.postMessage', named);
    expect(posted()).toMatchObject({ username: null, icon: null });
    expect(bench.slack.problems).toMatchObject([
      { message: expect.stringContaining('chat:write.customize') },
    ]);
  });

  test('what is chosen in a message comes with every press in it', async () => {
    const select = { type: 'static_select', action_id: 'colour', options: [option('red'), option('blue')] };
    const input = {
      type: 'input',
      block_id: 'why',
      label: plain('Why'),
      element: { type: 'plain_text_input', action_id: 'text', initial_value: 'because' },
    };
    const blocks = [{ type: 'actions', block_id: 'pick', elements: [select] }, input, buttonBlock('go', '1')];
    const { ts } = (await bench.call('chat.postMessage', {
      channel: 'C0TEAM',
      text: 'a',
      blocks,
    })) as unknown as { ts: string };
    const press = (actionId: string, value?: string) =>
      bench.slack.press({ user: 'U0MEMBER', channel: 'C0TEAM', ts, actionId, ...(value ? { value } : {}) });
    await press('colour', 'blue');
    await press('go');
    expect(payloadOf(bench.app.received.at(-1)).state).toMatchObject({
      values: {
        pick: { colour: { type: 'static_select', selected_option: { value: 'blue' } } },
        why: { text: { value: 'because' } },
      },
    });
  });

  test('a text alone is a rich text block to those who read it', async () => {
    expect(await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'hello' })).toMatchObject({
      message: { blocks: [{ type: 'rich_text' }] },
    });
  });

  test('options of a menu in a message', async () => {
    const blocks = [
      {
        type: 'actions',
        block_id: 'b',
        elements: [{ type: 'external_select', action_id: 'find', min_query_length: 1 }],
      },
    ];
    const { ts } = (await bench.call('chat.postMessage', {
      channel: 'C0TEAM',
      text: 'a',
      blocks,
    })) as unknown as { ts: string };
    bench.app.answer = () => ({ body: JSON.stringify({ options: [option('x')] }) });
    const { options } = await bench.slack.suggest({
      user: 'U0MEMBER',
      channel: 'C0TEAM',
      ts,
      blockId: 'b',
      actionId: 'find',
      typed: 'x',
    });
    expect(options).toEqual([option('x')]);
    expect(payloadOf(bench.app.received.at(-1))).toMatchObject({
      type: 'block_suggestion',
      container: { type: 'message', message_ts: ts },
    });
  });

  test('a modal starts at the conversation it was asked for in, and gives a response_url for it', async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    const element = {
      type: 'conversations_select',
      action_id: 'a',
      default_to_current_conversation: true,
      response_url_enabled: true,
    };
    const view = {
      type: 'modal',
      title: plain('t'),
      submit: plain('s'),
      blocks: [{ type: 'input', block_id: 'b', label: plain('l'), element }],
    };
    const opened = (await bench.call('views.open', {
      trigger_id: bench.latestTrigger(),
      view,
    })) as unknown as { view: { id: string } };
    await bench.slack.submitView({ user: 'U0MEMBER', viewId: opened.view.id });
    const { response_urls: urls } = payloadOf(bench.app.received.at(-1)) as {
      response_urls: { response_url: string }[];
    };
    expect(urls).toMatchObject([{ block_id: 'b', action_id: 'a', channel_id: 'C0TEAM' }]);
    await fetch(urls[0]?.response_url ?? '', {
      method: 'POST',
      body: JSON.stringify({
        text: 'thanks',
        response_type: 'in_channel',
        blocks: [{ type: 'section', text: mrkdwn('thanks') }],
      }),
      headers: { 'content-type': 'application/json' },
    });
    expect(posted()).toMatchObject({ text: 'thanks', via: 'response_url' });
  });
});
