import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NotInstalled } from '../../src/errors.ts';
import { fetchOver } from '../../src/http/fetch-over.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { createLogger } from '../../src/logger.ts';
import { createSlackLogger } from '../../src/slack/wire/slack-logger.ts';
import { patientClient } from '../../src/slack/wire/web-clients.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import {
  type BotInstallation,
  createInstallations,
  type Installations,
} from '../../src/workspaces/installed/installations.ts';
import { createInstalledWorkspaces } from '../../src/workspaces/installed/installed-workspaces.ts';
import type { Tenancy } from '../../src/workspaces/installed/tenancy.ts';
import { createTokenExchanges, type TokenExchanges } from '../../src/workspaces/installed/token-exchanges.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { ids } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';
import { type AnsweringServer, answeringServer } from '../wasend/answering-server.ts';

const logger = createSlackLogger(createLogger({ level: 'fatal', secrets: [] }));
const hourMs = 60 * 60_000;
const begin = 1_800_000_000_000;
const workspaceId = WorkspaceId.parse('T0ONE');
const installation: BotInstallation = {
  workspaceId,
  installedAt: begin,
  teamId: 'T0ONE',
  enterpriseId: null,
  isEnterpriseInstall: false,
  botId: 'B0APP',
  botUserId: 'U0BOT',
  url: null,
  botToken: 'xoxe.xoxb-1-old',
  refreshToken: 'xoxe-1-old',
  expiresAt: begin + 12 * hourMs,
};

describe('the workspaces that have installed the app', () => {
  let clock: ManualClock;
  let storage: Storage;
  let slack: AnsweringServer;
  let installations: Installations;
  let tenancy: Tenancy;
  let exchanges: TokenExchanges;
  let waiting: ServerResponse[];
  beforeEach(async () => {
    clock = new ManualClock(begin);
    waiting = [];
    storage = await openStorage({ url: 'sqlite::memory:', clock, newId: ids() });
    slack = await answeringServer((_, response) => void waiting.push(response));
    const keyv = storage.keyv('installations', 'durable');
    installations = createInstallations({ keyv, secretBox: createSecretBox([randomBytes(32)]) });
    await installations.put(installation);
    const now = () => clock.now();
    exchanges = createTokenExchanges({
      installations,
      client: patientClient('', {
        apiUrl: `${slack.url}/api/`,
        fetch: fetchOver(createNodeExchange()),
        logger,
      }),
      clientId: '1.2',
      clientSecret: 'secret',
      now,
      alone: (name, work) => storage.alone(name, work),
    });
    tenancy = createInstalledWorkspaces({ installations, exchanges, now });
  });
  afterEach(async () => {
    await slack.close();
    await storage.close();
  });

  const tokenOf = async () =>
    (await tenancy.authorize({ teamId: 'T0ONE', isEnterpriseInstall: false })).botToken;
  const answer = (body: object): void => {
    waiting.shift()?.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const renewed = {
    ok: true,
    access_token: 'xoxe.xoxb-1-new',
    refresh_token: 'xoxe-1-new',
    expires_in: 43_200,
  };
  /** Until Slack has been asked so often, or the row is as wanted. */
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    for (let turn = 0; turn < 2_000; turn += 1) {
      if (await isSo()) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error('It never came to that');
  };

  test('nobody waits for a new token while the old one is good', async () => {
    await clock.advance(11 * hourMs);
    expect(await tokenOf()).toBe('xoxe.xoxb-1-old');
    expect(await tokenOf()).toBe('xoxe.xoxb-1-old');
    await until(() => waiting.length === 1);
    answer(renewed);
    await until(async () => (await tokenOf()) === 'xoxe.xoxb-1-new');
    expect(slack.seen).toHaveLength(1);
  });

  test('an exchange that fails is not tried again with every delivery', async () => {
    await clock.advance(11 * hourMs);
    await tokenOf();
    await until(() => waiting.length === 1);
    answer({ ok: false, error: 'internal_error' });
    for (let delivery = 0; delivery < 50; delivery += 1) {
      expect(await tokenOf()).toBe('xoxe.xoxb-1-old');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(slack.seen).toHaveLength(1);
    await clock.advance(61_000);
    await tokenOf();
    await until(() => slack.seen.length === 2);
  });

  test('a token that is not good any more is waited for', async () => {
    await clock.advance(13 * hourMs);
    const token = tokenOf();
    await until(() => waiting.length === 1);
    answer(renewed);
    expect(await token).toBe('xoxe.xoxb-1-new');
  });

  test('an uninstall during the exchange stands', async () => {
    await clock.advance(11 * hourMs);
    await tokenOf();
    await until(() => waiting.length === 1);
    await installations.remove(workspaceId);
    answer(renewed);
    await until(() => slack.seen.length === 1 && waiting.length === 0);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(await installations.get(workspaceId)).toBeNull();
    await expect(tokenOf()).rejects.toThrow(NotInstalled);
  });

  test('closing waits for the exchange under way, begins none for which nobody waits, and none at all afterwards', async () => {
    await clock.advance(11 * hourMs);
    await tokenOf();
    await until(() => waiting.length === 1);
    let isClosed = false;
    const closed = exchanges.close().then(() => {
      isClosed = true;
    });
    await Promise.all(Array.from({ length: 50 }, () => new Promise((resolve) => setImmediate(resolve))));
    expect(isClosed).toBe(false);
    answer(renewed);
    await closed;
    expect((await installations.get(workspaceId))?.refreshToken).toBe('xoxe-1-new');
    await clock.advance(11 * hourMs);
    expect(await tokenOf()).toBe('xoxe.xoxb-1-new');
    await clock.advance(2 * hourMs);
    await expect(tokenOf()).rejects.toMatchObject({ code: 'closing' });
    expect(slack.seen).toHaveLength(1);
  });

  test('closing ends though the exchange fails', async () => {
    await clock.advance(13 * hourMs);
    const token = expect(tokenOf()).rejects.toThrow('internal_error');
    await until(() => waiting.length === 1);
    const closed = exchanges.close();
    answer({ ok: false, error: 'internal_error' });
    await closed;
    await token;
    expect(await installations.get(workspaceId)).toEqual(installation);
  });

  test('a delivery that says it is an organisation’s does not reach the workspace of the same id', async () => {
    const asOrganisation = { enterpriseId: 'T0ONE', isEnterpriseInstall: true };
    await expect(tenancy.authorize(asOrganisation)).rejects.toThrow(NotInstalled);
  });
});
