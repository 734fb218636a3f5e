import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { NotInstalled } from '../../src/errors.ts';
import { ChannelId, RequestId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { createDrafts, type Draft } from '../../src/workspaces/drafts.ts';
import { type BotInstallation, createInstallations } from '../../src/workspaces/installed/installations.ts';
import { createInstalledWorkspaces } from '../../src/workspaces/installed/installed-workspaces.ts';
import { createTokenExchanges } from '../../src/workspaces/installed/token-exchanges.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { askedGroup, groupId, ids } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';

const hourMs = 60 * 60_000;
const begin = 1_800_000_000_000;
const team = WorkspaceId.parse('T0ONE');
const installation: BotInstallation = {
  workspaceId: team,
  installedAt: 1,
  teamId: 'T0ONE',
  enterpriseId: null,
  isEnterpriseInstall: false,
  botId: 'B0',
  botUserId: 'U0BOT',
  url: 'https://one.test/',
  botToken: 'old',
  refreshToken: 'refresh-old',
  expiresAt: begin + 12 * hourMs,
};

let now: number;
let storage: Storage;
beforeEach(async () => {
  now = begin;
  storage = await openStorage({ url: 'sqlite::memory:', clock: new ManualClock(begin), newId: ids() });
});
afterEach(() => storage.close());
/** Everything here answers at once: what goes on aside is over after a few turns of the event loop. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a token that rotates', () => {
  let asked: object[];
  let isDown: boolean;
  const open = async (changes: Partial<BotInstallation> = {}) => {
    asked = [];
    isDown = false;
    const installations = createInstallations({
      keyv: storage.keyv('installations', 'durable'),
      secretBox: createSecretBox([randomBytes(32)]),
    });
    await installations.put({ ...installation, ...changes });
    const access = async (one: object) => {
      asked.push(one);
      if (isDown) throw new Error('down');
      return { ok: true, access_token: 'new', refresh_token: 'refresh-new', expires_in: 43_200 };
    };
    const client = { oauth: { v2: { access } } } as unknown as WebClient;
    const clock = () => now;
    const exchanges = createTokenExchanges({
      installations,
      client,
      clientId: '1.2',
      clientSecret: 'secret',
      now: clock,
      alone: (name, work) => storage.alone(name, work),
    });
    const means = { installations, exchanges, now: clock };
    return { installations, tenancy: createInstalledWorkspaces(means) };
  };

  test('is exchanged when it has less than two hours left, once, and serves until then', async () => {
    const { installations, tenancy } = await open();
    now = begin + 10 * hourMs;
    expect(await tenancy.access(team)).toEqual({ botToken: 'old', url: 'https://one.test/' });
    expect(asked).toEqual([]);
    now += 1;
    expect((await tenancy.access(team))?.botToken).toBe('old');
    await settled();
    expect(asked).toEqual([
      {
        client_id: '1.2',
        client_secret: 'secret',
        grant_type: 'refresh_token',
        refresh_token: 'refresh-old',
      },
    ]);
    expect((await tenancy.access(team))?.botToken).toBe('new');
    expect(await installations.get(team)).toMatchObject({
      refreshToken: 'refresh-new',
      expiresAt: now + 12 * hourMs,
    });
    expect(asked).toHaveLength(1);
  });

  test('that is over is waited for, to the millisecond', async () => {
    const { tenancy } = await open();
    now = begin + 12 * hourMs - 1;
    expect((await tenancy.access(team))?.botToken).toBe('old');
    await settled();
    const over = await open();
    now = begin + 12 * hourMs;
    expect((await over.tenancy.access(team))?.botToken).toBe('new');
  });

  test('that could not be exchanged is not tried again for a minute, unless it is over', async () => {
    const { tenancy } = await open();
    isDown = true;
    now = begin + 11 * hourMs;
    for (const pauseMs of [0, 59_999, 1]) {
      now += pauseMs;
      expect((await tenancy.access(team))?.botToken).toBe('old');
      await settled();
    }
    expect(asked).toHaveLength(2);
    now = begin + 12 * hourMs;
    await expect(tenancy.access(team)).rejects.toThrow('down');
  });

  test.each([{ expiresAt: null }, { refreshToken: null, expiresAt: begin - 1 }])(
    'not one of %j',
    async (changes) => {
      const { tenancy } = await open(changes);
      expect((await tenancy.access(team))?.botToken).toBe('old');
      await settled();
      expect(asked).toEqual([]);
    },
  );

  test('is for its own kind of installation, and repeats where the delivery came from', async () => {
    const { tenancy } = await open({ expiresAt: null });
    const bot = { botToken: 'old', botId: 'B0', botUserId: 'U0BOT' };
    const from = { isEnterpriseInstall: false };
    expect(await tenancy.authorize({ ...from, teamId: 'T0ONE' })).toEqual({ ...bot, teamId: 'T0ONE' });
    expect(await tenancy.authorize({ ...from, teamId: 'T0ONE', enterpriseId: 'E0ORG' })).toEqual({
      ...bot,
      teamId: 'T0ONE',
      enterpriseId: 'E0ORG',
    });
    for (const source of [
      { ...from, teamId: 'T0TWO' },
      { ...from, enterpriseId: 'T0ONE' },
      { isEnterpriseInstall: true, enterpriseId: 'T0ONE', teamId: 'T0ONE' },
      { isEnterpriseInstall: true, teamId: 'T0ONE' },
    ])
      await expect(tenancy.authorize(source)).rejects.toThrow(NotInstalled);
    const organisation = await open({ expiresAt: null, isEnterpriseInstall: true });
    const wanted = { ...bot, enterpriseId: 'T0ONE' };
    expect(
      await organisation.tenancy.authorize({ isEnterpriseInstall: true, enterpriseId: 'T0ONE' }),
    ).toEqual(wanted);
  });
});

describe('a draft', () => {
  const draft: Draft = {
    requestId: RequestId.parse('01J8Z0000000000000000000AB'),
    revision: 0,
    workspaceId: team,
    by: UserId.parse('U0MEI'),
    channelId: ChannelId.parse('C0OPS'),
    sessionId: null,
    number: { phone: null, name: null },
    groups: [askedGroup(1)],
    rest: [groupId(2)],
    after: null,
    createdAt: begin,
    responseUrl: null,
  };
  const drafts = () =>
    createDrafts({
      keyv: storage.keyv('drafts', 'losable'),
      secretBox: createSecretBox([randomBytes(32)]),
      now: () => now,
    });

  test('is there for half an hour, by workspace, request and revision', async () => {
    const own = drafts();
    await own.put(draft);
    await own.put({ ...draft, revision: 1, responseUrl: 'https://hooks.test/x', after: draft.requestId });
    expect(await own.get(team, draft.requestId, 0)).toEqual(draft);
    expect(await own.get(team, draft.requestId, 1)).toMatchObject({
      responseUrl: 'https://hooks.test/x',
      after: draft.requestId,
    });
    expect(await own.get(team, draft.requestId, 2)).toBeNull();
    expect(await own.get(WorkspaceId.parse('T0TWO'), draft.requestId, 0)).toBeNull();
    now = begin + 30 * 60_000 - 1;
    expect(await own.get(team, draft.requestId, 0)).toEqual(draft);
    now += 1;
    expect(await own.get(team, draft.requestId, 0)).toBeNull();
  });

  test('holds fifty groups and five thousand that come next, and no more', async () => {
    const own = drafts();
    const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
    await own.put({ ...draft, groups: times(50, askedGroup(1)), rest: times(5_000, groupId(1)) });
    await expect(own.put({ ...draft, groups: times(51, askedGroup(1)) })).rejects.toThrow();
    await expect(own.put({ ...draft, rest: times(5_001, groupId(1)) })).rejects.toThrow();
    await expect(own.put({ ...draft, revision: -1 })).rejects.toThrow();
  });
});
