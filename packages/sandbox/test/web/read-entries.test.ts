import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEntries } from '../../src/web/shown/read-entries.ts';

describe('the ledger read beside the app', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-ledger-'));
    path = join(folder, 'wasend.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const insert = (rows: readonly (readonly [number, unknown, unknown])[]): void => {
    const database = new DatabaseSync(path);
    database.exec(
      'CREATE TABLE entries (workspace_id, sequence, subject_id, version, time, type, data, previous_hash, hash, format)',
    );
    const statement = database.prepare(
      "INSERT INTO entries VALUES ('T0ONE', ?, 'subject', 1, ?, 'finished', ?, '', 'abcdef0123456789', 2)",
    );
    for (const [sequence, time, data] of rows) statement.run(sequence, time as number, data as string);
    database.close();
  };

  test('is empty before there is a file, and before it is laid out', () => {
    expect(readEntries(path)).toEqual({ entries: [], fault: null });
    new DatabaseSync(path).close();
    expect(readEntries(path)).toEqual({ entries: [], fault: null });
  });

  test('a row that does not read is shown as it is, and spoils no other', () => {
    insert([
      [1, 1, '{"by":"U0ADMIN"}'],
      [2, 2, '{'],
      [3, 3, '"text"'],
      [4, null, '{}'],
    ]);
    const { entries, fault } = readEntries(path);
    expect(fault).toBeNull();
    expect(entries.map((one) => [one.sequence, one.fault === null]).toSorted()).toEqual([
      [1, true],
      [2, false],
      [3, false],
      [4, false],
    ]);
    expect(entries.find(({ sequence }) => sequence === 1)).toMatchObject({
      subjectId: 'subject',
      data: { by: 'U0ADMIN' },
      hash: 'abcdef01',
    });
    expect(entries.find(({ sequence }) => sequence === 2)?.data).toMatchObject({ data: '{' });
  });

  test.each([
    [
      'a file that is no store',
      () => writeFileSync(path, 'no store at all, but long enough to have been one'),
    ],
    [
      'a store of another layout',
      () => {
        const database = new DatabaseSync(path);
        database.exec('CREATE TABLE entries (other TEXT)');
        database.close();
      },
    ],
  ])('%s is said, never thrown', (_, make) => {
    make();
    expect(readEntries(path)).toEqual({ entries: [], fault: expect.stringMatching(/\S/) });
  });
});
