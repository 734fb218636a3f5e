import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { startWorker } from '../../src/app/work.ts';
import { LaneId, SessionId } from '../../src/leaving/ids.ts';
import type { Due } from '../../src/leaving/ports/wakes.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open-postgres.ts';
import { createStoreTime, startStoreClock } from '../../src/storage/postgres/replicas/store-clock.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { begin, channelId, ids, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';
import { describeWith, newSchema, testPostgres } from '../postgres/test-postgres.ts';

const never = 24 * 60 * 60_000;

describeWith(await testPostgres(), 'replicas over one Postgres', (server) => {
  let url: string;
  let clock: ManualClock;
  let opened: OpenStore[];
  let replicas: number;
  beforeEach(() => {
    [url, clock, opened, replicas] = [newSchema(server), new ManualClock(begin), [], 0];
  });
  afterEach(() => Promise.all(opened.map((store) => store.close())));

  /** One more replica, with ids of its own. */
  const replica = async (everyMs = never): Promise<OpenStore> => {
    const first = String(2 + replicas);
    replicas += 1;
    const store = await OpenStore.open(url, clock, {
      opener: (options) => openPostgresStorage({ ...options, time: 'given', everyMs }),
      newId: ids(first),
    });
    opened.push(store);
    return store;
  };
  const due = (store: OpenStore, kind: Due['kind'] = 'tell') =>
    store.storage.wakes.due(kind, clock.now(), { limit: 10, lanesFull: [], underWay: [] });

  test('five that start together lay the schema out once', async () => {
    const stores = await Promise.all([replica(), replica(), replica(), replica(), replica()]);
    const request = await (stores[0] as OpenStore).ask([1]);
    for (const store of stores) expect((await store.load(request)).version).toBe(1);
  });

  test('a schema of a newer version is refused by name, and a wrong password is told to nobody', async () => {
    await replica();
    const { searchParams } = new URL(url);
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`UPDATE "${searchParams.get('schema')}".layout SET version = 99`);
    await client.end();
    await expect(replica()).rejects.toThrow(/newer version .*layout 99/);
    await expect(openStoreForReading(url)).rejects.toThrow(/newer version/);
    const wrong = url.replace(/:[^:@/]+@/, ':hunter22@');
    const refused = openPostgresStorage({ url: wrong, clock, newId: ids(), time: 'given', everyMs: never });
    await expect(refused).rejects.toThrow(expect.not.objectContaining({ message: /hunter22/ }));
  });

  test('a role that owns its schema and may nothing else is enough', async () => {
    const schema = new URL(url).searchParams.get('schema') ?? '';
    const role = `role_${schema}`;
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE';
    await client.query(
      `CREATE ROLE ${role} PASSWORD 'word' ${rights}; CREATE SCHEMA ${schema} AUTHORIZATION ${role}`,
    );
    const own = new URL(url);
    [own.username, own.password] = [role, 'word'];
    const store = await OpenStore.open(own.href, clock, {
      opener: (options) => openPostgresStorage({ ...options, time: 'given', everyMs: never }),
    });
    opened.push(store);
    await store.call(await store.ask([1]));
    const made = await client.query(
      'SELECT DISTINCT n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_roles AS r ON r.oid = c.relowner WHERE r.rolname = $1',
      [role],
    );
    expect(made.rows.filter(({ nspname }) => !String(nspname).startsWith('pg_toast'))).toEqual([
      { nspname: schema },
    ]);
    await client.end();
  });

  test('the same groups asked for at every replica at once are left by one request', async () => {
    const stores = [await replica(), await replica(), await replica()];
    const asks = stores.flatMap((store) => [1, 2, 3, 4].map(() => store.ledger.ask(store.toAsk([1, 2]))));
    // Three with one id are one click that was delivered three times.
    const taken = await Promise.all(asks);
    expect(taken.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
    const { faults = [] } = (await verdict()).workspaces[0] ?? {};
    expect(faults).toEqual([]);
  });

  test('calls of many numbers claimed at every replica at once are never more than the key allows', async () => {
    const stores = [await replica(), await replica(), await replica()];
    const lane = LaneId.parse('lane-1');
    const [first] = stores as [OpenStore];
    const requests = [];
    for (let number = 0; number < 30; number += 1)
      requests.push(await first.ask([number], { lane, sessionId: SessionId.parse(`session-${number}`) }));
    const claims = requests.flatMap((request) => stores.map((store) => store.tryClaim(request)));
    const results = await Promise.all(claims);
    expect(results.filter((result) => result === 'claimed')).toHaveLength(10);
    expect((await verdict()).workspaces[0]?.faults).toEqual([]);
  });

  const verdict = async () => {
    const reader = await openStoreForReading(url);
    try {
      return await reader.verify();
    } finally {
      await reader.close();
    }
  };

  test('what is due is taken by one, and by another only when that one is dead', async () => {
    const [one, other] = [await replica(), await replica()];
    await one.ask([1]);
    await one.storage.notes.write(workspaceId, refusedAsk([channelId]));
    for (const kind of ['step', 'tell', 'tell-note'] as const) {
      const [taken] = await due(one, kind);
      if (taken === undefined) throw new Error(`no ${kind} is due`);
      expect(await due(one, kind)).toHaveLength(1);
      expect(await due(other, kind)).toEqual([]);
      await one.storage.wakes.failed(taken, clock.now(), () => 0);
      expect(await due(other, kind)).toHaveLength(1);
      expect(await due(one, kind)).toEqual([]);
    }
    await clock.advance(6_001);
    for (const kind of ['step', 'tell', 'tell-note'] as const) expect(await due(one, kind)).toHaveLength(1);
  });

  test('a replica that stops gives back at once what it had taken', async () => {
    const [one, other] = [await replica(), await replica()];
    await one.ask([1]);
    expect(await due(one)).toHaveLength(1);
    await one.close();
    expect(await due(other)).toHaveLength(1);
  });

  test('both at once find every due thing once', async () => {
    const [one, other] = [await replica(), await replica()];
    for (let number = 0; number < 8; number += 1) await one.ask([number]);
    const found = (await Promise.all([due(one), due(other), due(one), due(other)])).map((some) =>
      some.map((each) => (each.kind === 'tell-note' ? '' : each.requestId)),
    );
    const [ofOne, ofOther] = [
      new Set([...(found[0] ?? []), ...(found[2] ?? [])]),
      new Set([...(found[1] ?? []), ...(found[3] ?? [])]),
    ];
    expect(ofOne.size + ofOther.size).toBe(8);
    expect([...ofOne].filter((id) => ofOther.has(id))).toEqual([]);
  });

  test('a request with an entry of a newer version is left to a replica of that version, and holds up no other', async () => {
    const [old, newer] = [await replica(), await replica()];
    const [unknown, known] = [await old.ask([1]), await old.ask([2], { sessionId: SessionId.parse('s2') })];
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    const schema = new URL(url).searchParams.get('schema');
    await client.query(`UPDATE "${schema}".entries SET type = 'waved' WHERE subject_id = $1`, [
      unknown.requestId,
    ]);
    await client.end();
    // Whoever decides refuses; whoever does not need it goes on.
    await expect(old.ledger.load(unknown.requestId)).rejects.toThrow(/newer version/);
    expect((await old.claim(known)).version).toBe(2);
    expect(await old.ledger.open(workspaceId)).toHaveLength(2);
    const worked: string[] = [];
    const failures: unknown[] = [];
    const worker = startWorker({
      kind: 'step',
      wakes: old.storage.wakes,
      clock,
      work: async ({ requestId }) => {
        worked.push(requestId);
        await old.ledger.load(requestId);
        return clock.now() + 60_000;
      },
      failed: async (_, error) => void failures.push(error),
      storeFailed: (error) => void failures.push(error),
    });
    const isFree = async (): Promise<boolean> =>
      worked.includes(unknown.requestId) &&
      (await due(newer, 'step')).some((one) => one.kind === 'step' && one.requestId === unknown.requestId);
    while (!(await isFree())) await new Promise((resolve) => setImmediate(resolve));
    await worker.close();
    expect(failures).toEqual([]);
    expect(worked.filter((id) => id === unknown.requestId)).toHaveLength(1);
  });

  test('what one writes wakes the others', async () => {
    const [one, other] = [await replica(), await replica()];
    const heard = new Promise<void>((resolve) => {
      other.storage.wakes.onChange(resolve);
    });
    await one.ask([1]);
    await heard;
  });

  test('a call whose record took too long to write is not made: it is settled by looking', async () => {
    const one = await replica();
    const request = await one.ask([1]);
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`BEGIN; LOCK TABLE "${new URL(url).searchParams.get('schema')}".calls IN SHARE MODE`);
    const claim = one.ledger.claim(request, one.claimOf(request)).catch((error: unknown) => error);
    const waits = 'SELECT 1 FROM pg_locks WHERE NOT granted AND relation IS NOT NULL';
    while ((await client.query(waits)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(10_001);
    await client.query('COMMIT');
    await client.end();
    expect(String(await claim)).toContain('too late');
    const [leave] = (await one.load(request)).leaves;
    expect(leave?.status.kind).toBe('calling');
  });

  test('a call is nobody else’s to settle before its lease is over', async () => {
    const [one, other] = [await replica(), await replica()];
    const request = await one.claim(await one.ask([1]));
    const { status } = request.leaves[0] ?? {};
    if (status?.kind !== 'calling') throw new Error('not calling');
    expect([one.ledger.isLost(status), other.ledger.isLost(status)]).toEqual([false, false]);
    await clock.advance(99_999);
    expect([one.ledger.isLost(status), other.ledger.isLost(status)]).toEqual([false, false]);
    await clock.advance(1);
    expect([one.ledger.isLost(status), other.ledger.isLost(status)]).toEqual([true, true]);
  });

  test('a call whose record is written late counts from when it can be made, at every replica', async () => {
    const [one, other] = [await replica(), await replica()];
    const [request, next] = [
      await one.ask([1]),
      await one.ask([2], { sessionId: SessionId.parse('session-2') }),
    ];
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    const schema = new URL(url).searchParams.get('schema');
    await client.query(`BEGIN; LOCK TABLE "${schema}".calls IN SHARE MODE`);
    const claiming = one.claim(request);
    const waits = 'SELECT 1 FROM pg_locks AS l WHERE NOT granted AND relation = $1::regclass';
    while ((await client.query(waits, [`"${schema}".calls`])).rowCount === 0);
    await clock.advance(5_000);
    await client.query('COMMIT');
    await client.end();
    await claiming;
    const until = begin + 5_000 + 60_251;
    for (const store of [one, other])
      expect(await store.ledger.claim(next, store.claimOf(next, { limit: 1 }))).toMatchObject({ until });
  });

  test('a value is taken once and replaced once, whoever tries at the same time', async () => {
    const stores = [await replica(), await replica(), await replica()];
    const [first] = stores as [OpenStore];
    await first.storage.keyv('oauth-states', 'losable').set('state', { v: 1 });
    const taken = await Promise.all(
      stores.map((store) => store.storage.keyv('oauth-states', 'losable').delete('state')),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    const swaps = stores.flatMap((store) =>
      [1, 2, 3].map((number) =>
        store.storage
          .keyv('cards', 'losable')
          .swap('card', (stored) => stored === undefined, { number }, 60_000),
      ),
    );
    expect((await Promise.all(swaps)).filter(Boolean)).toHaveLength(1);
    expect(await first.storage.keyv('cards', 'losable').get('card')).toHaveProperty('number');
  });

  test('work under one name is done by one at a time', async () => {
    const stores = [await replica(), await replica(), await replica()];
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(stores.flatMap(({ storage }) => [1, 2, 3].map(() => storage.alone('refresh', work))));
    expect(most).toBe(1);
  });

  test('a connection changed at every replica at once is changed by one after the other, each on record', async () => {
    const stores = [await replica(), await replica(), await replica()];
    const box = createSecretBox([randomBytes(32)]);
    const connectionsOf = ({ storage, rules }: OpenStore) =>
      createConnections({ keyv: storage.keyv('connections', 'durable'), secretBox: box, rules });
    const [first] = stores as [OpenStore];
    const connection = {
      workspaceId,
      sessionId: SessionId.parse('session-1'),
      auditChannel: null,
      connectedAt: 1,
      connectedBy: null,
    };
    const absent = stores.map((store) =>
      connectionsOf(store).putIfAbsent({ ...connection, apiKey: 'wk_live_0000' }),
    );
    await Promise.all(absent);
    expect((await connectionsOf(first).get(workspaceId))?.revision).toBe(1);
    const puts = stores.flatMap((store, index) =>
      [1, 2, 3].map((number) =>
        connectionsOf(store).put({ ...connection, apiKey: `wk_live_${index}${number}00` }, null),
      ),
    );
    await Promise.all(puts);
    const inForce = await connectionsOf(first).get(workspaceId);
    expect(inForce?.revision).toBe(10);
    expect(await first.rules.connectionRevision(workspaceId)).toBe(10);
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    const schema = new URL(url).searchParams.get('schema');
    const { rows } = await client.query(
      `SELECT data FROM "${schema}".entries WHERE type = 'settings-changed' ORDER BY sequence`,
    );
    await client.end();
    // Each change begins where the one before ended: nothing in force that is not on record, and nothing lost.
    const changes = rows.map(({ data }) => JSON.parse(data));
    expect(changes.map(({ connectionRevision }) => connectionRevision)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    const ends = changes.map(({ changes: [key] }) => [key.before, key.after]);
    for (const [index, [before]] of ends.entries()) expect(before).toBe(ends[index - 1]?.[1] ?? null);
    expect(ends.at(-1)?.[1]).toBe(inForce?.apiKey.slice(-4));
  });

  test('a channel has one message a second, whichever replica says it', async () => {
    const stores = [await replica(), await replica(), await replica()];
    const take = async () =>
      Promise.all(stores.flatMap(({ storage }) => [1, 2].map(() => storage.turn('channel C1', 1_000))));
    for (let second = 0; second < 3; second += 1) {
      const turns = await take();
      expect(turns.filter((turn) => turn === null)).toHaveLength(1);
      expect(turns.filter((turn) => turn === clock.now() + 1_000)).toHaveLength(5);
      expect(await stores[0]?.storage.turn('channel C2', 1_000)).toBeNull();
      await clock.advance(1_000);
    }
  });

  test('a rule saved at two replicas at once is saved once', async () => {
    const [one, other] = [await replica(), await replica()];
    const { settings } = await one.rules.get(workspaceId);
    const change = { what: 'dailyCap' as const, before: null, after: 7 };
    const save = (store: OpenStore) =>
      store.rules.change(
        workspaceId,
        0,
        { ...settings, dailyCap: 7 },
        { type: 'settings-changed', by: null, changes: [change], tell: [] },
      );
    const saved = await Promise.all([save(one), save(other)]);
    expect(saved.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'stale']);
    expect((await other.rules.get(workspaceId)).revision).toBe(1);
  });
});

test('the store’s time is the database’s, whatever the machine says, and never goes back', async () => {
  const machine = new ManualClock(5_000_000);
  const database = { now: 3_000_000 };
  const clock = await startStoreClock(machine, async () => database.now);
  expect(clock.now()).toBe(3_000_000);
  await machine.advance(1_000);
  expect(clock.now()).toBe(3_001_000);
  database.now = 2_000_000;
  await clock.set();
  expect(clock.now()).toBe(3_001_000);
});

test('a database’s clock that is set back is followed by a little, and not by much', async () => {
  const machine = new ManualClock(0);
  const timeOf = createStoreTime(() => machine.monotonic());
  expect(timeOf(1_000_000)).toBe(1_000_000);
  await machine.advance(1_000);
  expect(timeOf(1_000_500)).toBe(1_000_500);
  await machine.advance(1_000);
  expect(timeOf(500_000)).toBe(1_001_500);
});
