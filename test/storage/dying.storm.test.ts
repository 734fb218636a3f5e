import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { OpenStore, workspaceId } from '../contracts/open-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-dying-'));
afterAll(() => rmSync(directory, { recursive: true }));

const writer = join(import.meta.dirname, 'dying-writer.ts');

/** What the store holds of what the writer was answered, and whether all of it agrees. */
async function found(path: string) {
  const store = await OpenStore.open(`sqlite:${path}`);
  const reader = await openStoreForReading(`sqlite:${path}`);
  const { file, workspaces } = await reader.verify();
  await reader.close();
  const rules = await store.rules.get(workspaceId);
  const [requestId] = await store.ledger.open(workspaceId);
  const request = requestId === undefined ? null : await store.load({ requestId });
  const faults = [
    ...file,
    ...workspaces.flatMap(({ faults: all }) => all.map(({ where, why }) => `${where} ${why}`)),
  ];
  const holds = new Set<string>(['opened']);
  if (rules.settings.dailyCap === 9) holds.add('ruled');
  if ((await store.rules.connectionRevision(workspaceId)) === 1) holds.add('connected');
  if (request !== null) holds.add('asked');
  if ((request?.version ?? 0) >= 2) holds.add('claimed');
  if ((request?.version ?? 0) >= 3) holds.add('answered');
  const [calling] = request?.leaves ?? [];
  const isSettled = calling?.status.kind !== 'calling' || store.ledger.isLost(calling.status);
  await store.close();
  return { faults, holds, isSettled };
}

test.each(['before', 'after'])(
  'whoever dies right %s any write leaves neither a false record nor a rule without one',
  async (moment) => {
    for (let nth = 1; ; nth += 1) {
      const path = join(directory, `${moment}-${nth}.db`);
      const died = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', writer, path, String(nth), moment],
        { encoding: 'utf8' },
      );
      const said = died.stdout.split('\n').filter((word) => word !== '' && word !== 'closed');
      const { faults, holds, isSettled } = await found(path);
      expect([nth, faults]).toEqual([nth, []]);
      expect([nth, said.filter((word) => !holds.has(word))]).toEqual([nth, []]);
      // What was not answered may have been written, but no further than the one write under way.
      expect([nth, holds.size - said.length <= 1, isSettled]).toEqual([nth, true, true]);
      if (died.signal === null) {
        expect(died.status).toBe(0);
        expect(nth).toBeGreaterThan(30);
        return;
      }
    }
  },
);
