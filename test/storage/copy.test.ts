import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { storeCommand } from '../../src/cli/store.ts';
import { LaneId, SessionId, WorkspaceId } from '../../src/leaving/ids.ts';
import { changesBetween } from '../../src/leaving/rules/settings-changes.ts';
import { copiedTables } from '../../src/storage/copy/copied-tables.ts';
import { copyStore } from '../../src/storage/copy/copy-store.ts';
import { openForCopying } from '../../src/storage/copy/open-for-copying.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { channelId, ids, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { ManualClock } from '../manual-clock.ts';
import { describeWith, newSchema, testPostgres } from '../postgres/test-postgres.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-copy-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newFile = (): string => {
  files += 1;
  return join(directory, `${files}.db`);
};

/** Everything of a file, table by table. */
function dump(file: string): Record<string, unknown[]> {
  const database = new DatabaseSync(file);
  try {
    return Object.fromEntries(
      copiedTables.map(({ name, columns }) => {
        const order = columns.slice(0, 4).join(', ');
        return [name, database.prepare(`SELECT * FROM ${name} ORDER BY ${order}`).all()];
      }),
    );
  } finally {
    database.close();
  }
}

/** A store with something in every table, in more than one workspace. */
async function fill(file: string): Promise<void> {
  const store = await OpenStore.open(`sqlite:${file}`);
  const other = { workspaceId: WorkspaceId.parse('T0TWO'), sessionId: SessionId.parse('é-2') };
  const called = await store.call(await store.ask([1, 2, 3]));
  await store.claim(await store.ask([9], { ...other, lane: LaneId.parse('lane-2') }));
  await store.answer(await store.claim(called), { class: 'rate-limited', status: 429, retryAfterMs: 60_000 });
  await store.storage.notes.write(workspaceId, refusedAsk([channelId]));
  const changed = { ...plainSettings, dailyCap: 7 };
  const changes = changesBetween(plainSettings, changed);
  await store.rules.change(workspaceId, 0, changed, {
    type: 'settings-changed',
    by: null,
    changes,
    tell: [],
  });
  await store.storage.keyv('cards', 'losable').set('a', { name: 'Büro “1” \u0000' }, 86_400_000);
  await store.storage.keyv('connections', 'durable').set('T0ONE', { v: 2 });
  await store.close();
}

describeWith(await testPostgres(), 'npm run store -- copy', (url) => {
  let file: string;
  let schema: string;
  let lines: string[];
  beforeEach(async () => {
    [file, schema, lines] = [newFile(), newSchema(url), []];
    await fill(file);
  });
  const copy = (from: string, to: string) =>
    storeCommand(['copy', from, to], (line) => void lines.push(line));

  test('there and back is the same in every row, and says so', async () => {
    expect(await copy(`sqlite:${file}`, schema)).toBe(0);
    const back = newFile();
    expect(await copy(schema, `sqlite:${back}`)).toBe(0);
    expect(dump(back)).toEqual(dump(file));
    for (const rows of Object.values(dump(file))) expect(rows).not.toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^entries: \d+ of \d+$/));
    expect(lines).toContainEqual(expect.stringMatching(/^T0TWO: 2 entries, last hash [0-9a-f]{8}, the same/));
  });

  test('killed and run again it goes on, and half of it is used by nobody', async () => {
    for (let rows = 3; rows < 30; rows += 4) {
      const from = await openForCopying(`sqlite:${file}`, 'source', ids());
      const to = await openForCopying(schema, 'target', ids());
      let left = rows;
      const dies = copyStore(
        from,
        to,
        () => {
          left -= 2;
          if (left < 0) throw new Error('killed');
        },
        2,
      );
      await dies.then(
        () => {},
        (error: Error) => expect(error.message).toBe('killed'),
      );
      await Promise.all([from.close(), to.close()]);
      if (left >= 0) break;
      const opened = openStorage({ url: schema, clock: new ManualClock(Date.now()), newId: ids('7') });
      await expect(opened).rejects.toThrow('half copied');
    }
    const back = newFile();
    if ((await copy(schema, `sqlite:${back}`).catch(() => 1)) !== 0) {
      expect(await copy(`sqlite:${file}`, schema)).toBe(0);
      expect(await copy(schema, `sqlite:${back}`)).toBe(0);
    }
    expect(dump(back)).toEqual(dump(file));
  });

  test('a target that is not empty is refused, and keeps what it has', async () => {
    const other = newFile();
    await fill(other);
    const before = dump(other);
    await expect(copy(`sqlite:${file}`, `sqlite:${other}`)).rejects.toThrow('not empty');
    expect(dump(other)).toEqual(before);
  });

  test('a store that somebody works on is not copied', async () => {
    expect(await copy(`sqlite:${file}`, schema)).toBe(0);
    const newId = ids('7');
    const working = await openStorage({ url: schema, clock: new ManualClock(Date.now()), newId });
    await expect(copy(schema, `sqlite:${newFile()}`)).rejects.toThrow('A replica works');
    await working.close();
    await (await openForCopying(schema, 'source', newId)).close();
  });

  test('a source with a changed entry is not copied', async () => {
    const database = new DatabaseSync(file);
    database.exec('UPDATE entries SET time = time + 1 WHERE sequence = 2');
    database.close();
    await expect(copy(`sqlite:${file}`, schema)).rejects.toThrow('has faults');
  });
});
