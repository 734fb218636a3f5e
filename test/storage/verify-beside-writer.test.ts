import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';

test('beside a process that writes all the time nothing is taken for damage', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-beside-'));
  const path = join(directory, 'wasend.db');
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'busy-writer.ts'), path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const writeOn = () => writer.stdin.write('.');
  try {
    writeOn();
    await once(writer.stdout, 'data');
    const entries: number[] = [];
    for (let run = 0; run < 25; run += 1) {
      writeOn();
      const store = await openStoreForReading(`sqlite:${path}`);
      const { file, workspaces } = await store.verify();
      await store.close();
      expect([...file, ...workspaces.flatMap(({ faults }) => faults)]).toEqual([]);
      entries.push(workspaces[0]?.entries ?? 0);
    }
    // It did write meanwhile.
    expect(entries.at(-1)).toBeGreaterThan(entries[0] ?? 0);
  } finally {
    writer.kill('SIGKILL');
    await once(writer, 'close');
    rmSync(directory, { recursive: true });
  }
});
