import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signBody } from '@wasend-slack/slack-stand-in/wire/signing.ts';
import { createLogger } from '../../../src/logger.ts';
import { createHttpServer, serverLimits } from '../../../src/slack/wire/http-server.ts';
import { reportedCase } from '../../cases.ts';
import { House, publicUrl, signingSecret } from '../../journeys/house.ts';
import { ManualClock } from '../../manual-clock.ts';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

describe('the door for Slack', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start();
  });
  afterEach(() => house.end());

  const base = () => `http://127.0.0.1:${house.app.port}`;
  const nowSeconds = () => Math.round(house.clock.now() / 1000);

  /** Signed as Slack signs it, unless said otherwise. */
  const post = (
    body: string,
    {
      path = '/slack/events',
      type = json,
      at = nowSeconds(),
      headers = {},
    }: { path?: string; type?: string; at?: number; headers?: Record<string, string> } = {},
  ) =>
    fetch(`${base()}${path}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': signBody(signingSecret, String(at), body),
        ...headers,
      },
    });
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });

  const { path: trailingSlash } = reportedCase<{ path: string }>('trailing-slash').input;
  test.each(['/slack/events', trailingSlash, '//slack/events', '//slack/events//'])(
    '%s is the address of events (trailing-slash)',
    async (path) => {
      const answer = await post(challenge, { path });
      expect([answer.status, await answer.json()]).toEqual([200, { challenge: 'abc' }]);
    },
  );

  test('no other path and no other method is', async () => {
    for (const path of ['/slack/events/x', '/slack', '/', '/slack/events%2f'])
      expect((await post(challenge, { path })).status).toBe(404);
    expect((await fetch(`${base()}/slack/events`)).status).toBe(404);
    expect((await fetch(`${base()}/slack/events`, { method: 'PUT', body: challenge })).status).toBe(404);
  });

  test.each([
    [form, 'payload=null'],
    [form, 'payload=5'],
    [form, 'payload=%5B%5D'],
    [form, 'payload=%22abc%22'],
    [form, 'payload='],
    [form, 'payload={}&payload={}'],
    [json, 'null'],
    [json, '[]'],
    [json, '5'],
    [json, '"abc"'],
    [json, ''],
    [json, '{'],
  ])('a signed %s body %j is refused with 400, and the app lives', async (type, body) => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    expect((await post(body, { type })).status).toBe(400);
    expect((await post(challenge)).status).toBe(200);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('a body that is not signed is refused with 401, whatever it is', async () => {
    const unsigned = { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } };
    for (const body of ['null', challenge, '{']) expect((await post(body, unsigned)).status).toBe(401);
    expect((await fetch(`${base()}/slack/events`, { method: 'POST', body: challenge })).status).toBe(401);
  });

  test.each([`${form}; charset=utf-8`, `${form};charset=UTF-8`, 'Application/X-WWW-Form-Urlencoded'])(
    'a form sent as %j is a form',
    async (type) => {
      const command = new URLSearchParams({
        command: '/wasend-leave',
        text: 'help',
        team_id: 'T0AGENCY',
        user_id: 'U0ADMIN',
        channel_id: 'C0TEAM',
        trigger_id: '1.2.3',
        response_url: 'http://127.0.0.1:9/none',
      }).toString();
      expect((await post(command, { type })).status).toBe(200);
    },
  );

  test('Slack’s test of TLS is answered, and nothing runs of what stands beside it (ssl-check)', async () => {
    const { method, path, body, headers } = reportedCase<{
      method: string;
      path: string;
      body: string;
      headers: Record<string, string>;
    }>('ssl-check').input;
    for (const sent of [
      body,
      `${body}&command=%2Fwasend-leave&text=stop+all&team_id=T0AGENCY&user_id=U0ADMIN`,
    ]) {
      const answer = await fetch(`${base()}${path}`, { method, body: sent, headers });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
    expect(house.slack.journal.map(({ method: called }) => called)).toEqual(['auth.test']);
  });

  test('a clock that differs is told once in a while with the difference, of deliveries of Slack alone (skew-silent)', async () => {
    const told = () => house.logLines.filter((line) => line.includes('the clock of this machine'));
    const { input } = reportedCase<Record<string, string>>('skew-silent');
    const behind = Number(/^now-(\d+)$/.exec(input['x-slack-request-timestamp'] ?? '')?.[1]);
    const strangers = { 'x-slack-signature': `v0=${'0'.repeat(64)}` };
    expect((await post(challenge, { at: nowSeconds() - behind, headers: strangers })).status).toBe(401);
    expect(told()).toEqual([]);
    expect((await post(challenge, { at: nowSeconds() - behind })).status).toBe(401);
    expect((await post(challenge, { at: nowSeconds() + 301 })).status).toBe(401);
    expect(told()).toEqual([expect.stringMatching(/"level":"warn".*"aheadSeconds":(399|400|401)\b/)]);
    await house.clock.advance(11 * 60_000);
    await post(challenge, { at: nowSeconds() + 500 });
    expect(told()[1]).toMatch(/"aheadSeconds":-(499|500|501)\b/);
    expect((await post(challenge, { at: nowSeconds() + 299 })).status).toBe(200);
  });

  test('more than half a megabyte is not held', async () => {
    const long = JSON.stringify({ type: 'url_verification', challenge: 'x'.repeat(490_000) });
    expect((await post(long)).status).toBe(200);
    const sizes = await Promise.allSettled([
      post(`${long}${' '.repeat(20_000)}`),
      chunked(house.app.port, 600_000),
    ]);
    expect(sizes.map((one) => (one.status === 'fulfilled' ? Number(one.value.status) : 413))).toEqual([
      413, 413,
    ]);
    expect((await post(challenge)).status).toBe(200);
  });

  test.each(['/healthz', '/readyz', '/readyz/', '//healthz'])('%s answers GET and HEAD', async (path) => {
    expect((await fetch(`${base()}${path}`)).status).toBe(200);
    const head = await fetch(`${base()}${path}`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(`${base()}${path}`, { method: 'POST' })).status).toBe(404);
  });

  test('idle connections are kept longer than balancers keep them (keep-alive)', async () => {
    const answer = await fetch(`${base()}/healthz`);
    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
    const { idle_ms: rests } = reportedCase<{ idle_ms: number[] }>('keep-alive').input;
    expect(serverLimits.keepAliveTimeout).toBeGreaterThan(Math.max(60_000, ...rests));
  });
});

test('behind a path of its own every address has it, also where the proxy leaves it (base-path)', async () => {
  const { env, get } = reportedCase<{ env: { PUBLIC_URL: string }; get: string }>('base-path').input;
  const house = await House.start({ ...oauth, ...env });
  try {
    for (const path of [get, `/wasend${get}`, `/wasend${get}/`]) {
      const answer = await fetch(`http://127.0.0.1:${house.app.port}${path}`, { redirect: 'manual' });
      const to = new URL(answer.headers.get('location') ?? '');
      expect(to.searchParams.get('redirect_uri')).toBe(`${env.PUBLIC_URL}/slack/oauth_redirect`);
    }
    expect((await fetch(`http://127.0.0.1:${house.app.port}/wasend/readyz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${house.app.port}/wasendreadyz`)).status).toBe(404);
  } finally {
    await house.end();
  }
});

