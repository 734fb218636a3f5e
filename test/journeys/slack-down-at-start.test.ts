import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/errors.ts';
import { reportedCase } from '../cases.ts';
import { House } from './house.ts';

describe('when Slack cannot be reached at the start', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start();
  });
  afterEach(() => house.end());

  /** The port of the newest start, before it is ready. */
  const port = (): number | undefined => {
    const lines = house.logLines.slice(-20).map((line) => JSON.parse(line));
    return lines.findLast(({ msg }) => msg === 'listening')?.port;
  };
  const count = (words: string): number => house.logLines.filter((line) => line.includes(words)).length;
  const failedTries = (): number =>
    house.slack.journal.filter(({ method }) => method === 'auth.test').length - 1;

  test('it is waited out, the probe and the log say so, and open requests go on (slack-down-at-start)', async () => {
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm();
    await house.stopApp();
    house.logLines.length = 0;
    house.slack.knobs.failNext('auth.test', { status: 503, times: 6 });

    const starting = house.startApp();
    await house.until('the call, without Slack', () => house.wasend.leaveCalls(group.id)[0], 50);
    const ready = await fetch(`http://127.0.0.1:${port()}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ok: false, store: true, slack: false }]);
    expect(count('"msg":"ready"')).toBe(0);
    const delivery = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await fetch(`http://127.0.0.1:${port()}/slack/events`, delivery)).status).toBe(503);

    await house.until('ready', () => count('"msg":"ready"') === 1, 500);
    await starting;
    expect(house.logLines.find((line) => line.includes('Slack cannot be reached'))).toContain(
      `"host":"${new URL(house.slack.apiUrl).host}"`,
    );
    expect((await fetch(`http://127.0.0.1:${port()}/readyz`)).status).toBe(200);
    await house.until('the card', () => house.card().includes('Successfully left the group.'), 500);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
  });

  test('the pauses grow, and one that Slack asks for is kept', async () => {
    const { input } = reportedCase<{ 'auth.test': { status: number; 'retry-after': number }[] }>(
      'slack-down-at-start',
    );
    const [limit] = input['auth.test'];
    await house.stopApp();
    house.slack.knobs.failNext('auth.test', { retryAfterSeconds: 0, times: 1 });
    house.slack.knobs.failNext('auth.test', {
      retryAfterSeconds: (limit?.['retry-after'] ?? 0) * 5,
      times: 1,
    });
    house.logLines.length = 0;
    const starting = house.startApp();
    await house.until('the first pause', () => count('Slack cannot be reached') === 1);
    await house.clock.advance(9_000);
    expect(failedTries()).toBe(2);
    await house.clock.advance(1_500);
    await starting;
    expect(failedTries()).toBe(3);
  });

  test.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
    'a token refused with %s ends the start, also after an outage',
    async (error) => {
      await house.stopApp();
      house.slack.knobs.failNext('auth.test', { error });
      await expect(house.startApp()).rejects.toThrow(ConfigError);
      house.slack.knobs.failNext('auth.test', { status: 503, times: 2 });
      house.slack.knobs.failNext('auth.test', { error });
      house.logLines.length = 0;
      const refused = expect(house.startApp()).rejects.toThrow(
        `SLACK_BOT_TOKEN is not accepted by Slack (${error})`,
      );
      await house.until('the outage', () => count('Slack cannot be reached') === 1);
      await house.clock.advance(1_000);
      await refused;
      await expect(fetch(`http://127.0.0.1:${port()}/healthz`)).rejects.toThrow();
      await house.startApp();
    },
  );

  test('the socket of Socket Mode is waited for likewise, and its token may be refused', async () => {
    await house.stopApp();
    const overSocket = { SLACK_APP_TOKEN: 'xapp-stand-in-1', SLACK_SIGNING_SECRET: '' };
    house.slack.knobs.failNext('apps.connections.open', { error: 'not_allowed_token_type' });
    await expect(house.startApp(overSocket)).rejects.toThrow('SLACK_APP_TOKEN is not accepted by Slack');
    house.slack.knobs.failNext('apps.connections.open', { status: 503, times: 2 });
    house.logLines.length = 0;
    const starting = house.startApp(overSocket);
    await house.until('the first failure', () => count('Slack cannot be reached') === 1);
    expect((await fetch(`http://127.0.0.1:${port()}/readyz`)).status).toBe(503);
    await house.until('ready', () => count('"msg":"ready"') === 1, 250);
    await starting;
    expect((await fetch(`http://127.0.0.1:${port()}/readyz`)).status).toBe(200);
  });
});
