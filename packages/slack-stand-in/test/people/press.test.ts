import { describe, expect, test } from '@jest/globals';
import { payloadOf } from '../plain-app.ts';
import { buttonBlock, plain, useBench } from '../stand-in-bench.ts';

describe('pressing buttons', () => {
  const bench = useBench();
  const card = async (
    channel = 'C0TEAM',
    blocks: unknown[] = [buttonBlock('stop', 'r1', 'Stop <now> & here')],
  ) => {
    const answer = await bench.call('chat.postMessage', { channel, text: 'card', blocks });
    return { channel: String(answer.channel), ts: String(answer.ts) };
  };

  test('the payload carries what real ones carry, with its texts HTML-escaped', async () => {
    const message = await card();
    await bench.slack.press({ user: 'U0MEMBER', ...message, actionId: 'stop' });
    const escaped = { type: 'plain_text', text: 'Stop &lt;now&gt; &amp; here' };
    expect(payloadOf(bench.app.received[0])).toMatchObject({
      type: 'block_actions',
      team: { id: 'T0AGENCY', domain: 'agency' },
      user: { id: 'U0MEMBER' },
      api_app_id: 'A0WASEND',
      container: { type: 'message', message_ts: message.ts, channel_id: 'C0TEAM', is_ephemeral: false },
      channel: { id: 'C0TEAM', name: 'client-groups' },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: expect.any(String),
      response_url: expect.stringContaining('/response/'),
      message: { ts: message.ts, text: 'card', blocks: [{ elements: [{ text: escaped }] }] },
      actions: [
        { type: 'button', action_id: 'stop', value: 'r1', text: escaped, action_ts: expect.any(String) },
      ],
    });
  });

  test('of an ephemeral message the app is shown only the container', async () => {
    const { message_ts: ts } = await bench.call('chat.postEphemeral', {
      channel: 'C0TEAM',
      user: 'U0MEMBER',
      text: 'psst',
      blocks: [buttonBlock('retry', 'r1')],
    });
    const at = { channel: 'C0TEAM', ts: String(ts), actionId: 'retry' };
    await bench.slack.press({ user: 'U0MEMBER', ...at });
    const payload = payloadOf(bench.app.received[0]);
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload).not.toHaveProperty('message');
    await expect(bench.slack.press({ user: 'U0ADMIN', ...at })).rejects.toThrow('U0ADMIN sees no message');
  });

  test('a button that is gone cannot be pressed', async () => {
    const message = await card();
    await bench.call('chat.update', { ...message, text: 'done', blocks: [{ type: 'divider' }] });
    await expect(bench.slack.press({ user: 'U0MEMBER', ...message, actionId: 'stop' })).rejects.toThrow(
      'nothing is named stop',
    );
  });

  test('of two buttons with one name, the value or the block says which', async () => {
    const blocks = ['r1', 'r2'].map((value) => ({ ...buttonBlock('stop', value), block_id: `of-${value}` }));
    const message = { user: 'U0MEMBER', ...(await card('C0TEAM', blocks)), actionId: 'stop' };
    await expect(bench.slack.press(message)).rejects.toThrow('2 elements are named stop');
    await bench.slack.press({ ...message, value: 'r2' });
    await bench.slack.press({ ...message, blockId: 'of-r1' });
    const actions = bench.app.received.map((received) => payloadOf(received).actions);
    expect(actions).toMatchObject([[{ value: 'r2' }], [{ value: 'r1' }]]);
  });

  test('someone outside the channel cannot press, and a double press is one payload twice', async () => {
    const message = await card('C0AUDIT');
    await expect(bench.slack.press({ user: 'U0GUEST', ...message, actionId: 'stop' })).rejects.toThrow(
      'sees no message',
    );
    await bench.slack.press({ user: 'U0ADMIN', ...message, actionId: 'stop', times: 2 });
    const [first, second] = bench.app.received;
    expect(second?.body).toBe(first?.body);
  });

  test('a choice from an overflow menu in a direct message arrives', async () => {
    const options = ['a', 'b'].map((value) => ({ text: plain(value), value }));
    const blocks = [{ type: 'actions', elements: [{ type: 'overflow', action_id: 'more', options }] }];
    const message = await card('U0MEMBER', blocks);
    await bench.slack.press({ user: 'U0MEMBER', ...message, actionId: 'more', value: 'b' });
    expect(payloadOf(bench.app.received[0])).toMatchObject({
      channel: { id: 'D0MEMBER', name: 'directmessage' },
      actions: [{ type: 'overflow', selected_option: options[1] }],
    });
  });
});
