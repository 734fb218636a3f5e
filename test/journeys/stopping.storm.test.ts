import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { startWasendStandIn, type WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { AppProcess } from './app-process.ts';
import { admin, apiKey, auditChannel, encryptionKey, sessionId, signingSecret, team } from './house.ts';

let directory: string;
let slack: SlackStandIn;
let wasend: WasendStandIn;
let app: AppProcess;
const sockets: Socket[] = [];
/** Three seconds and room for a busy machine; whoever waited for a connection would take 5 to 30. */
const mostMs = 4_500;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wasend-slack-stop-'));
  slack = await startSlackStandIn({ signingSecret });
  wasend = await startWasendStandIn({});
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  app.kill('SIGKILL');
  await app.exited;
  await Promise.all([slack.close(), wasend.close()]);
  rmSync(directory, { recursive: true, force: true });
});

/** The real app, and its port. */
async function start(more: Readonly<Record<string, string>> = {}): Promise<number> {
  app = new AppProcess('../../src/main.ts', {
    HOST: '127.0.0.1',
    PORT: '0',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: 'xoxb-stand-in-1',
    SLACK_SIGNING_SECRET: signingSecret,
    WASEND_BASE_URL: wasend.url,
    WASEND_API_KEY: apiKey,
    WASEND_SESSION_ID: sessionId,
    AUDIT_CHANNEL: auditChannel,
    ENCRYPTION_KEY: encryptionKey,
    STORE_URL: `sqlite:${join(directory, 'wasend.db')}`,
    HOLD_SECONDS: '0',
    BULK_GAP_SECONDS: '0',
    ...more,
  });
  const port = await app.port();
  if (port === null) throw new Error(app.errors.join('\n'));
  return port;
}

async function until<T>(what: string, look: () => T | undefined | false): Promise<T> {
  const giveUpAt = performance.now() + 20_000;
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > giveUpAt) throw new Error(`This did not happen: ${what}\n${app.log.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A connection somebody holds open, with so much of a request sent. */
async function hold(port: number, sent: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.write(sent);
}

const head = 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

/** Confirms so many groups, and answers once the first call is on its way. */
async function leaving(count: number): Promise<void> {
  const groups = wasend.world
    .groups(sessionId)
    .filter(({ id, standing }) => wasend.world.isMember(sessionId, id) && standing === 'member');
  const text = groups
    .slice(0, count)
    .map(({ id }) => id)
    .join(' ');
  await slack.typeCommand({ user: admin, channel: team, text });
  const view = await until('the modal', () => {
    const open = slack.world.viewsOf(admin).at(-1);
    return open !== undefined && !JSON.stringify(open.content).includes('Looking up') && open;
  });
  await slack.submitView({ user: admin, viewId: view.id, values: {} });
  await until('the first call', () => wasend.leaveCalls()[0]);
}

/** Asks it to stop and answers how long that took, in milliseconds. */
async function stop(): Promise<{ readonly code: number | null; readonly ms: number }> {
  const from = performance.now();
  app.kill('SIGTERM');
  const { code } = await app.exited;
  return { code, ms: performance.now() - from };
}

describe('a stop waits for nobody who holds a connection open', () => {
  test.each([
    ['nothing said', ''],
    ['half a header', `${head}x-slack-requ`],
    ['half a body', `${head}content-length: 1000\r\n\r\n{"type":`],
  ])('%s', async (_, sent) => {
    const port = await start();
    for (let each = 0; each < 3; each += 1) await hold(port, sent);
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(mostMs);
  });

  test('over Socket Mode likewise, also when Slack does not let go of the socket', async () => {
    const port = await start({ SLACK_APP_TOKEN: 'xapp-stand-in-1', SLACK_SIGNING_SECRET: '' });
    await hold(port, '');
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(mostMs);
  });

  test('a delivery that waits for Wasend’s list is left after two seconds', async () => {
    const port = await start();
    slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    wasend.gate.hold('groups');
    void slack.typeCommand({ user: admin, channel: team, text: '' });
    await until('the list is asked for', () => wasend.journal.some(({ route }) => route === 'groups'));
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(mostMs);
  });
});

test('a stop lets the call under way end, and begins no other', async () => {
  const port = await start();
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const gate = wasend.gate.hold('leave');
  await leaving(3);
  app.kill('SIGTERM');
  await until('the stop has begun', () => app.log.some((line) => line.includes('stopping')));
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
  gate.release();
  expect(await app.exited).toEqual({ code: 0, signal: null });
  expect(wasend.leaveCalls()).toHaveLength(1);
  const [called] = wasend.leaveCalls();
  await start();
  await until('the other two', () => wasend.leaveCalls().length === 3);
  expect(wasend.leaveCalls().filter(({ groupId }) => groupId === called?.groupId)).toHaveLength(1);
});

describe('what nobody foresaw', () => {
  const onSignal = (act: string): Record<string, string> => ({
    NODE_OPTIONS: `--import ${JSON.stringify(`data:text/javascript,process.on('SIGUSR2',()=>{${act}})`)}`,
  });

  test.each([
    ['unhandledRejection', "Promise.reject(new Error('nobody/foresaw/this'))"],
    ['uncaughtException', "throw(new(Error)('nobody/foresaw/this'))"],
  ])('%s is logged with a reference and stops in order', async (fault, act) => {
    const port = await start(onSignal(act.replaceAll(' ', '%20')));
    await hold(port, '');
    app.kill('SIGUSR2');
    expect(await app.exited).toEqual({ code: 1, signal: null });
    const line = app.log.find((one) => one.includes('"level":"fatal"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      fault,
      reference: expect.stringMatching(/^ws-[0-9a-f]{10}$/),
      error: { message: 'nobody/foresaw/this' },
    });
    expect(app.errors).toEqual([]);
    await start();
  });
});

describe('a start that fails says what it is about', () => {
  const failing = async (more: Readonly<Record<string, string>>): Promise<string> => {
    await expect(start(more)).rejects.toThrow('cannot start');
    expect((await app.exited).code).toBe(1);
    return app.errors.join('\n');
  };

  test('a port that is taken, and a store that cannot be opened', async () => {
    const taken = new URL(slack.apiUrl).port;
    expect(await failing({ PORT: taken })).toContain(`HOST and PORT name 127.0.0.1:${taken}`);
    expect(await failing({ STORE_URL: 'sqlite:/dev/null/wasend.db' })).toContain(
      'STORE_URL sqlite:/dev/null/wasend.db cannot be opened',
    );
  });

  test('a stop while Slack is waited for', async () => {
    slack.knobs.failNext('auth.test', { status: 503, times: 100 });
    const starting = start();
    starting.catch(() => {});
    await until('the pause', () => app.log.some((line) => line.includes('Slack cannot be reached')));
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(mostMs);
    await expect(starting).rejects.toThrow();
  });
});
