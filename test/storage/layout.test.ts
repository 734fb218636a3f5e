import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openDatabase } from '../../src/storage/sqlite/file/open-database.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';

/** A store says by its layout's number which version of the app can read it: it changes with a new layout alone. */
test('a store has layout 2 when it is new and when it is opened again', () => {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-layout-'));
  endsWithTest(() => rmSync(directory, { recursive: true }));
  for (const opening of ['first', 'second']) {
    const { file } = openDatabase(join(directory, 'store.db'), 0, () => '01J00000000000000000000001');
    const [layout, keys, log] = ['user_version', 'foreign_keys', 'journal_mode'].map(
      (name) => file.prepare(`PRAGMA ${name}`).get()?.[name],
    );
    file.close();
    expect({ opening, layout, keys, log }).toEqual({
      opening,
      layout: 3,
      keys: 1,
      log: 'wal',
    });
  }
});
