import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { startWasendStandIn, type WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { outcomeIn } from '../../src/leaving/advance/next-step.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { isSettled } from '../../src/leaving/leave.ts';
import { foldRequest, type Request } from '../../src/leaving/request.ts';
import { openLedgerForReading } from '../../src/storage/open-ledger-for-reading.ts';
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
  slack = await startSlackStandIn({ signingSecret, now: () => now() });
  wasend = await startWasendStandIn({
    now: () => now(),
    limit: { calls: 10_000, windowMs: 60_000, counts: 'leave' },
  });
}
afterEach(async () => {
  await Promise.all([slack.close(), wasend.close()]);
  rmSync(directory, { recursive: true, force: true });
});

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
  patienceMs = 30_000,
): Promise<void> => {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await look())) {
    if (performance.now() > giveUpAt) throw new Error(`This did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

async function requests(): Promise<Request[]> {
  const ledger = await openLedgerForReading(storeUrl());
  try {
    const ids = await ledger.recent(workspaceId, { limit: 50 });
    const folded = await Promise.all(ids.map(async (id) => foldRequest(await ledger.load(id))));
    return folded.flatMap((one) => (one.kind === 'request' ? [one.request] : []));
  } finally {
    await ledger.close();
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

/** Deaths by the boundary they came at. */
class Graveyard {
  readonly deaths = new Map<string, number>();

  get count(): number {
    return [...this.deaths.values()].reduce((all, one) => all + one, 0);
  }

  async bury(app: AppProcess): Promise<void> {
    expect((await app.exited).signal).toBe('SIGKILL');
    const where = app.errors.find((line) => line.startsWith('died '))?.slice(5) ?? 'unknown';
    this.deaths.set(where, (this.deaths.get(where) ?? 0) + 1);
  }
}

const mortal = (dieAt: number | null): AppProcess =>
  new AppProcess(
    './mortal-app.ts',
    environment({
      SPEED: String(speed),
      CLOCK_START: String(clockStart),
      ...(dieAt === null ? {} : { DIE_AT: String(dieAt) }),
    }),
  );

/** Presses “Leave” on apps that die before and after the request is written, until the modal is gone. Answers the next app. */
async function pressUntilTaken(first: AppProcess, viewId: string, graves: Graveyard): Promise<AppProcess> {
  let app = first;
  let accepted = false;
  for (const dieAt of [2, 3, 6, 10, 20, 40]) {
    const [click] = await slack
      .submitView({ user: admin, viewId, values: { typed_count: { typed_count: '40' } } })
      .catch(() => []);
    accepted ||= click?.status === 200;
    await graves.bury(app);
    app = mortal(dieAt);
    slack.deliverTo(`http://127.0.0.1:${await app.port()}/slack/events`);
    if (slack.world.viewsOf(admin).length === 0) break;
  }
  expect(await requests()).toHaveLength(1);
  expect(accepted).toBe(true);
  return app;
}

async function checkEnd(groups: readonly { readonly id: string }[]): Promise<void> {
  for (const { id } of groups) expect(wasend.leaveCalls(id).length).toBeLessThanOrEqual(1);
  const [request] = await requests();
  if (request === undefined) throw new Error('The request is lost');
  expect(request.finishedAt).not.toBeNull();
  for (const leave of request.leaves) {
    expect(isSettled(leave)).toBe(true);
    const isIn = wasend.world.isMember(sessionId, leave.group.groupId);
    expect([leave.finding, outcomeIn(request, leave)]).toEqual(
      isIn ? ['still-in', 'unknown'] : ['confirmed', 'left'],
    );
  }
  const ledger = await openLedgerForReading(storeUrl());
  expect((await ledger.verify(workspaceId)).kind).toBe('whole');
  await ledger.close();
}

describe('killed with SIGKILL at every durable boundary', () => {
  beforeEach(() => start(fastNow));

  test('at least 60 deaths in one request: no double call, no lost click, no broken chain, one true end', async () => {
    wasend.world.addManyGroups(sessionId, 40);
    const groups = wasend.world.groups(sessionId).slice(-40);
    const graves = new Graveyard();
    let app = mortal(1);
    const viewId = await openModalFor(
      app,
      groups.map(({ id }) => id),
    );
    app = await pressUntilTaken(app, viewId, graves);
    const pattern = [2, 5, 3, 7, 4, 6, 1, 8, 5, 9];
    for (let life = 0; graves.count < 62; life += 1) {
      await graves.bury(app);
      app = mortal(pattern[life % pattern.length] ?? 1);
    }
    app.kill('SIGKILL');
    await app.exited;

    app = mortal(null);
    await pollUntil(() => slack.world.messagesIn(auditChannel).length > 0, 'an audit line');
    app.kill('SIGKILL');
    await app.exited;
    const told = [...graves.deaths].map(([where, count]) => `${count}× ${where}`).join(', ');
    process.stdout.write(`${graves.count} deaths: ${told}\n`);
    for (const where of [
      'before calling',
      'after calling',
      'before leave',
      'after leave',
      'before answered',
      'after answered',
    ]) {
      expect(graves.deaths.get(where) ?? 0).toBeGreaterThan(0);
    }
    await checkEnd(groups);
  }, 120_000);
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
  }, 60_000);

  test('without configuration it names everything that is missing, and the sandbox, and exits with 1', async () => {
    const app = new AppProcess('../../src/main.ts', {});
    expect((await app.exited).code).toBe(1);
    const said = app.errors.join('\n');
    for (const part of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'ENCRYPTION_KEY', 'npm run sandbox'])
      expect(said).toContain(part);
  });
});
