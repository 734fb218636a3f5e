import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { OpenStore } from '../contracts/open-store.ts';
import { everything } from './everything.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-plans-'));
const path = join(directory, 'wasend.db');
/** Every statement the app ran in a day of all it can do, without opening, pruning and checking the store. */
const texts = new Set<string>();
/** Every statement of a start on what is there. */
const ofStart = new Set<string>();
/** Those of them that asking, claiming, answering and being due run. */
const ofWrites = new Set<string>();

beforeAll(async () => {
  const store = await OpenStore.open(`sqlite:${path}`);
  const { prepare } = DatabaseSync.prototype;
  const listen = jest.spyOn(DatabaseSync.prototype, 'prepare');
  listen.mockImplementation(function (this: DatabaseSync, text: string): StatementSync {
    texts.add(text);
    return prepare.call(this, text);
  });
  await everything(store, () => {
    for (const text of texts) ofWrites.add(text);
  });
  await store.close();
  listen.mockImplementation(function (this: DatabaseSync, text: string): StatementSync {
    ofStart.add(text);
    return prepare.call(this, text);
  });
  await (await OpenStore.open(`sqlite:${path}`)).close();
  listen.mockRestore();
});
afterAll(() => rmSync(directory, { recursive: true }));

/** How SQLite would go about each statement. */
function plans(database: DatabaseSync, of: ReadonlySet<string> = texts): Map<string, string[]> {
  const statements = [...of].filter((text) => !text.startsWith('PRAGMA'));
  return new Map(
    statements.map((text) => {
      const values = Array.from({ length: text.split('?').length - 1 }, () => 1);
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      return [text, steps.map(({ detail }) => String(detail))];
    }),
  );
}

/** Steps that go through a whole table or a whole index. */
const scans = (steps: readonly string[]): string[] =>
  steps.filter((step) => /^SCAN (?!json_each|\(subquery|a\b)/.test(step) && !step.includes('VIRTUAL TABLE'));

test('the day ran every kind of statement', () => {
  expect(texts.size).toBeGreaterThan(50);
});

test('no statement goes through a whole table or index, however much is in it', () => {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = [...plans(database)].flatMap(([text, steps]) =>
    scans(steps).map((step) => `${step}: ${text}`),
  );
  database.close();
  expect(found).toEqual([]);
});

test('a start goes through what is open, waits or is held up, not through what is past', () => {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = [...plans(database, ofStart).values()].flatMap(scans);
  database.close();
  expect(
    found.filter(
      (step) =>
        !/^SCAN (lanes|numbers)$|USING (COVERING )?INDEX (due|waiting|open|calls_under|numbers_under)_/.test(
          step,
        ),
    ),
  ).toEqual([]);
});

test('what is sorted is sorted by an index, where there is no bound to how much it is', () => {
  const database = new DatabaseSync(path, { readOnly: true });
  const sorted = [...plans(database)].flatMap(([text, steps]) =>
    steps.some((step) => step.includes('TEMP B-TREE FOR ORDER BY')) ? [text] : [],
  );
  database.close();
  // The one that waits longest for a number is found among those that wait for it.
  expect(sorted).toEqual([expect.stringContaining("wait_why = 'number-busy'")]);
});

test('20,000 past requests change no plan, also not when SQLite has counted them', () => {
  const database = new DatabaseSync(path);
  const before = plans(database);
  expect(ofWrites.size).toBeGreaterThan(25);
  database.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO requests (request_id, workspace_id, lane, session_id, number, asked_by, version, is_closed)
      SELECT printf('0%025d', i), 'T0ONE', 'lane-1', 'session-1', '4915112345678', 'U0MEI', 5, 1 FROM n;
    INSERT INTO leaves SELECT request_id, '120363000000000001@g.us', workspace_id, session_id, 0, 1, version FROM requests WHERE request_id LIKE '0%';
    INSERT INTO entries (workspace_id, sequence, subject_id, version, time, type, data, previous_hash, hash)
      SELECT workspace_id, 100000 + rowid, request_id, 1, 1, 'requested', '{}', 'x', 'x' FROM requests WHERE request_id LIKE '0%';
    ANALYZE;
  `);
  const after = plans(database);
  database.close();
  const bad = [...after].flatMap(([text, steps]) => scans(steps).map((step) => `${step}: ${text}`));
  expect(bad).toEqual([]);
  expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
  // An index of all that ever was would be searched, and yet cost more with every request.
  const ofThePast = /requests_of_workspace|requests_of_person|leaves_of_group|left_groups/;
  const grown = [...after].filter(
    ([text, steps]) => ofWrites.has(text) && steps.some((step) => ofThePast.test(step)),
  );
  expect(grown).toEqual([]);
});
