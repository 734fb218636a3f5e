import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { workspacesCommand } from '../../src/cli/workspaces.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { ManualClock } from '../manual-clock.ts';

describe('npm run workspaces', () => {
  let directory: string;
  let url: string;
  let lines: string[];
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wasend-slack-cli-'));
    url = `sqlite:${join(directory, 'store.db')}`;
    const storage = await openStorage({ url, clock: new ManualClock(0) });
    await storage.keyv('connections').set('T0ONE', { sealedApiKey: 'v1.x.y' });
    await storage.keyv('cards').set('other', {});
    await storage.close();
    lines = [];
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const run = (...words: string[]) => workspacesCommand(words, url, (line) => void lines.push(line));

  test('lists, disconnects once, and says when there is nothing to disconnect', async () => {
    expect(await run('list')).toBe(0);
    expect(lines).toEqual(['T0ONE']);
    expect(await run('disconnect', 'T0ONE')).toBe(0);
    expect(await run('disconnect', 'T0ONE')).toBe(1);
    lines.length = 0;
    expect(await run('list')).toBe(0);
    expect(lines).toEqual([]);
  });

  test('says how to use it', async () => {
    expect(await run('disconnect')).toBe(2);
    expect(lines.join('\n')).toContain('npm run workspaces -- disconnect');
  });

  test('is turned away while the app has the store', async () => {
    const storage = await openStorage({ url, clock: new ManualClock(0) });
    await expect(run('list')).rejects.toMatchObject({ code: 'store-locked' });
    await storage.close();
  });
});
