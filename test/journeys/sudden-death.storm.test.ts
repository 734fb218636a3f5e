import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { startWasendStandIn, type WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import type { Request } from '../../src/leaving/request.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';
import { AppProcess } from './app-process.ts';
import { admin, apiKey, auditChannel, encryptionKey, sessionId, signingSecret, team } from './house.ts';

const speed = 10;
const clockStart = Date.now();
const fastNow = () => Math.round(clockStart + (Date.now() - clockStart) * speed);
const workspaceId = WorkspaceId.parse('T0AGENCY');

let directory: string;
let slack: SlackStandIn;
let wasend: WasendStandIn;
let now: () => number;

async function start(clock: () => number): Promise<void> {
  now = clock;
  directory = mkdtempSync(join(tmpdir(), 'wasend-slack-death-'));
  endsWithTest(() => rmSync(directory, { recursive: true, force: true }));
  slack = await startSlackStandIn({ signingSecret, now: () => now() });
  endsWithTest(() => slack.close());
  wasend = await startWasendStandIn({
    now: () => now(),
    limit: { calls: 10_000, windowMs: 60_000, counts: 'leave' },
  });
  endsWithTest(() => wasend.close());
}

const storeUrl = () => `sqlite:${join(directory, 'wasend.db')}`;
const environment = (more: Record<string, string> = {}): Record<string, string> => ({
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
  STORE_URL: storeUrl(),
  HOLD_SECONDS: '0',
  BULK_GAP_SECONDS: '0',
  WASEND_RATE: '1000/60',
  ...more,
});

const pollUntil = async (
  look: () => boolean | Promise<boolean>,
  what: string,
  patienceMs = 120_000,
): Promise<void> => {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await look())) {
    if (performance.now() > giveUpAt) throw new Error(`This did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

async function requests(): Promise<Request[]> {
  const store = await openStoreForReading(storeUrl());
  try {
    const all = { by: null, groupId: null, sessions: null, before: null, limit: 50 };
    const ids = await store.past(workspaceId, all);
    const loaded = await Promise.all(ids.map((id) => store.load(id)));
    return loaded.filter((request) => request !== null);
  } finally {
    await store.close();
  }
}

async function openModalFor(app: AppProcess, ids: readonly string[]): Promise<string> {
  slack.deliverTo(`http://127.0.0.1:${await app.port()}/slack/events`);
  await slack.typeCommand({ user: admin, channel: team, text: ids.join(' ') });
  const filled = () => {
    const view = slack.world.viewsOf(admin).at(-1);
    return view !== undefined && !JSON.stringify(view.content).includes('Looking up');
  };
  await pollUntil(filled, 'the modal is filled in');
  return slack.world.viewsOf(admin).at(-1)?.id ?? '';
}

/** Where a process dies, in every life the next one: around each entry, each call to Wasend and each message. */
const boundaries = ['calling', 'leave', 'answered', 'looked', 'chat.update'].flatMap((what) => [
  `before ${what}`,
  `after ${what}`,
]);

const mortal = (dieAt: string | null): AppProcess =>
  new AppProcess(
    './mortal-app.ts',
    environment({
      SPEED: String(speed),
      CLOCK_START: String(clockStart),
      // Long enough that the wait for a look does not use up the groups that later lives die of.
      BULK_GAP_SECONDS: '2-2',
      ...(dieAt === null ? {} : { DIE_AT: dieAt }),
    }),
  );

const isTold = () => slack.world.messagesIn(auditChannel).length > 0;

/** Waits until the app has died there, and nowhere else. */
async function bury(app: AppProcess, where: string): Promise<void> {
  await pollUntil(() => app.end !== null || isTold(), `the app dies ${where}`);
  expect([app.end?.signal, app.errors.filter((line) => line.startsWith('died '))]).toEqual([
    'SIGKILL',
    [`died ${where}`],
  ]);
}

/** Presses “Leave” on apps that die before and after the request is written. Slack shows the modal until one answers. */
async function pressUntilTaken(first: AppProcess, viewId: string): Promise<void> {
  const values = { typed_count: { typed_count: '48' } };
  const press = () => slack.submitView({ user: admin, viewId, values }).catch(() => []);
  let app = first;
  for (const [where, written] of [
    ['before requested', 0],
    ['after requested', 1],
  ] as const) {
    await press();
    await bury(app, where);
    expect(await requests()).toHaveLength(written);
    expect(slack.world.viewsOf(admin)).toHaveLength(1);
    app = mortal(where === 'before requested' ? 'after requested' : (boundaries[0] ?? ''));
    slack.deliverTo(`http://127.0.0.1:${await app.port()}/slack/events`);
  }
  const [click] = await press();
  // It may die of its work before it can answer: then the click was not told to be accepted, and yet is not lost.
  expect([200, 0, undefined]).toContain(click?.status);
  await bury(app, boundaries[0] ?? '');
  expect(await requests()).toHaveLength(1);
}

async function checkEnd(groups: readonly { readonly id: string }[]): Promise<void> {
  for (const { id } of groups) expect(wasend.leaveCalls(id).length).toBeLessThanOrEqual(1);
  const [request] = await requests();
  if (request === undefined) throw new Error('The request is lost');
  expect(request.finishedAt).not.toBeNull();
  for (const leave of request.leaves) {
    const isIn = wasend.world.isMember(sessionId, leave.group.groupId);
    expect(leave.status).toMatchObject(isIn ? { kind: 'still-in' } : { kind: 'left', confirmed: true });
  }
  const store = await openStoreForReading(storeUrl());
  const { file, workspaces } = await store.verify();
  expect([file, workspaces.map(({ faults }) => faults)]).toEqual([[], [[]]]);
  await store.close();
}

describe('killed with SIGKILL at every durable boundary', () => {
  beforeEach(() => start(fastNow));

  test('62 deaths in one request: no double call, no lost click, no broken chain, one true end', async () => {
    wasend.world.addManyGroups(sessionId, 48);
    const groups = wasend.world.groups(sessionId).slice(-48);
    const app = mortal('before requested');
    const viewId = await openModalFor(
      app,
      groups.map(({ id }) => id),
    );
    await pressUntilTaken(app, viewId);
    const lives = Array.from({ length: 6 }, () => boundaries)
      .flat()
      .slice(1);
    for (const where of lives) await bury(mortal(where), where);

    mortal(null);
    await pollUntil(isTold, 'an audit line');
    await checkEnd(groups);
  });
});

describe('SIGTERM in the middle of a long request', () => {
  beforeEach(() => start(Date.now));

  test('the call under way ends, the process exits with 0, and the rest follows after a restart', async () => {
    wasend.world.addManyGroups(sessionId, 4);
    const groups = wasend.world.groups(sessionId).slice(-4);
    let app = new AppProcess('../../src/main.ts', environment());
    const viewId = await openModalFor(
      app,
      groups.map(({ id }) => id),
    );
    const held = wasend.gate.hold('leave');
    await slack.submitView({ user: admin, viewId });
    await held.whenWaiting(1);
    app.kill('SIGTERM');
    await pollUntil(() => app.log.some((line) => line.includes('stopping')), 'the app says that it stops');
    expect(wasend.leaveCalls()).toHaveLength(1);
    held.release();
    expect(await app.exited).toEqual({ code: 0, signal: null });
    expect(wasend.leaveCalls()).toHaveLength(1);

    app = new AppProcess('../../src/main.ts', environment());
    await app.port();
    await pollUntil(() => wasend.leaveCalls().length === 4, 'the rest is left');
    await pollUntil(() => slack.world.messagesIn(auditChannel).length === 1, 'an audit line');
    for (const { id } of groups) expect(wasend.leaveCalls(id)).toHaveLength(1);
    app.kill('SIGTERM');
    expect((await app.exited).code).toBe(0);
  });

  test('without configuration it names everything that is missing, and the sandbox, and exits with 1', async () => {
    const app = new AppProcess('../../src/main.ts', {});
    expect((await app.exited).code).toBe(1);
    const said = app.errors.join('\n');
    for (const part of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'ENCRYPTION_KEY', 'npm run sandbox'])
      expect(said).toContain(part);
  });
});
