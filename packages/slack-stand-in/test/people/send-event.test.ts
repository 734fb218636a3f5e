import { describe, expect, test } from '@jest/globals';
import { useBench } from '../stand-in-bench.ts';

describe('events', () => {
  const bench = useBench();
  const uninstalled = { event: { type: 'app_uninstalled' } };

  test('an event has an id, a workspace and an authorization', async () => {
    await bench.slack.event({ ...uninstalled, eventId: 'Ev42' });
    const [received] = bench.app.received;
    expect(received?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received?.body ?? '')).toMatchObject({
      type: 'event_callback',
      team_id: 'T0AGENCY',
      api_app_id: 'A0WASEND',
      event_id: 'Ev42',
      event_time: bench.nowMs / 1000,
      event: { type: 'app_uninstalled' },
      authorizations: [{ team_id: 'T0AGENCY', user_id: 'U0BOT', is_enterprise_install: false }],
    });
  });

  test('a refused event comes again with the same id and says so, until the app takes it', async () => {
    bench.app.answer = () => ({ status: bench.app.received.length < 3 ? 500 : 200 });
    expect(await bench.slack.event({ ...uninstalled, retries: 3 })).toMatchObject({ status: 200 });
    const retries = bench.app.received.map(({ headers }) => headers['x-slack-retry-num']);
    expect(retries).toEqual([undefined, '1', '2']);
    expect(bench.app.received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(bench.app.received[1]?.body).toBe(bench.app.received[0]?.body);
  });

  test('an app can ask not to be told again', async () => {
    bench.app.answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await bench.slack.event({ ...uninstalled, retries: 3 });
    expect(bench.app.received).toHaveLength(1);
  });

  test('a single delivery can be marked as a retry', async () => {
    await bench.slack.event({ ...uninstalled, retryNum: 2, retryReason: 'http_timeout' });
    expect(bench.app.received[0]?.headers).toMatchObject({
      'x-slack-retry-num': '2',
      'x-slack-retry-reason': 'http_timeout',
    });
  });
});
