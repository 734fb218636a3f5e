import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, RequestId, SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { createDrafts } from '../../src/workspaces/drafts.ts';
import { parseEncryptionKeys } from '../../src/workspaces/sealed/encryption-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { ids } from '../contracts/open-store.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { ManualClock } from '../manual-clock.ts';

const [keyA, keyB] = [randomBytes(32), randomBytes(32)];
const place = { workspaceId: 'T0ONE', field: 'apiKey' };

describe('the secret box', () => {
  const box = createSecretBox([keyA]);

  test('opens what it sealed, and never seals the same twice', () => {
    expect(box.open(box.seal('wk_1', place), place)).toBe('wk_1');
    expect(box.seal('wk_1', place)).not.toBe(box.seal('wk_1', place));
    expect(box.seal('wk_1', place)).not.toContain('wk_1');
  });

  test('any changed byte keeps it shut, without telling the secret', () => {
    const envelope = box.seal('wk_secret', place);
    const start = envelope.lastIndexOf('.') + 1;
    for (let at = start; at < envelope.length; at += 1) {
      const other = envelope[at] === 'A' ? 'B' : 'A';
      const bent = envelope.slice(0, at) + other + envelope.slice(at + 1);
      if (Buffer.from(bent.slice(start), 'base64url').equals(Buffer.from(envelope.slice(start), 'base64url')))
        continue;
      expect(() => box.open(bent, place)).toThrow(/was changed or does not belong here/);
    }
  });

  test.each([
    ['another workspace', { ...place, workspaceId: 'T0TWO' }],
    ['another field', { ...place, field: 'token' }],
  ])('moved to %s it stays shut', (_, elsewhere) => {
    expect(() => box.open(box.seal('wk_1', place), elsewhere)).toThrow(/does not belong here/);
  });

  test('the first key seals, all keys open, and a key that is gone is named as the cause', () => {
    const old = box.seal('wk_1', place);
    expect(createSecretBox([keyB, keyA]).open(old, place)).toBe('wk_1');
    expect(() => createSecretBox([keyB]).open(old, place)).toThrow(/not in ENCRYPTION_KEY/);
  });

  test.each([
    '',
    'short',
    Buffer.alloc(31).toString('base64'),
    Buffer.alloc(33).toString('base64'),
    '!'.repeat(44),
  ])('the key %j is refused without being repeated', (text) => {
    expect(() => parseEncryptionKeys(text)).toThrow(/32 bytes in base64.*openssl rand -base64 32/s);
    if (text.length > 5) expect(() => parseEncryptionKeys(text)).not.toThrow(text);
  });

  test('several keys are read in order', () => {
    expect(parseEncryptionKeys(`${keyA.toString('base64')}, ${keyB.toString('base64')}`)).toEqual([
      keyA,
      keyB,
    ]);
  });
});

describe('what is stored sealed', () => {
  const clock = new ManualClock(Date.now());
  const [workspaceId, other] = [WorkspaceId.parse('T0ONE'), WorkspaceId.parse('T0TWO')];
  const connection = {
    workspaceId,
    apiKey: 'wk_live_secret',
    sessionId: SessionId.parse('session-1'),
    auditChannel: ChannelId.parse('C0AUDIT'),
    connectedAt: 1,
    connectedBy: null,
  };
  let storage: Storage;
  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', clock, newId: ids() });
  });
  afterEach(() => storage.close());

  test('a connection reads back, and its key is nowhere in the store', async () => {
    const keyv = storage.keyv('connections', 'durable');
    const connections = createConnections({
      keyv,
      secretBox: createSecretBox([keyA]),
      rules: storage.rules(plainSettings),
    });
    expect(await connections.get(workspaceId)).toBeNull();
    await connections.put(connection, null);
    expect(await connections.get(workspaceId)).toEqual({ ...connection, revision: 1 });
    expect(JSON.stringify(await keyv.get(workspaceId))).not.toContain('wk_live_secret');
  });

  test('a row copied to another workspace does not open, and is never "not connected"', async () => {
    const keyv = storage.keyv('connections', 'durable');
    const connections = createConnections({
      keyv,
      secretBox: createSecretBox([keyA]),
      rules: storage.rules(plainSettings),
    });
    await connections.put(connection, null);
    await keyv.set(other, await keyv.get(workspaceId));
    await expect(connections.get(other)).rejects.toMatchObject({ code: 'seal-broken' });
  });

  test('the connection of the environment does not replace the stored one', async () => {
    const connections = createConnections({
      keyv: storage.keyv('connections', 'durable'),
      secretBox: createSecretBox([keyA]),
      rules: storage.rules(plainSettings),
    });
    await connections.putIfAbsent(connection);
    await connections.putIfAbsent({ ...connection, apiKey: 'wk_other' });
    expect((await connections.get(workspaceId))?.apiKey).toBe('wk_live_secret');
  });

  test('a draft keeps its revisions apart, hides its response_url, and is gone after half an hour', async () => {
    const keyv = storage.keyv('drafts', 'durable');
    const drafts = createDrafts({ keyv, secretBox: createSecretBox([keyA]), now: () => clock.now() });
    const requestId = RequestId.parse('01J00000000000000000000001');
    const draft = {
      requestId,
      revision: 0,
      workspaceId,
      by: UserId.parse('U0A'),
      channelId: ChannelId.parse('C0TEAM'),
      sessionId: null,
      number: { phone: null, name: null },
      groups: [],
      rest: [],
      after: null,
      createdAt: clock.now(),
      responseUrl: 'https://hooks.slack.com/commands/secret',
    };
    await drafts.put(draft);
    await drafts.put({ ...draft, revision: 1 });
    expect(await drafts.get(workspaceId, requestId, 0)).toEqual(draft);
    expect(await drafts.get(workspaceId, requestId, 2)).toBeNull();
    const stored = JSON.stringify(await keyv.get(`${workspaceId}.${requestId}.0`));
    expect(stored).toContain('sealedResponseUrl');
    expect(stored).not.toContain('hooks.slack.com');
    expect(await drafts.get(WorkspaceId.parse('T0OTHER'), requestId, 0)).toBeNull();
    await clock.advance(30 * 60_000 + 1);
    expect(await drafts.get(workspaceId, requestId, 0)).toBeNull();
  });
});
