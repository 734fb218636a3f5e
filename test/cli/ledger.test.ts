import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ledgerCommand } from '../../src/cli/ledger.ts';
import type { RequestId } from '../../src/leaving/ids.ts';
import { OpenStore } from '../contracts/open-store.ts';

describe('npm run ledger', () => {
  let directory: string;
  let store: OpenStore;
  let requestId: RequestId;
  let lines: string[];
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wasend-slack-cli-'));
    store = await OpenStore.open(`sqlite:${join(directory, 'store.db')}`);
    const request = await store.call(await store.ask([1]));
    ({ requestId } = request);
    lines = [];
  });
  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The app keeps its store open meanwhile, as it does in real life. */
  const run = (...words: string[]) =>
    ledgerCommand(words, `sqlite:${join(directory, 'store.db')}`, (line) => void lines.push(line));

  test('verify says that the chain is whole, and exits with 1 at the entry that was changed', async () => {
    expect(await run('verify')).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^T0ONE: whole, 3 entries, last hash [0-9a-f]{8}$/)]);
    const other = new DatabaseSync(join(directory, 'store.db'));
    other.exec('UPDATE entries SET time = 0 WHERE sequence = 1');
    other.close();
    expect(await run('verify')).toBe(1);
    expect(lines[1]).toMatch(/^T0ONE: BROKEN, entry 1: was changed$/);
  });

  test('show tells every entry of a request', async () => {
    expect(await run('show', requestId)).toBe(0);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('requested');
    expect(lines[0]).toContain('Group 1');
    expect(await run('show', store.newRequestId())).toBe(1);
  });

  test('recent tells the newest requests', async () => {
    expect(await run('recent')).toBe(0);
    expect(lines).toEqual([expect.stringContaining(requestId)]);
  });

  test('recent says when there are none', async () => {
    const url = `sqlite:${join(directory, 'empty.db')}`;
    await (await OpenStore.open(url)).close();
    expect(await ledgerCommand(['recent'], url, (line) => void lines.push(line))).toBe(0);
    expect(lines).toEqual(['There are no requests.']);
  });

  test.each([[['show', 'choir']], [['nonsense']], [[]]])(
    '%j is answered with how to use it',
    async (words) => {
      expect(await run(...words)).toBe(2);
      expect(lines.join('\n')).toContain('npm run ledger -- verify');
    },
  );

  test('a store that is not there is named', async () => {
    await expect(
      ledgerCommand(['verify'], `sqlite:${join(directory, 'other.db')}`, () => {}),
    ).rejects.toThrow(/other\.db/);
  });
});
