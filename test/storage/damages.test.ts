import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SessionId, UserId } from '../../src/leaving/ids.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import { hashRow } from '../../src/storage/hash-chain.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { begin, channelId, groupId, mei, OpenStore, workspaceId } from '../contracts/open-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-damages-'));
const whole = join(directory, 'whole.db');
const requestIds: string[] = [];

/** A store with a request of every kind of end, rules, a connection, and notes. */
beforeAll(async () => {
  const store = await OpenStore.open(`sqlite:${whole}`);
  const seen = {
    sighting: 'out',
    evidence: 'members-without-us',
    session: 'not-known',
    owner: false,
  } as const;
  const left = await store.call(await store.ask([1]));
  await store.ledger.append(left, [
    { type: 'looked', groupId: groupId(1), look: 1, ...seen },
    { type: 'finished' },
    { type: 'closed', card: 'channel', audit: 'told' },
  ]);
  const stopped = await store.ask([2, 3]);
  await store.ledger.append(stopped, [{ type: 'stop-asked', by: mei }, { type: 'finished' }]);
  const open = await store.ask([4, 5], { sessionId: SessionId.parse('session-2') });
  await store.claim(open);
  requestIds.push(left.requestId, stopped.requestId, open.requestId);
  const by = { workspaceId, by: mei, tell: [channelId], seenRevision: null };
  await changeRules(store.rules, by, (before) => ({ ...before, dailyCap: 50 }));
  await changeRules(store.rules, by, (before) => ({ ...before, protectedGroups: ['Board*'] }));
  await store.rules.noteConnection(workspaceId, 1, {
    type: 'settings-changed',
    by: UserId.parse('U0MEI'),
    changes: [{ what: 'key', before: null, after: 'abcd' }],
    tell: [],
  });
  await store.ask([6], { sessionId: SessionId.parse('session-3'), settingsRevision: 2 });
  await store.close();
});

afterAll(() => rmSync(directory, { recursive: true }));

let copies = 0;

/** What verify says of a copy of the store after this was done to it. */
async function verdictAfter(damage: (database: DatabaseSync) => void): Promise<string[]> {
  copies += 1;
  const path = join(directory, `copy-${copies}.db`);
  copyFileSync(whole, path);
  const database = new DatabaseSync(path);
  damage(database);
  database.close();
  return faultsOf(path);
}

async function faultsOf(path: string): Promise<string[]> {
  const store = await openStoreForReading(`sqlite:${path}`, { now: () => begin + 60_000 });
  try {
    const { file, workspaces } = await store.verify();
    return [
      ...file,
      ...workspaces.flatMap(({ faults }) => faults.map(({ where, why }) => `${where} ${why}`)),
    ];
  } finally {
    await store.close();
  }
}

interface StoredEntry {
  readonly workspace_id: string;
  readonly sequence: number;
  readonly subject_id: string;
  readonly version: number;
  readonly time: number;
  readonly type: string;
  readonly data: string;
  readonly previous_hash: string;
  readonly format: number;
}

/** Gives every entry from this one on the hash it would have, as somebody does who knows how. */
function rehash(database: DatabaseSync, from: number): void {
  const rows = database.prepare('SELECT * FROM entries WHERE sequence >= ? ORDER BY sequence').all(from);
  let previous = String(rows[0]?.previous_hash);
  for (const stored of rows) {
    const row = stored as unknown as StoredEntry;
    const { workspace_id, subject_id: subjectId, sequence, version, time, type, data, format } = row;
    const hash = hashRow(previous, {
      workspaceId: workspace_id,
      subjectId,
      sequence,
      version,
      time,
      type,
      data,
      format,
    });
    database
      .prepare('UPDATE entries SET previous_hash = ?, hash = ? WHERE sequence = ?')
      .run(previous, hash, sequence);
    previous = hash;
  }
}

const exec = (text: string) => (database: DatabaseSync) => database.exec(text);

test('a whole store has no fault, and says how much it holds', async () => {
  expect(await verdictAfter(() => {})).toEqual([]);
  const store = await openStoreForReading(`sqlite:${whole}`);
  const { workspaces } = await store.verify();
  expect(workspaces).toMatchObject([{ workspaceId, firstSequence: 1, prunedEntries: 0, faults: [] }]);
  expect(workspaces[0]?.entries).toBeGreaterThan(10);
  await store.close();
});

