import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ledgerCommand } from '../../src/cli/ledger.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { requested, requestId, workspaceId } from '../contracts/ledger-contract.ts';
import { ManualClock } from '../manual-clock.ts';

describe('npm run ledger', () => {
  let directory: string;
  let storage: Storage;
  let lines: string[];
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wasend-slack-cli-'));
    storage = await openStorage({
      url: `sqlite:${join(directory, 'store.db')}`,
      clock: new ManualClock(1_800_000_000_000),
    });
    await storage.ledger.append(workspaceId, requestId(1), 0, [requested(), { type: 'finished' }]);
    lines = [];
  });
  afterEach(async () => {
    await storage.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The app keeps its store open meanwhile, as it does in real life. */
  const run = (...words: string[]) =>
    ledgerCommand(words, `sqlite:${join(directory, 'store.db')}`, (line) => void lines.push(line));

  test('verify says that the chain is whole, and exits with 1 at the entry that was changed', async () => {
    expect(await run('verify')).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^T0ONE: whole, 2 entries, last hash [0-9a-f]{8}$/)]);
    const other = new DatabaseSync(join(directory, 'store.db'));
    other.exec('UPDATE entries SET time = 0 WHERE sequence = 1');
    other.close();
    expect(await run('verify')).toBe(1);
    expect(lines.at(-1)).toMatch(/^T0ONE: BROKEN at 1: was changed$/);
  });

  test('show tells every entry of a request', async () => {
    expect(await run('show', requestId(1))).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('requested');
    expect(lines[0]).toContain('Choir');
    expect(await run('show', requestId(7))).toBe(1);
  });

  test('recent tells the newest requests', async () => {
    expect(await run('recent')).toBe(0);
    expect(lines).toEqual([expect.stringContaining(requestId(1))]);
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
