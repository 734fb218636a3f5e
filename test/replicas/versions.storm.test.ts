import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { sessionId } from '../journeys/house.ts';
import { describeWith, newSchema, testPostgres } from '../postgres/test-postgres.ts';
import { checkEnd } from './check-end.ts';
import { Farm, seeded } from './farm.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const git = (...words: string[]): Buffer =>
  execFileSync('git', words, { cwd: root, stdio: 'pipe', maxBuffer: 1 << 30 });

/**
 * The sources of an earlier commit, with the packages of this one: PREVIOUS, or the one before the last that changed the
 * app. Null, after saying so, where the history is not there.
 */
function earlier(): { readonly commit: string; readonly main: string } | null {
  try {
    const commit =
      process.env.PREVIOUS ?? git('log', '-1', '--skip=1', '--format=%h', '--', 'src').toString().trim();
    const directory = mkdtempSync(join(tmpdir(), 'wasend-earlier-'));
    afterAll(() => rmSync(directory, { recursive: true }));
    const archive = git('archive', commit, 'src', 'package.json');
    execFileSync('tar', ['-x', '-C', directory], { input: archive });
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
    return { commit, main: pathToFileURL(join(directory, 'src/main.ts')).href };
  } catch (error) {
    const why = (error as Error).message.split('\n', 1)[0];
    process.stderr.write(
      `\nThere is no earlier commit here, so no earlier version is tried beside this one: ${why}\n`,
    );
    return null;
  }
}

const previous = earlier();

describeWith(previous === null ? null : await testPostgres(), 'two versions over one Postgres', (url) => {
  test('the earlier one replaced by this one, one by one, and one of them back: nothing asked twice, nobody told twice', async () => {
    const farm = await Farm.start(newSchema(url, 'pool=10'), seeded(13), {
      calls: 1_000,
      groups: 34,
      environment: { WASEND_RATE: '1000/60', BULK_GAP_SECONDS: '1' },
    });
    const replicas = [0, 1, 2];
    await Promise.all(replicas.map((index) => farm.revive(index, {}, previous?.main)));
    const groups = farm.wasend.world.groups(sessionId).slice(-34);
    const asked: string[][] = [];
    const ask = async (count: number) => {
      const from = asked.flat().length;
      const ids = groups.slice(from, from + count).map(({ id }) => id);
      asked.push(ids);
      await farm.confirm(await farm.openModal(ids), ids.length);
    };
    const replace = async (index: number, main?: string) => {
      const old = farm.replicas[index];
      old?.kill('SIGTERM');
      expect((await old?.exited)?.code).toBe(0);
      await farm.revive(index, {}, main);
      await ask(2);
    };
    await ask(20);
    await replace(0);
    await replace(1);
    // Taken back: the earlier one again, beside what this one has written meanwhile.
    await replace(0, previous?.main);
    await farm.kill(1);
    await farm.revive(1);
    await replace(2);
    await replace(0);
    await checkEnd(farm, asked);
    for (const id of asked.flat()) expect(farm.wasend.leaveCalls(id).length).toBeLessThanOrEqual(1);
    expect([farm.cards(), farm.audits()]).toEqual([asked.length, asked.length]);
    process.stdout.write(
      `${previous?.commit} beside this version: ${asked.length} requests, each told once\n`,
    );
  });
});