describe('damages of the chain are found', () => {
  const damages: Record<string, (database: DatabaseSync) => void> = {
    'an event changed': exec(
      `UPDATE entries SET data = replace(data, 'channel', 'nowhere') WHERE type = 'closed'`,
    ),
    'a time changed': exec('UPDATE entries SET time = time + 1 WHERE sequence = 4'),
    'a type changed': exec(`UPDATE entries SET type = 'finished', data = '{}' WHERE type = 'stop-asked'`),
    'a version moved': exec('UPDATE entries SET version = version + 100 WHERE sequence = 8'),
    'a subject renamed': exec(`UPDATE entries SET subject_id = 'x' WHERE sequence = 1`),
    'a format changed': exec('UPDATE entries SET format = 1 WHERE sequence = 3'),
    'a hash changed': exec(`UPDATE entries SET hash = replace(hash, 'a', 'b') WHERE sequence = 3`),
    'a link changed': exec(`UPDATE entries SET previous_hash = hash WHERE sequence = 3`),
    'an entry in the middle cut out': exec('DELETE FROM entries WHERE sequence = 5'),
    'the first entries cut off': exec('DELETE FROM entries WHERE sequence <= 3'),
    'the last entry cut off': exec(
      'DELETE FROM entries WHERE sequence = (SELECT MAX(sequence) FROM entries)',
    ),
    'every entry cut off': exec('DELETE FROM entries'),
    'a row moved to the end': exec('UPDATE entries SET sequence = 1000 WHERE sequence = 2'),
    'two rows exchanged': exec(
      'UPDATE entries SET sequence = 1000 WHERE sequence = 2; UPDATE entries SET sequence = 2 WHERE sequence = 3; UPDATE entries SET sequence = 3 WHERE sequence = 1000',
    ),
    'a planted row at the end': exec(
      `INSERT INTO entries SELECT workspace_id, sequence + 1, 'x', 1, time, type, data, hash, hash, format FROM entries ORDER BY sequence DESC LIMIT 1`,
    ),
    'the chain handed to another workspace': exec(`UPDATE entries SET workspace_id = 'T0TWO'`),
    'the head missing': exec('DELETE FROM chains'),
    'the head moved back': exec('UPDATE chains SET last_sequence = last_sequence - 1'),
    'the head’s hash changed': exec(`UPDATE chains SET last_hash = replace(last_hash, 'a', 'b')`),
    'the head of a workspace without entries': exec(`INSERT INTO chains VALUES ('T0TWO', 3, 'x')`),
    'the last entry replaced, with a hash that fits': (database) => {
      const last = Number(database.prepare('SELECT MAX(sequence) AS last FROM entries').get()?.last);
      database.prepare('UPDATE entries SET time = time + 1 WHERE sequence = ?').run(last);
      rehash(database, last);
    },
    'entries cut and everything hashed anew': (database) => {
      database.exec(`DELETE FROM entries WHERE type = 'stop-asked'`);
      rehash(database, 1);
    },
    'an unknown event, hashed anew to the end': (database) => {
      database.exec(`UPDATE entries SET data = '{"what":1}' WHERE type = 'closed'`);
      rehash(database, 1);
      database.exec(
        'UPDATE chains SET last_hash = (SELECT hash FROM entries ORDER BY sequence DESC LIMIT 1)',
      );
    },
    'entries cut, and a head that was moved with them': (database) => {
      database.exec('DELETE FROM entries WHERE sequence > 10');
      database.exec(
        'UPDATE chains SET last_sequence = 10, last_hash = (SELECT hash FROM entries WHERE sequence = 10)',
      );
    },
    'the first entries cut off, and a note that claims to have pruned others': (database) => {
      database.exec('DELETE FROM entries WHERE sequence <= 3');
      rehash(database, 4);
    },
  };

  test.each(Object.entries(damages))('%s', async (_, damage) => {
    expect(await verdictAfter(damage)).not.toEqual([]);
  });
});

