import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { mei, OpenStore, workspaceId } from '../contracts/open-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-flips-'));
afterAll(() => rmSync(directory, { recursive: true }));
const path = join(directory, 'wasend.db');
const damaged = join(directory, 'damaged.db');

/** Everything that is read of a store, or null where it is found damaged: by `verify`, or by not opening at all. */
async function readWhole(file: string): Promise<unknown> {
  const store = await openStoreForReading(`sqlite:${file}`).catch(() => null);
  if (store === null) return null;
  try {
    const { file: faults, workspaces } = await store.verify();
    if (faults.length > 0 || workspaces.some((one) => one.faults.length > 0)) return null;
    const all = { by: null, groupId: null, sessions: null, before: null, limit: 100 };
    const ids = await store.past(workspaceId, all);
    const open = await store.open(workspaceId);
    return { open, ids, requests: await Promise.all(ids.map((id) => store.load(id))), workspaces };
  } catch {
    return null;
  } finally {
    await store.close();
  }
}

test('a bit of the file that changed is found, or changes nothing that is read', async () => {
  const store = await OpenStore.open(`sqlite:${path}`);
  for (let number = 1; number <= 12; number += 1) {
    const request = await store.ask([number, number + 100]);
    if (number % 3 === 0) await store.ledger.append(request, [{ type: 'stop-asked', by: mei }]);
    if (number % 4 === 0) await store.call(request);
  }
  await store.close();
  const whole = await readWhole(path);
  expect(whole).not.toBeNull();
  const bytes = readFileSync(path);
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      copyFileSync(path, damaged);
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      writeFileSync(damaged, flipped);
      const read = await readWhole(damaged);
      if (read === null) found += 1;
      else expect(read).toEqual(whole);
    }),
    { numRuns: 120 },
  );
  expect(found).toBeGreaterThan(5);
});
