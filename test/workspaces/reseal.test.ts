import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, RequestId, SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { createLogger } from '../../src/logger.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { createDrafts } from '../../src/workspaces/drafts.ts';
import { createInstallations } from '../../src/workspaces/installed/installations.ts';
import { createPendingKeys } from '../../src/workspaces/pending-keys.ts';
import { resealAll } from '../../src/workspaces/sealed/reseal.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { ids } from '../contracts/open-store.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { ManualClock } from '../manual-clock.ts';

describe('the end of a key rotation', () => {
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
  const workspaceId = WorkspaceId.parse('T0ONE');
  const requestId = RequestId.parse('01J8Z0000000000000000000AB');
  const now = Date.now();
  let storage: Storage;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    storage = await openStorage({ url: 'sqlite::memory:', clock: new ManualClock(now), newId: ids() });
  });
  afterEach(() => storage.close());

  const storesWith = (...keys: Buffer[]) => {
    const secretBox = createSecretBox(keys);
    const means = (namespace: string) => ({
      keyv: storage.keyv(namespace, 'durable'),
      secretBox,
      rules: storage.rules(plainSettings),
      now: () => now,
    });
    return {
      secretBox,
      connections: createConnections(means('connections')),
      installations: createInstallations(means('installations')),
      pendingKeys: createPendingKeys(means('pending-keys')),
      drafts: createDrafts(means('drafts')),
    };
  };
  const reseal = (...keys: Buffer[]) => {
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ level: 'info', secrets: [], destination });
    return resealAll({
      keyv: (namespace) => storage.keyv(namespace, 'durable'),
      secretBox: createSecretBox(keys),
      hasOtherKeys: keys.length > 1,
      logger,
    });
  };

  const connection = {
    workspaceId,
    apiKey: 'wk_rotated',
    sessionId: SessionId.parse('s1'),
    auditChannel: null,
    connectedAt: now,
    connectedBy: null,
  };
  const installation = {
    workspaceId,
    installedAt: now,
    teamId: 'T0ONE',
    enterpriseId: null,
    isEnterpriseInstall: false,
    botId: 'B1',
    botUserId: 'U1',
    url: null,
    botToken: 'xoxb-rotated',
    refreshToken: 'xoxe-rotated',
    expiresAt: null,
  };
  const draft = {
    requestId,
    revision: 1,
    workspaceId,
    by: UserId.parse('U0ADA'),
    channelId: ChannelId.parse('C0TEAM'),
    sessionId: null,
    number: { phone: null, name: null },
    groups: [],
    rest: [],
    after: null,
    createdAt: now,
    responseUrl: 'https://hooks.slack.com/rotated',
  };
  const fill = async (stores: ReturnType<typeof storesWith>): Promise<void> => {
    await stores.connections.put(connection, null);
    await stores.installations.put(installation);
    await stores.installations.put({
      ...installation,
      workspaceId: WorkspaceId.parse('T0TWO'),
      refreshToken: null,
    });
    await stores.pendingKeys.put(workspaceId, 'p1', 'wk_pending');
    await stores.drafts.put(draft);
  };

  test('everything sealed with the old key opens with the new one alone, and the log says so', async () => {
    await fill(storesWith(oldKey));
    await reseal(newKey, oldKey);
    expect(lines.join('')).toMatch(/"level":"info".*"resealed":5.*the others can go/);
    const after = storesWith(newKey);
    expect(await after.connections.get(workspaceId)).toEqual({ ...connection, revision: 1 });
    expect(await after.installations.get(workspaceId)).toEqual(installation);
    expect((await after.installations.get(WorkspaceId.parse('T0TWO')))?.botToken).toBe('xoxb-rotated');
    expect(await after.pendingKeys.get(workspaceId, 'p1')).toBe('wk_pending');
    expect(await after.drafts.get(workspaceId, requestId, 1)).toEqual(draft);
    expect(lines.join('')).not.toMatch(/rotated|wk_pending/);
  });

  test('what expires still expires at its time', async () => {
    await fill(storesWith(oldKey));
    const expiry = async (namespace: string, key: string) =>
      (await storage.keyv(namespace, 'durable').getRaw(key))?.expires;
    const before = await expiry('pending-keys', workspaceId);
    await reseal(newKey, oldKey);
    const after = await expiry('pending-keys', workspaceId);
    expect(Math.abs((after ?? 0) - (before ?? 0))).toBeLessThan(5_000);
    expect(await expiry('connections', workspaceId)).toBeUndefined();
  });

  test('with one key nothing is walked through where everything was found sealed with it', async () => {
    await fill(storesWith(newKey));
    await reseal(newKey);
    await storesWith(oldKey).pendingKeys.put(workspaceId, 'p2', 'wk_late');
    lines = [];
    await reseal(newKey);
    expect(lines).toEqual([]);
    await reseal(newKey, oldKey);
    expect(lines.join('')).toMatch(/"resealed":1.*the others can go/);
  });

  test('what another key has sealed is looked for again with every other key, and while something stays shut', async () => {
    await fill(storesWith(newKey));
    await reseal(newKey);
    for (const times of [1, 2]) {
      lines = [];
      await reseal(oldKey);
      expect([times, lines.join('')]).toEqual([times, expect.stringMatching(/"shut":5/)]);
    }
    lines = [];
    await reseal(newKey);
    await reseal(newKey, oldKey);
    expect(lines.join('')).toMatch(/"resealed":0.*the others can go/);
  });

  test('a second time there is nothing to do; that the old key can go is said until it is gone', async () => {
    await fill(storesWith(oldKey));
    await reseal(newKey, oldKey);
    const stored = await storage.keyv('connections', 'durable').get(workspaceId);
    lines = [];
    await reseal(newKey, oldKey);
    expect(lines.join('')).toMatch(/"resealed":0.*the others can go/);
    lines = [];
    await reseal(newKey);
    expect(await storage.keyv('connections', 'durable').get(workspaceId)).toEqual(stored);
    expect(lines).toEqual([]);
  });

  test('what no key opens stays as it is, and the old key is not said to be free', async () => {
    await fill(storesWith(randomBytes(32)));
    await storesWith(oldKey).connections.put(connection, null);
    await reseal(newKey, oldKey);
    expect(lines.join('')).toMatch(/"level":"warn".*"resealed":1,"shut":4/);
    expect(lines.join('')).not.toContain('can go');
    await expect(storesWith(newKey).installations.get(workspaceId)).rejects.toThrow('ENCRYPTION_KEY');
  });
});
