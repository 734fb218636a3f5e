import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { agencyWorkspace, neighbourWorkspace } from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { fetchOver } from '../../src/http/fetch-over.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { createLogger } from '../../src/logger.ts';
import { createSlackLogger } from '../../src/slack/wire/slack-logger.ts';
import { createSocketReceiver } from '../../src/slack/wire/socket-receiver.ts';
import { interactiveOptions, patientClient, withTimeout } from '../../src/slack/wire/web-clients.ts';
import { ManualClock } from '../manual-clock.ts';

describe('guards against defects of the SDK', () => {
  let slack: SlackStandIn;
  beforeEach(async () => {
    slack = await startSlackStandIn({
      signingSecret: 's',
      world: { workspaces: [agencyWorkspace(), neighbourWorkspace()] },
    });
  });
  afterEach(() => slack.close());

  const quiet = createLogger({ level: 'silent', secrets: [] });
  const settings = (fetch = fetchOver(createNodeExchange())) => ({
    apiUrl: slack.apiUrl,
    fetch,
    logger: createSlackLogger(quiet),
  });

  test('the SDK really writes the first token into shared headers (why the guard is there)', async () => {
    const shared = { slackApiUrl: slack.apiUrl, headers: {}, logger: createSlackLogger(quiet) };
    await new WebClient('xoxb-stand-in-1', shared).auth.test();
    await new WebClient('xoxb-stand-in-2', shared).auth.test();
    expect(slack.journal.map(({ token }) => token)).toEqual(['xoxb-stand-in-1', 'xoxb-stand-in-1']);
  });

  test('no workspace’s token reaches another’s calls, in any order', async () => {
    const one = settings();
    for (const token of ['xoxb-stand-in-1', 'xoxb-stand-in-2', 'xoxb-stand-in-1']) {
      await patientClient(token, one).auth.test();
      await new WebClient(token, interactiveOptions(one)).auth.test();
    }
    const expected = ['1', '1', '2', '2', '1', '1'].map((number) => `xoxb-stand-in-${number}`);
    expect(slack.journal.map(({ token }) => token)).toEqual(expected);
  });

  test('opening a socket receiver leaves everybody else’s options alone', async () => {
    const one = settings();
    const before = interactiveOptions(one);
    createSocketReceiver('xapp-stand-in-1', one, { clock: new ManualClock(0), logger: quiet });
    expect(before).not.toHaveProperty('headers');
    expect(before.retryConfig).toEqual({ retries: 0 });
    expect(interactiveOptions(one).retryConfig).toEqual({ retries: 0 });
  });

  test('a call that a person waits for is made once, also when Slack is at fault or limits', async () => {
    slack.knobs.failNext('auth.test', { status: 500 });
    slack.knobs.failNext('auth.test', { retryAfterSeconds: 30 });
    const client = new WebClient('xoxb-stand-in-1', interactiveOptions(settings()));
    await expect(client.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_http_error' });
    await expect(client.auth.test()).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 30,
    });
    expect(slack.journal).toHaveLength(2);
  });

  test('a call that hangs is given up', async () => {
    slack.knobs.hang('auth.test');
    const client = new WebClient('xoxb-stand-in-1', {
      ...interactiveOptions(settings()),
      fetch: withTimeout(fetchOver(createNodeExchange()), 50),
    });
    await expect(client.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  });

  test('the SDK’s debug lines, which hold whole payloads, are dropped at every level', () => {
    const lines: string[] = [];
    const logger = createSlackLogger(
      createLogger({ level: 'trace', secrets: [], destination: { write: (line) => void lines.push(line) } }),
    );
    logger.setLevel('debug' as never);
    logger.debug('Received a message on the WebSocket: {"response_url":"https://hooks.slack.com/x"}');
    logger.warn('kept');
    expect(lines.join('')).not.toContain('hooks.slack.com');
    expect(lines.join('')).toContain('kept');
    expect(logger.getLevel()).toBe('info');
  });
});
