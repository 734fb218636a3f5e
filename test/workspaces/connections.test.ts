import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import type { RulesStore } from '../../src/leaving/ports/rules.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { type Connections, createConnections } from '../../src/workspaces/connections.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { begin, ids } from '../contracts/open-store.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { ManualClock } from '../manual-clock.ts';

const [workspaceId, other] = [WorkspaceId.parse('T0ONE'), WorkspaceId.parse('T0TWO')];
const [first, second] = [ChannelId.parse('C0FIRST'), ChannelId.parse('C0SECOND')];
const [ana, bo] = [UserId.parse('U0ANA'), UserId.parse('U0BO')];
const connection = {
  workspaceId,
  apiKey: 'wk_live_secret_0001',
  sessionId: SessionId.parse('session-1'),
  auditChannel: first,
  connectedAt: 1,
  connectedBy: ana,
};
type Noted = Parameters<RulesStore['noteConnection']>;

describe('a connection and its entries', () => {
  let storage: Storage;
  let keyv: ReturnType<Storage['keyv']>;
  let noted: Noted[];
  let connections: Connections;
  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', clock: new ManualClock(begin), newId: ids() });
    keyv = storage.keyv('connections', 'durable');
    noted = [];
    connections = connectionsWith(randomBytes(32));
  });
  afterEach(() => storage.close());

  function connectionsWith(key: Buffer): Connections {
    const rules = storage.rules(plainSettings);
    const watched: Pick<RulesStore, 'connectionRevision' | 'noteConnection'> = {
      connectionRevision: rules.connectionRevision,
      noteConnection: (...note) => {
        noted.push(note);
        return rules.noteConnection(...note);
      },
    };
    return createConnections({ keyv, secretBox: createSecretBox([key]), rules: watched });
  }
  const changes = (): unknown[] =>
    noted.map(([, revision, { by, changes: all, tell }]) => [revision, by, all, tell]);

  test('each change has one entry: what, by whom, and who hears of it', async () => {
    await connections.put(connection, ana);
    await connections.put({ ...connection, apiKey: 'wk_live_secret_0002', auditChannel: second }, ana);
    await connections.put({ ...connection, apiKey: 'wk_live_secret_0002', auditChannel: null }, null);
    await connections.get(workspaceId);
    expect(changes()).toEqual([
      [
        1,
        ana,
        [
          { what: 'key', before: null, after: '0001' },
          { what: 'session', before: null, after: 'session-1' },
          { what: 'auditChannel', before: null, after: first },
        ],
        [first],
      ],
      [
        2,
        ana,
        [
          { what: 'key', before: '0001', after: '0002' },
          { what: 'auditChannel', before: first, after: second },
        ],
        [first, second],
      ],
      [3, null, [{ what: 'auditChannel', before: second, after: null }], [second]],
    ]);
  });

  test('what is put again as it was has no entry, and is the state that the store knows', async () => {
    await connections.put(connection, ana);
    await connections.put({ ...connection, connectedAt: 2, connectedBy: bo }, bo);
    expect(noted).toHaveLength(1);
    // A claim compares the two: were they apart, nothing could be called any more.
    expect(await storage.rules(plainSettings).connectionRevision(workspaceId)).toBe(1);
    expect(await connections.get(workspaceId)).toEqual({
      ...connection,
      connectedAt: 2,
      connectedBy: bo,
      revision: 1,
    });
  });

  test('what is put again while its entry is owed keeps the entry', async () => {
    const key = randomBytes(32);
    const deaf = {
      connectionRevision: async () => 0,
      noteConnection: () => Promise.reject(new Error('dies')),
    };
    const dying = createConnections({ keyv, secretBox: createSecretBox([key]), rules: deaf });
    await expect(dying.put(connection, ana)).rejects.toThrow('dies');
    await connectionsWith(key).put(connection, bo);
    expect(changes()).toMatchObject([[1, ana, [{ what: 'key' }, {}, {}], [first]]]);
  });

  test('a first connection by the deployment itself tells nobody but the ledger', async () => {
    await connections.putIfAbsent(connection);
    expect(changes()).toMatchObject([[1, null, [{}, {}, {}], []]]);
    await connections.put({ ...connection, apiKey: 'wk_live_secret_0002' }, null);
    expect(changes()[1]).toMatchObject([2, null, [{ what: 'key' }], [first]]);
  });

  test('an entry that was owed when the process died is written at the next read, once', async () => {
    const dying = createConnections({
      keyv,
      secretBox: createSecretBox([randomBytes(32)]),
      rules: {
        connectionRevision: async () => 0,
        noteConnection: () => Promise.reject(new Error('the process dies here')),
      },
    });
    await expect(dying.put(connection, ana)).rejects.toThrow('dies here');
    await expect(connections.get(workspaceId)).rejects.toMatchObject({ code: 'seal-broken' });
    await expect(connections.get(workspaceId)).rejects.toMatchObject({ code: 'seal-broken' });
    expect(noted).toHaveLength(1);
  });

  test('a removal leaves its entry, says whether there was one, and a new connection goes on counting', async () => {
    expect(await connections.remove(workspaceId, ana)).toBe(false);
    await connections.put(connection, ana);
    expect(await connections.remove(workspaceId, ana)).toBe(true);
    expect(await connections.remove(workspaceId, ana)).toBe(false);
    expect(await connections.get(workspaceId)).toBeNull();
    expect(await connections.sealed(workspaceId)).toBeNull();
    expect(changes()[1]).toEqual([
      2,
      ana,
      [
        { what: 'key', before: '0001', after: null },
        { what: 'session', before: 'session-1', after: null },
        { what: 'auditChannel', before: first, after: null },
      ],
      [first],
    ]);
    await connections.putIfAbsent(connection);
    expect(await connections.get(workspaceId)).toMatchObject({ revision: 3, apiKey: connection.apiKey });
  });

  test('one that does not open counts as there, is removed without its key, and can be replaced', async () => {
    await connections.put(connection, ana);
    const later = connectionsWith(randomBytes(32));
    await later.putIfAbsent({ ...connection, apiKey: 'wk_other' });
    await expect(later.get(workspaceId)).rejects.toMatchObject({ code: 'seal-broken' });
    expect(await later.sealed(workspaceId)).toMatchObject({ sessionId: 'session-1', revision: 1 });
    await later.put({ ...connection, apiKey: 'wk_other_0003' }, ana);
    expect((await later.get(workspaceId))?.apiKey).toBe('wk_other_0003');
    const last = connectionsWith(randomBytes(32));
    expect(await last.remove(workspaceId, ana)).toBe(true);
    const gone = [
      { what: 'key', before: null, after: null },
      { what: 'session', before: 'session-1', after: null },
      { what: 'auditChannel', before: first, after: null },
    ];
    expect(changes().slice(1)).toEqual([
      [2, ana, [{ what: 'key', before: null, after: '0003' }], [first]],
      [3, ana, gone, [first]],
    ]);
  });

  test('only workspaces that have one are named', async () => {
    await connections.put(connection, ana);
    await connections.put({ ...connection, workspaceId: other }, ana);
    await connections.remove(workspaceId, ana);
    expect(await connections.workspaces()).toEqual([other]);
  });

  test('what does not read back as it was written is said aloud', async () => {
    const box = createSecretBox([randomBytes(32)]);
    const forgetful = createConnections({
      keyv,
      secretBox: { ...box, open: () => 'another key' },
      rules: storage.rules(plainSettings),
    });
    await expect(forgetful.put(connection, ana)).rejects.toThrow('did not read back');
  });
});
