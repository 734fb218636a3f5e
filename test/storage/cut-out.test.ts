import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { hashRow } from '../../src/storage/hash-chain.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';

/** Nothing else tells of a note than its one entry: no version is missing, and no row. */
test('an entry that is cut out, with the chain knotted again behind it, leaves its number missing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-cut-'));
  endsWithTest(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'store.db');
  const store = await OpenStore.open(`sqlite:${path}`);
  for (let note = 0; note < 3; note += 1) await store.storage.notes.write(workspaceId, refusedAsk([]));
  await store.close();
  const database = new DatabaseSync(path);
  const [first, , third] = database.prepare('SELECT * FROM entries ORDER BY sequence').all();
  const { subject_id: subjectId, sequence, version, time, type, data, format } = third as never;
  const hash = hashRow(String(first?.hash), {
    workspaceId,
    subjectId,
    sequence,
    version,
    time,
    type,
    data,
    format,
  });
  database.exec('DELETE FROM entries WHERE sequence = 2');
  database
    .prepare('UPDATE entries SET previous_hash = ?, hash = ? WHERE sequence = 3')
    .run(String(first?.hash), hash);
  database.prepare('UPDATE chains SET last_hash = ?').run(hash);
  database.close();
  const reading = await openStoreForReading(`sqlite:${path}`);
  const { workspaces } = await reading.verify();
  await reading.close();
  expect(workspaces.flatMap(({ faults }) => faults.map(({ why }) => why))).toEqual(['entry 2 is missing']);
});
