import { execFile } from 'node:child_process';
import { copyFile, cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Figure, figure, Rounds } from '../figures.ts';
import type { Measure } from '../stage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
}

/** What an image holds that has Node already, and how long everything takes to install (only with `--full`). */
export const install: Measure = {
  name: 'install',
  async run({ effort, say }) {
    const size = new Rounds();
    const packages = new Rounds();
    const { packages: locked }: { packages: Record<string, Locked> } = JSON.parse(
      await readFile(join(root, 'package-lock.json'), 'utf8'),
    );
    const needed = Object.entries(locked).filter(
      ([path, { dev, optional, link }]) => path.startsWith('node_modules/') && !dev && !optional && !link,
    );
    const sizes = await Promise.all(needed.map(([path]) => bytesIn(join(root, path))));
    size.add('ours', sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024 / 1024);
    packages.add('ours', needed.length);
    const head = (what: string, unit: string) => ({ measure: install.name, what, unit });
    const figures: Figure[] = [
      figure(head('packages, --omit=dev --omit=optional', ''), packages),
      figure(head('their size', 'MiB'), size),
    ];
    if (!effort.isFull) return figures;
    say('npm ci asks the registry and takes a while');
    const seconds = new Rounds();
    seconds.add('ours', await secondsOfInstall());
    return [...figures, figure(head('npm ci', 's'), seconds)];
  },
};

async function bytesIn(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(directory, entry.name);
      // What lies deeper has an entry of its own in the lockfile.
      if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : bytesIn(path);
      return entry.isFile() ? (await stat(path)).size : 0;
    }),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

async function secondsOfInstall(): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'wasend-slack-bench-install-'));
  try {
    for (const file of ['package.json', 'package-lock.json'])
      await copyFile(join(root, file), join(directory, file));
    await cp(join(root, 'packages'), join(directory, 'packages'), { recursive: true });
    const beganAt = performance.now();
    await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], { cwd: directory });
    return (performance.now() - beganAt) / 1_000;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