describe('what is derived is held against the entries', () => {
  const damages: Record<string, string> = {
    'an open request forgotten': 'DELETE FROM requests WHERE is_closed = 0',
    'a closed request forgotten': 'DELETE FROM requests WHERE is_closed = 1',
    'a request nobody asked for': `INSERT INTO requests (request_id, workspace_id, lane, session_id, number, asked_by, version, is_closed) VALUES ('x', 'T0ONE', 'l', 's', 'n', 'u', 1, 0)`,
    'a request of a workspace that has no entries': `INSERT INTO requests (request_id, workspace_id, lane, session_id, number, asked_by, version, is_closed) VALUES ('x', 'T0TWO', 'l', 's', 'n', 'u', 1, 0)`,
    'an open request marked as closed': 'UPDATE requests SET is_closed = 1 WHERE is_closed = 0',
    'an open request that nothing wakes': 'UPDATE requests SET step_at = NULL',
    'an ended request that nothing tells': 'UPDATE requests SET tell_at = NULL WHERE step_at IS NULL',
    'a request’s version moved': 'UPDATE requests SET version = version + 1',
    'a request handed to another workspace': `UPDATE requests SET workspace_id = 'T0TWO' WHERE is_closed = 0`,
    'a request moved to another queue': `UPDATE requests SET lane = 'other'`,
    'a request moved to another number': `UPDATE requests SET session_id = 'other'`,
    'a request in another person’s name': `UPDATE requests SET asked_by = 'U0NOOR'`,
    'a successor invented': `UPDATE requests SET after_request = request_id`,
    'a call under way forgotten': 'UPDATE requests SET call_group = NULL, call_owner = NULL',
    'a lease made longer':
      'UPDATE requests SET call_lease_until = call_lease_until + 1 WHERE call_group IS NOT NULL',
    'a group being left forgotten': 'DELETE FROM leaves WHERE is_open = 1',
    'a group free to be asked for again': 'UPDATE leaves SET is_open = 0',
    'a group held for nobody': `INSERT INTO leaves VALUES ('x', '1@g.us', 'T0ONE', 'session-1', 1, 0, NULL)`,
    'a group added to a request': `INSERT INTO leaves SELECT request_id, '1@g.us', workspace_id, session_id, 1, 0, NULL FROM requests LIMIT 1`,
    'a group said to have been left': 'UPDATE leaves SET left_at = 1 WHERE left_at IS NULL',
    'a group said not to have been called': 'UPDATE leaves SET is_called = 0',
    'a group moved to another number': `UPDATE leaves SET session_id = 'other'`,
    'calls forgotten by the pace': 'DELETE FROM calls',
    'calls moved to another workspace': `UPDATE calls SET workspace_id = 'T0TWO'`,
    'calls moved to another queue': `UPDATE calls SET lane = 'other'`,
    'calls moved to another number': `UPDATE calls SET session_id = 'other'`,
    'calls moved to another number of the session': `UPDATE calls SET number = 'other'`,
    'a request moved to other digits': `UPDATE requests SET number = 'other'`,
    'a look put off': 'UPDATE requests SET look_at = 32503680000000',
    'calls moved out of the window': 'UPDATE calls SET time = time - 3600000',
    'calls said to have been reads': 'UPDATE calls SET is_leave = 0',
    'numbers forgotten by the pace': 'DELETE FROM numbers',
    'a number that may be asked in a thousand years': 'UPDATE numbers SET next_call_at = 32503680000000',
    'a number that rests for a thousand years': `UPDATE numbers SET why = 'number-limited', failing_since = 1, held_until = 32503680000000`,
    'queues forgotten by the pace': 'DELETE FROM lanes',
    'a queue closed for a thousand years': `UPDATE lanes SET why = 'rate-limited', failing_since = 1, held_until = 32503680000000`,
    'an open request that wakes in a thousand years':
      'UPDATE requests SET step_at = 32503680000000 WHERE step_at IS NOT NULL',
    'an end that is told in a thousand years':
      'UPDATE requests SET tell_at = 32503680000000 WHERE tell_at IS NOT NULL AND step_at IS NULL',
    'a note that is told in a thousand years': 'UPDATE outbox SET tell_at = 32503680000000',
    'the rules gone': 'DELETE FROM settings',
    'the rules set back to the deployment’s own': 'UPDATE settings SET rules = NULL',
    'a rule changed that was changed before': `UPDATE settings SET rules = json_set(rules, '$.dailyCap', 900)`,
    'a rule changed that nobody ever changed': `UPDATE settings SET rules = json_set(rules, '$.leavers', 'everyone')`,
    'rules that do not read': `UPDATE settings SET rules = '{'`,
    'the rules’ revision moved': 'UPDATE settings SET revision = 7',
    'the connection’s revision moved': 'UPDATE settings SET connection_revision = 7',
    'rules planted where there were none': `INSERT INTO settings (workspace_id, revision, rules) SELECT 'T0TWO', 1, rules FROM settings`,
    'a note to tell that stands nowhere': `INSERT INTO outbox (note_id, workspace_id, tell_at) VALUES ('x', 'T0ONE', 1)`,
    'a trigger planted':
      'CREATE TRIGGER lies AFTER INSERT ON entries BEGIN DELETE FROM entries WHERE sequence = NEW.sequence; END',
    'a view in the place of a table':
      'ALTER TABLE calls RENAME TO real_calls; CREATE VIEW calls AS SELECT * FROM real_calls WHERE 0',
    'an index dropped': 'DROP INDEX open_leaves',
    'an index of another meaning':
      'DROP INDEX open_leaves; CREATE INDEX open_leaves ON leaves (workspace_id)',
    'a table planted': 'CREATE TABLE mine (a TEXT)',
  };

  test.each(Object.entries(damages))('%s', async (_, text) => {
    expect(await verdictAfter(exec(text))).not.toEqual([]);
  });
});

