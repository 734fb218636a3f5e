import { expect, test } from '@jest/globals';
import { SqlKeyvStore } from '../../src/storage/sql/keyv-store.ts';
import { openDatabase } from '../../src/storage/sqlite/file/open-database.ts';
import { createSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';

function opened(): { store: SqlKeyvStore; rows: () => number } {
  const database = openDatabase(':memory:', 0, () => '01J00000000000000000000001');
  endsWithTest(() => database.file.close());
  const rows = (): number => Number(database.file.prepare('SELECT COUNT(*) AS rows FROM keyv').get()?.rows);
  return {
    store: new SqlKeyvStore(
      createSqliteStore(
        database,
        () => 0,
        () => {},
      ),
      'drafts',
      'losable',
    ),
    rows,
  };
}
const row = (expires: number | null): string => JSON.stringify({ value: 'x', expires });
const keysOf = async (store: SqlKeyvStore): Promise<unknown[]> => {
  const keys: unknown[] = [];
  for await (const [key] of store.iterator()) keys.push(key);
  return keys;
};

test('what has expired is not there, nor walked through, and the next write sweeps it', async () => {
  const { store, rows } = opened();
  await store.set('drafts:old', row(Date.now() - 1));
  await store.set('drafts:new', row(Date.now() + 60_000));
  expect(rows()).toBe(1);
  await store.set('drafts:kept', row(null));
  await store.set('drafts:gone', row(1));
  expect(await store.get('drafts:gone')).toBeUndefined();
  expect(await store.has('drafts:gone')).toBe(false);
  expect(await store.getMany(['drafts:new', 'drafts:gone'])).toEqual([expect.any(String), undefined]);
  expect(await keysOf(store)).toEqual(['drafts:kept', 'drafts:new']);
  expect(rows()).toBe(3);
  await store.set('drafts:kept', row(null));
  expect(rows()).toBe(2);
});

test('a namespace is cleared and walked through alone, and deleting says what was there', async () => {
  const { store, rows } = opened();
  for (const key of ['drafts:a', 'drafts:b', 'drafts;c', 'draft:d', 'drafts-e:f'])
    await store.set(key, row(null));
  expect(await keysOf(store)).toEqual(['drafts:a', 'drafts:b']);
  expect(await store.delete('drafts:a')).toBe(true);
  expect(await store.delete('drafts:a')).toBe(false);
  expect(await store.deleteMany(['drafts:a', 'draft:d'])).toBe(true);
  expect(await store.deleteMany(['drafts:a', 'draft:d'])).toBe(false);
  await store.clear();
  expect(rows()).toBe(2);
});
