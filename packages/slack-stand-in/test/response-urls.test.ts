import { describe, expect, test } from '@jest/globals';
import { buttonBlock, useBench } from './stand-in-bench.ts';

const halfAnHourMs = 30 * 60 * 1000;

describe('response_url', () => {
  const bench = useBench();
  const answer = async (url: string, body: Record<string, unknown>) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.text() };
  };
  const expired = { status: 404, body: '{"ok":false,"error":"Expired url"}' };
  const accepted = { status: 200, body: 'ok' };
  const fromCommand = async (channel = 'C0TEAM', user = 'U0MEMBER') => {
    await bench.slack.typeCommand({ user, channel });
    return bench.app.received.at(-1)?.form.response_url ?? '';
  };
  const fromButton = async () => {
    const blocks = [buttonBlock('stop', 'r1')];
    const { ts } = await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'card', blocks });
    await bench.slack.press({ user: 'U0MEMBER', channel: 'C0TEAM', ts: String(ts), actionId: 'stop' });
    return String(JSON.parse(bench.app.received.at(-1)?.form.payload ?? '{}').response_url);
  };

  test('an answer is for the person alone unless it asks for the channel', async () => {
    const url = await fromCommand();
    expect(await answer(url, { text: 'for you' })).toEqual(accepted);
    expect(await answer(url, { text: 'for all', response_type: 'in_channel' })).toEqual(accepted);
    const { world } = bench.slack;
    expect(world.ephemeralsFor('U0MEMBER').map(({ text }) => text)).toEqual(['for you']);
    expect(world.messagesIn('C0TEAM').map(({ text }) => text)).toEqual(['for all']);
  });

  test('it works in a private channel that the app is not in', async () => {
    const url = await fromCommand('G0PRIVATE');
    expect(await answer(url, { text: 'done', response_type: 'in_channel' })).toEqual(accepted);
    expect(bench.slack.world.messagesIn('G0PRIVATE')).toHaveLength(1);
  });

  test('the sixth use is refused', async () => {
    const url = await fromCommand();
    for (let use = 0; use < 5; use += 1) expect(await answer(url, { text: `${use}` })).toEqual(accepted);
    expect(await answer(url, { text: 'six' })).toEqual(expired);
    expect(bench.slack.world.ephemeralsFor('U0MEMBER')).toHaveLength(5);
  });

  test('it works for half an hour and not a millisecond longer', async () => {
    const url = await fromCommand();
    bench.nowMs += halfAnHourMs;
    expect(await answer(url, { text: 'in time' })).toEqual(accepted);
    bench.nowMs += 1;
    expect(await answer(url, { text: 'late' })).toEqual(expired);
  });

  test('an invented address is refused as an expired one is', async () => {
    expect(await answer(`${bench.slack.url}/response/T0AGENCY/none`, { text: 'a' })).toEqual(expired);
  });

  test('from a button it can replace or delete the message of the button', async () => {
    const url = await fromButton();
    await answer(url, { text: 'stopped', replace_original: true });
    const { world } = bench.slack;
    expect(world.messagesIn('C0TEAM').map(({ text, edits }) => [text, edits.length])).toEqual([
      ['stopped', 1],
    ]);
    await answer(url, { delete_original: true });
    expect(world.messagesIn('C0TEAM')).toEqual([]);
  });

  test('an answer that Slack cannot use is refused and noted', async () => {
    const url = await fromCommand();
    expect(await answer(url, {})).toMatchObject({ status: 400 });
    expect(await answer(url, { text: 'a', response_type: 'shout' })).toMatchObject({ status: 400 });
    expect(bench.slack.problems.map(({ method }) => method)).toEqual(['response_url', 'response_url']);
  });

  test('trouble can be ordered for it as for a method, and the journal holds its calls', async () => {
    const url = await fromCommand();
    bench.slack.knobs.failNext('response_url', { status: 500, error: 'rollup_error' });
    expect(await answer(url, { text: 'a' })).toMatchObject({ status: 500 });
    expect(bench.slack.journal).toMatchObject([
      { method: 'response_url', token: null, workspaceId: 'T0AGENCY', args: { text: 'a' }, status: 500 },
    ]);
  });
});
