import { describe, expect, test } from '@jest/globals';
import { useBench } from '../stand-in-bench.ts';

describe('typing a command', () => {
  const bench = useBench();

  test('the form carries every field of a real one, and the bare content type', async () => {
    const delivery = await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM', text: 'help' });
    expect(delivery).toMatchObject({ via: 'http', status: 200, body: '', timedOut: false });
    const [received] = bench.app.received;
    expect(received?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(received?.form).toEqual({
      token: expect.any(String),
      team_id: 'T0AGENCY',
      team_domain: 'agency',
      channel_id: 'C0TEAM',
      channel_name: 'client-groups',
      user_id: 'U0MEMBER',
      user_name: 'mei',
      command: '/wasend-leave',
      text: 'help',
      api_app_id: 'A0WASEND',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(`${bench.slack.url}/response/`),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/u),
    });
  });

  test('private channels and direct messages hide their names', async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'G0PRIVATE' });
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'D0MEMBER' });
    const names = bench.app.received.map(({ form }) => form.channel_name);
    expect(names).toEqual(['privategroup', 'directmessage']);
  });

  test('the body of the answer is shown to the person, as text or as JSON', async () => {
    bench.app.answer = () => ({ body: 'Try /wasend-leave help' });
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    bench.app.answer = () => ({ body: JSON.stringify({ response_type: 'in_channel', text: 'for all' }) });
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    const { world } = bench.slack;
    expect(world.ephemeralsFor('U0MEMBER', 'C0TEAM').map(({ text }) => text)).toEqual([
      'Try /wasend-leave help',
    ]);
    expect(world.messagesIn('C0TEAM').map(({ text }) => text)).toEqual(['for all']);
  });

  test('someone who is gone, or not in the channel, cannot type there', async () => {
    await expect(bench.slack.typeCommand({ user: 'U0GONE', channel: 'C0TEAM' })).rejects.toThrow('U0GONE');
    await expect(bench.slack.typeCommand({ user: 'U0GUEST', channel: 'G0PRIVATE' })).rejects.toThrow(
      'not in G0PRIVATE',
    );
  });
});

describe('an app that does not answer', () => {
  const bench = useBench(undefined, { ackTimeoutMs: 50 });
  const type = () => bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });

  test('in time has timed out', async () => {
    bench.app.answer = () => 'never';
    expect(await type()).toMatchObject({ status: 0, timedOut: true, connectionFailure: null });
  });
});

describe('an app that is not there', () => {
  const bench = useBench();

  test('could not be reached', async () => {
    await bench.app.close();
    expect(await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' })).toMatchObject({
      timedOut: false,
      connectionFailure: 'ECONNREFUSED',
    });
  });
});
