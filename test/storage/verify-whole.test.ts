import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ChannelId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { mei, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';

const other = WorkspaceId.parse('T0TWO');
const hourMs = 60 * 60_000;

test('two workspaces, calls of several days, notes and rules are whole, and nothing of them is called broken', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-verify-'));
  endsWithTest(() => rmSync(directory, { recursive: true }));
  const url = `sqlite:${join(directory, 'store.db')}`;
  const store = await OpenStore.open(url);
  for (const round of [1, 2, 3]) {
    for (const [index, owner] of [workspaceId, other].entries()) {
      const { revision: settingsRevision } = await store.rules.get(owner);
      const groups = [100 * round + 10 * index, 100 * round + 10 * index + 1];
      const request = await store.ask(groups, { workspaceId: owner, settingsRevision });
      await store.call(request, { settingsRevision });
      await store.storage.notes.write(owner, refusedAsk([ChannelId.parse('C0AUDIT')]));
      const change = { workspaceId: owner, by: mei, tell: [], seenRevision: null };
      const stoppedBy = UserId.parse(`U0ROUND${round}`);
      await changeRules(store.rules, change, (before) => ({ ...before, stoppedBy }));
      await store.clock.advance(2 * hourMs);
    }
    await store.clock.advance(round === 1 ? 30 * hourMs : 21 * hourMs);
  }
  await store.close();
  const reading = await openStoreForReading(url);
  const { file, workspaces } = await reading.verify();
  await reading.close();
  expect(file).toEqual([]);
  expect(workspaces.map(({ faults }) => faults)).toEqual([[], []]);
});