const oauth = {
  SLACK_BOT_TOKEN: '',
  SLACK_CLIENT_ID: 'stand-in.client',
  SLACK_CLIENT_SECRET: 'stand-in-client-secret',
  SLACK_STATE_SECRET: 's'.repeat(40),
  PUBLIC_URL: publicUrl,
  WASEND_API_KEY: '',
  WASEND_SESSION_ID: '',
  AUDIT_CHANNEL: '',
};

describe('what strangers can hold', () => {
  /** A door with these limits, and its port. */
  const open = async (limits: Partial<typeof serverLimits>) => {
    const settings = {
      host: '127.0.0.1',
      port: 0,
      publicPath: '',
      clock: new ManualClock(0),
      logger: createLogger({ level: 'silent', secrets: [] }),
      probes: {},
      pages: {},
      slack: null,
    };
    const server = createHttpServer(settings, { ...serverLimits, ...limits });
    return { server, port: await server.start() };
  };
  /** A connection that says so much, and the end of it. */
  const hold = (port: number, sent: string): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(sent);
    socket.resume();
    return new Promise((resolve) => socket.once('close', () => resolve()));
  };

  test.each([
    ['nothing', ''],
    ['half a header', 'POST /slack/events HTTP/1.1\r\nhost: x\r\nconte'],
    ['half a body', 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc'],
  ])('%s is ended when its time is over, and a stop waits for none of them', async (_, sent) => {
    const { server, port } = await open({
      headersTimeout: 50,
      requestTimeout: 100,
      connectionsCheckingInterval: 10,
    });
    await hold(port, sent);
    const held = hold(port, sent);
    await server.stop();
    await server.stop();
    await held;
    expect(serverLimits.connectionsCheckingInterval).toBeLessThanOrEqual(1_000);
  });

  test('one connection more than allowed is closed at once', async () => {
    const { server, port } = await open({ maxConnections: 2 });
    const held = [hold(port, ''), hold(port, '')];
    await hold(port, 'GET / HTTP/1.1\r\n\r\n');
    await server.stop();
    await Promise.all(held);
    expect(serverLimits.maxConnections).toBeLessThanOrEqual(1_000);
  });
});

/** A body without a length, written until the door closes. */
function chunked(port: number, bytes: number): Promise<{ readonly status: number }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { port, host: '127.0.0.1', path: '/slack/events', method: 'POST' },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0 });
      },
    );
    request.on('error', reject);
    for (let sent = 0; sent < bytes; sent += 50_000) request.write('x'.repeat(50_000));
    request.end();
  });
}
