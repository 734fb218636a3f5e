import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { workspacesCommand } from '../../src/cli/workspaces.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { parseEncryptionKeys } from '../../src/workspaces/sealed/encryption-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { ids } from '../contracts/open-store.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { ManualClock } from '../manual-clock.ts';

describe('npm run workspaces', () => {
  let directory: string;
  let url: string;
  let lines: string[];
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wasend-slack-cli-'));
    url = `sqlite:${join(directory, 'store.db')}`;
    const storage = await open();
    await storage.keyv('connections', 'durable').set('T0ONE', {
      v: 1,
      sealedApiKey: 'v1.x.y',
      sessionId: 'session-1',
      auditChannel: null,
      connectedAt: 0,
    });
    await storage.keyv('cards', 'durable').set('other', {});
    await storage.close();
    lines = [];
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const open = () => openStorage({ url, clock: new ManualClock(0), newId: ids() });
  const encryptionKey = randomBytes(32).toString('base64');
  const run = (...words: string[]) =>
    workspacesCommand(words, {
      storeUrl: url,
      encryptionKey,
      readKey: async () => 'wk_live_1234\n',
      print: (line) => void lines.push(line),
    });

  test('connects a workspace with a key that is never shown whole, sealed in the store', async () => {
    expect(await run('connect', 'T0TWO', 'session-1', 'C0AUDIT')).toBe(0);
    expect(lines).toEqual(['T0TWO is connected with the key ending in 1234.']);
    const storage = await open();
    const keyv = storage.keyv('connections', 'durable');
    expect(JSON.stringify(await keyv.get('T0TWO'))).not.toContain('wk_live_1234');
    const secretBox = createSecretBox(parseEncryptionKeys(encryptionKey));
    const connection = await createConnections({
      keyv,
      secretBox,
      rules: storage.rules(plainSettings),
    }).get(WorkspaceId.parse('T0TWO'));
    expect(connection).toMatchObject({
      apiKey: 'wk_live_1234',
      sessionId: 'session-1',
      auditChannel: 'C0AUDIT',
    });
    await storage.close();
    expect(await run('connect', 'T0TWO', '../..')).toBe(2);
  });

  test('lists, disconnects once, and says when there is nothing to disconnect', async () => {
    expect(await run('list')).toBe(0);
    expect(lines).toEqual(['T0ONE']);
    expect(await run('disconnect', 'T0ONE')).toBe(0);
    expect(await run('disconnect', 'T0ONE')).toBe(1);
    lines.length = 0;
    expect(await run('list')).toBe(0);
    expect(lines).toEqual(['No workspace is connected.']);
  });

  test('says how to use it', async () => {
    expect(await run('disconnect')).toBe(2);
    expect(lines.join('\n')).toContain('npm run workspaces -- disconnect');
  });

  test('is turned away while the app has the store', async () => {
    const storage = await open();
    await expect(run('list')).rejects.toMatchObject({ code: 'store-locked' });
    await storage.close();
  });
});
