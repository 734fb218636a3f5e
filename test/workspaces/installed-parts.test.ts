import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Installation } from '@slack/oauth';
import type { WebClient } from '@slack/web-api';
import { ConfigError, NotInstalled } from '../../src/errors.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { createInstallations, installerStore } from '../../src/workspaces/installed/installations.ts';
import { createLateWorkspace } from '../../src/workspaces/installed/late-workspace.ts';
import { createOauthStates } from '../../src/workspaces/installed/oauth-states.ts';
import { refusalOf } from '../../src/workspaces/installed/refused-token.ts';
import { createSingleWorkspace } from '../../src/workspaces/installed/single-workspace.ts';
import { createPendingKeys } from '../../src/workspaces/pending-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { ids } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';

const minuteMs = 60_000;
const team = WorkspaceId.parse('T0ONE');

let now: number;
let storage: Storage;
beforeEach(async () => {
  now = Date.now();
  storage = await openStorage({ url: 'sqlite::memory:', clock: new ManualClock(now), newId: ids() });
});
afterEach(() => storage.close());

describe('a state of the installation', () => {
  const states = (stateSecret = 'secret') =>
    createOauthStates({ shown: kept(), stateSecret, options, now: () => now });
  const kept = () => storage.keyv('oauth-states', 'losable');
  const options = { scopes: ['commands', 'chat:write'], redirectUri: 'https://x.test/back' };
  const make = () => states().generateStateParam(options, new Date(now));
  const verify = (state: string, secret?: string) => states(secret).verifyStateParam(new Date(now), state);

  test('is good once', async () => {
    const state = await make();
    // 24 bytes that nobody guesses, when it was made, and their signature.
    expect(state).toMatch(/^[0-9a-f]{48}\.\d{13}\.[0-9a-f]{64}$/);
    expect(await verify(state)).toEqual(options);
    await expect(verify(state)).rejects.toMatchObject({ code: 'state-over' });
  });

  test('is good for ten minutes', async () => {
    const [early, late] = [await make(), await make()];
    now += 10 * minuteMs - 1;
    expect(await verify(early)).toEqual(options);
    now += 1;
    await expect(verify(late)).rejects.toMatchObject({ code: 'state-over' });
  });

  test('shown twenty times at once, is good for one', async () => {
    const state = await make();
    const shown = await Promise.allSettled(Array.from({ length: 20 }, () => verify(state)));
    expect(shown.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('costs no row before it has come back, and then one for ten minutes', async () => {
    const state = await make();
    const [id = ''] = state.split('.');
    expect(await kept().getRaw(id)).toBeUndefined();
    await verify(state);
    const { expires = 0 } = (await kept().getRaw(id)) ?? {};
    expect(Math.abs(expires - Date.now() - 10 * minuteMs)).toBeLessThan(minuteMs);
  });

  test('made by another, cut, longer or bent is forged, and the true one stays good', async () => {
    const state = await make();
    const bent = state.slice(0, -1) + (state.endsWith('a') ? 'b' : 'a');
    const [id = '', endsAt = '', signature = ''] = state.split('.');
    const longer = `${id}.${Number(endsAt) + minuteMs}.${signature}`;
    const parts = ['', '.', 'x', `${id}.${signature}`, `${id}.${endsAt}`, id, `${state}.`];
    for (const forged of [...parts, bent, longer, state.slice(0, -1), `${state}0`])
      await expect(verify(forged)).rejects.toMatchObject({ code: 'state-forged' });
    await expect(verify(state, 'other secret')).rejects.toMatchObject({ code: 'state-forged' });
    expect(await verify(state)).toEqual(options);
  });
});

describe('what Slack’s installer hands over', () => {
  const bot = { id: 'B0', userId: 'U0BOT', token: 'xoxb-1', scopes: ['commands'] };
  const handed = (more: object): Installation =>
    ({
      team: { id: 'T0ONE', name: 'One' },
      enterprise: undefined,
      user: {},
      bot,
      ...more,
    }) as unknown as Installation;
  const stored = async (installation: Installation, url: string | null = 'https://told.test/') => {
    const installations = createInstallations({
      keyv: storage.keyv('installations', 'durable'),
      secretBox: createSecretBox([randomBytes(32)]),
    });
    const store = installerStore(
      installations,
      () => now,
      async () => url,
    );
    await store.storeInstallation(installation);
    return (id: string) => installations.get(WorkspaceId.parse(id));
  };

  test('a workspace', async () => {
    const get = await stored(handed({}));
    expect(await get('T0ONE')).toEqual({
      workspaceId: 'T0ONE',
      installedAt: now,
      teamId: 'T0ONE',
      enterpriseId: null,
      isEnterpriseInstall: false,
      botId: 'B0',
      botUserId: 'U0BOT',
      url: 'https://told.test/',
      botToken: 'xoxb-1',
      refreshToken: null,
      expiresAt: null,
    });
    expect(await get('T0TWO')).toBeNull();
  });

  test('a workspace of an organisation, with a token that rotates', async () => {
    const rotating = { ...bot, refreshToken: 'xoxe-1', expiresAt: 1_800_000 };
    const get = await stored(handed({ enterprise: { id: 'E0ORG' }, bot: rotating }), null);
    expect(await get('T0ONE')).toMatchObject({
      enterpriseId: 'E0ORG',
      isEnterpriseInstall: false,
      url: null,
      refreshToken: 'xoxe-1',
      expiresAt: 1_800_000_000,
    });
  });

  test('a whole organisation, whose address Slack told', async () => {
    const get = await stored(
      handed({
        team: undefined,
        enterprise: { id: 'E0ORG' },
        isEnterpriseInstall: true,
        enterpriseUrl: 'https://org.test/',
      }),
    );
    expect(await get('E0ORG')).toMatchObject({
      teamId: null,
      isEnterpriseInstall: true,
      url: 'https://org.test/',
    });
  });

  test('without a bot, or without a place, is none', async () => {
    await expect(stored(handed({ bot: undefined }))).rejects.toThrow('no bot token');
    await expect(stored(handed({ team: undefined }))).rejects.toThrow();
  });
});

describe('a token that Slack refuses', () => {
  test.each(
    'invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type team_access_not_granted org_login_required access_denied missing_scope'.split(
      ' ',
    ),
  )('%s is for good', async (error) => {
    const refusal = Object.assign(new Error(error), { data: { ok: false, error } });
    expect(refusalOf(refusal)).toBe(error);
    const client = { auth: { test: () => Promise.reject(refusal) } } as unknown as WebClient;
    await expect(createSingleWorkspace('xoxb-1', client)).rejects.toThrow(ConfigError);
    await expect(createSingleWorkspace('xoxb-1', client)).rejects.toThrow(`(${error})`);
  });

  test.each([[{ data: { error: 'ratelimited' } }], [new Error('no network')], [null], [{}]])(
    '%j may pass',
    async (fault) => {
      expect(refusalOf(fault)).toBeNull();
      const client = { auth: { test: () => Promise.reject(fault) } } as unknown as WebClient;
      await expect(createSingleWorkspace('xoxb-1', client)).rejects.toBe(fault);
    },
  );
});

describe('the workspace of one token', () => {
  const answer = { ok: true, team_id: 'T0ONE', user_id: 'U0BOT', bot_id: 'B0' };
  const single = (more: object = {}) =>
    createSingleWorkspace('xoxb-1', {
      auth: { test: async () => ({ ...answer, ...more }) },
    } as unknown as WebClient);
  const bot = { botToken: 'xoxb-1', botId: 'B0', botUserId: 'U0BOT' };
  const from = (teamId: string | undefined, enterpriseId?: string) => ({
    teamId,
    enterpriseId,
    isEnterpriseInstall: false,
  });

  test('is a team, and serves no other', async () => {
    const workspace = await single({
      enterprise_id: 'E0ORG',
      is_enterprise_install: false,
      url: 'https://one.test/',
    });
    expect(workspace.workspaceId).toBe('T0ONE');
    expect(await workspace.authorize(from('T0ONE', 'E0ORG'))).toEqual(bot);
    await expect(workspace.authorize(from('T0TWO', 'E0ORG'))).rejects.toThrow(NotInstalled);
    await expect(workspace.authorize(from(undefined, 'E0ORG'))).rejects.toThrow(NotInstalled);
    expect(await workspace.access(team)).toEqual({ botToken: 'xoxb-1', url: 'https://one.test/' });
    expect(await workspace.access(WorkspaceId.parse('T0TWO'))).toBeNull();
  });

  test('is an organisation, and serves all its teams', async () => {
    const workspace = await single({ enterprise_id: 'E0ORG', is_enterprise_install: true });
    expect(workspace.workspaceId).toBe('E0ORG');
    expect(await workspace.authorize(from('T0TWO', 'E0ORG'))).toEqual(bot);
    await expect(workspace.authorize(from('T0ONE', 'E0TWO'))).rejects.toThrow(NotInstalled);
    await expect(workspace.authorize(from('T0ONE'))).rejects.toThrow(NotInstalled);
    expect(await workspace.access(WorkspaceId.parse('E0ORG'))).toEqual({ botToken: 'xoxb-1', url: null });
  });

  test('is a team where no organisation is named, whatever Slack says of the installation', async () => {
    expect((await single({ is_enterprise_install: true, enterprise_id: null })).workspaceId).toBe('T0ONE');
  });

  test('that becomes known later authorises nobody until then, and is asked for once', async () => {
    let asked = 0;
    const late = createLateWorkspace(async () => {
      asked += 1;
      return single();
    });
    await expect(late.authorize(from('T0ONE'))).rejects.toThrow('not been reached');
    await expect(late.access(team)).rejects.toThrow('not been reached');
    expect([await late.reach(), await late.reach(), asked]).toEqual(['T0ONE', 'T0ONE', 1]);
    expect(await late.authorize(from('T0ONE'))).toEqual(bot);
    expect(await late.access(team)).toEqual({ botToken: 'xoxb-1', url: null });
  });
});

test('a key that waits for the rest of its form is kept ten minutes, the newest alone', async () => {
  const keys = createPendingKeys({
    keyv: storage.keyv('pending-keys', 'losable'),
    secretBox: createSecretBox([randomBytes(32)]),
    now: () => now,
  });
  await keys.put(team, 'one', 'wk_1');
  expect(await keys.get(team, 'one')).toBe('wk_1');
  await keys.put(team, 'two', 'wk_2');
  expect([await keys.get(team, 'one'), await keys.get(team, 'two')]).toEqual([null, 'wk_2']);
  now += 10 * minuteMs - 1;
  expect(await keys.get(team, 'two')).toBe('wk_2');
  now += 1;
  expect(await keys.get(team, 'two')).toBeNull();
  now -= minuteMs;
  await keys.remove(team);
  expect(await keys.get(team, 'two')).toBeNull();
});