test('flipped bits of the file are found, or refused aloud, or changed no row', async () => {
  const bytes = readFileSync(whole);
  const rowsOf = (path: string): string => {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const tables = ['entries', 'chains', 'requests', 'leaves', 'settings', 'calls'];
      return JSON.stringify(
        tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()),
      );
    } finally {
      database.close();
    }
  };
  const wanted = rowsOf(whole);
  const silent: number[] = [];
  for (let flip = 0; flip < 300; flip += 1) {
    const at = 100 + Math.floor(((bytes.length - 100) * flip) / 300);
    const path = join(directory, 'flipped.db');
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (flip % 8));
    writeFileSync(path, damaged);
    try {
      if ((await faultsOf(path)).length === 0 && rowsOf(path) !== wanted) silent.push(at);
    } catch {
      // Refused aloud.
    }
  }
  expect(silent).toEqual([]);
});

test('a call made under a clock that was ahead, and was set right since, is no fault', async () => {
  const faults = await verdictAfter((database) => {
    const last = database
      .prepare("SELECT sequence FROM entries WHERE type = 'calling' ORDER BY sequence DESC LIMIT 1")
      .get();
    const ahead = 90 * 60_000;
    database
      .prepare('UPDATE entries SET time = time + ? WHERE sequence = ?')
      .run(ahead, Number(last?.sequence));
    rehash(database, Number(last?.sequence));
    database.exec('UPDATE chains SET last_hash = (SELECT hash FROM entries ORDER BY sequence DESC LIMIT 1)');
  });
  expect(faults).toEqual([]);
});

test('an empty store says so', async () => {
  const path = join(directory, 'empty.db');
  await (await OpenStore.open(`sqlite:${path}`)).close();
  const store = await openStoreForReading(`sqlite:${path}`);
  expect(await store.verify()).toEqual({ file: [], workspaces: [] });
  expect(await store.workspaces()).toEqual([]);
  await store.close();
});

test('beside a writer nothing is called broken', async () => {
  const path = join(directory, 'busy.db');
  const store = await OpenStore.open(`sqlite:${path}`);
  const reader = await openStoreForReading(`sqlite:${path}`);
  for (let round = 0; round < 60; round += 1) {
    const request = await store.ask([round], {
      sessionId: SessionId.parse(`session-${round}`),
      lane: store.toAsk([1]).event.lane,
    });
    const verified = reader.verify();
    await store.claim(request, { limit: 1_000 });
    await store.answer(request, { class: 'accepted' });
    expect((await verified).workspaces.flatMap(({ faults }) => faults)).toEqual([]);
    expect((await reader.verify()).workspaces.flatMap(({ faults }) => faults)).toEqual([]);
  }
  await reader.close();
  await store.close();
});
