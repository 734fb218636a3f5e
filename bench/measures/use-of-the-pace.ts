import { fdatasync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { agencyWorkspace } from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { startWasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { ulid } from 'ulid';
import { createApp } from '../../src/app/create-app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { createLogger } from '../../src/logger.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { atLeast, figure, Rounds } from '../figures.ts';
import { encryptionKey } from '../peers/start-peer.ts';
import type { Measure } from '../stage.ts';
import { spreadOf } from '../stats.ts';
import { apiKey, botToken, groupIdOf, groupNameOf, sessionId, signingSecret } from '../world/names.ts';
import { TurnedClock } from '../world/turned-clock.ts';

const putOnDisk = promisify(fdatasync);
const limit = 10;
const windowSeconds = 60;
const stepMs = 50;
const groups = Array.from({ length: 50 }, (_, group) => group);
const patienceTurns = 60_000;

/** How much of the calls that the API allows is made while there is a backlog: the app in this process, on a turned clock. */
export const useOfThePace: Measure = {
  name: 'use of the pace',
  async run() {
    const used = new Rounds();
    const calls = await leaveAll();
    const lastOfFull = calls[groups.length - limit];
    const spanMs = (lastOfFull ?? Number.NaN) - (calls[0] ?? Number.NaN);
    const idealMs = ((groups.length - limit) / limit) * windowSeconds * 1_000;
    used.add('ours', (idealMs / spanMs) * 100);
    const what = `${groups.length} groups at ${limit} in ${windowSeconds} s`;
    const target = atLeast(spreadOf(used.of('ours')), 99, '%');
    return [figure({ measure: useOfThePace.name, what, unit: '%' }, used, target)];
  },
};

/** Answers when each leave call came, by the turned clock. */
async function leaveAll(): Promise<number[]> {
  const clock = new TurnedClock(Date.now());
  const now = () => clock.now();
  const slack = await startSlackStandIn({
    signingSecret,
    now,
    strict: false,
    ackTimeoutMs: 60_000,
    world: { workspaces: [agencyWorkspace({ botToken })] },
  });
  const seeds = groups.map((group) => ({ id: groupIdOf(group), name: groupNameOf(group) }));
  const session = { id: sessionId, name: 'Bench', phoneNumber: '+447700900123', groups: seeds };
  const wasend = await startWasendStandIn({ now, world: { keys: [{ key: apiKey, sessions: [session] }] } });
  const directory = await mkdtemp(join(tmpdir(), 'wasend-slack-bench-'));
  const config = readConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    WASEND_BASE_URL: wasend.url,
    WASEND_API_KEY: apiKey,
    WASEND_SESSION_ID: sessionId,
    WASEND_RATE: `${limit}/${windowSeconds}`,
    BULK_GAP_SECONDS: '0',
    HOLD_SECONDS: '0',
    ENCRYPTION_KEY: encryptionKey,
    STORE_URL: `sqlite:${join(directory, 'store.db')}`,
    LOG_LEVEL: 'silent',
  });
  const logger = createLogger({ level: 'silent', secrets: [] });
  let underWay = 0;
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
  const storage = await openStorage({
    url: config.storeUrl,
    clock,
    newId: () => ulid(clock.now()),
    sync: (file) => during(() => putOnDisk(file)),
  });
  const nodeExchange = createNodeExchange();
  const exchange: Exchange = (call) => during(() => nodeExchange(call));
  const app = createApp({ config, clock, exchange, random: () => 0.5, storage, logger });
  /** Lets time pass only while nothing else moves; what is read of an answer takes a few turns of the loop. */
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let turns = 0; turns < patienceTurns && !isSo(); turns += 1) {
      for (let calm = 0; calm < 6; calm += 1) {
        await nextTurn();
        if (underWay > 0) calm = 0;
      }
      clock.turn(stepMs);
    }
  };
  try {
    const { port } = await app.start();
    slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    const user = 'U0ADMIN';
    await slack.typeCommand({ user, channel: 'C0TEAM', text: groups.map(groupIdOf).join(' ') });
    const view = () => slack.world.viewsOf(user).at(-1);
    await until(() => view()?.content.submit !== undefined);
    const values = { typed_count: { typed_count: String(groups.length) } };
    await slack.submitView({ user, viewId: view()?.id ?? '', values });
    await until(() => wasend.leaveCalls().length >= groups.length);
    return wasend.leaveCalls().map(({ at }) => at);
  } finally {
    let isStopped = false;
    const stopping = app.stop().then(() => {
      isStopped = true;
    });
    await until(() => isStopped);
    await stopping;
    await Promise.all([slack.close(), wasend.close()]);
    await rm(directory, { recursive: true, force: true });
  }
}
