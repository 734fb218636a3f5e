import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** How a program ended; `late` when it was ended because its time was over. */
export interface Run {
  readonly kind: 'well' | 'badly' | 'late';
  readonly output: string;
  readonly tookMs: number;
}

/** Runs a program of the tree and ends it, with all that it began, after `atMostMs`. */
function run(root: string, args: readonly string[], env: NodeJS.ProcessEnv, atMostMs: number): Promise<Run> {
  const { promise, resolve } = Promise.withResolvers<Run>();
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, CHROMIUM: '', TMPDIR: join(root, 'tmp') },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let isLate = false;
  const endAll = (): void => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  };
  const timer = setTimeout(() => {
    isLate = true;
    endAll();
  }, atMostMs);
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-200_000);
    });
  process.once('exit', endAll);
  child.on('exit', (code) => {
    process.off('exit', endAll);
    clearTimeout(timer);
    endAll();
    resolve({
      kind: isLate ? 'late' : code === 0 ? 'well' : 'badly',
      output,
      tookMs: performance.now() - began,
    });
  });
  return promise;
}

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

/** Test files that import a source, directly or not. */
export async function testsThatReach(root: string, files: readonly string[]): Promise<string[]> {
  const { output } = await run(root, [...jest, '--listTests', '--findRelatedTests', ...files], {}, 120_000);
  return output
    .split('\n')
    .filter((line) => line.startsWith(root))
    .map((line) => line.slice(root.length + 1));
}

/** Runs test files in this order, to the first failure. */
export function runTests(root: string, files: readonly string[], atMostMs: number): Promise<Run> {
  const options = ['--runInBand', '--bail', '--env', './test/mutations/fail-fast.ts'];
  const order = [
    '--testSequencer',
    './test/mutations/in-order.ts',
    '--cacheDirectory',
    join(root, 'tmp/jest'),
  ];
  return run(
    root,
    [...jest, ...options, ...order, '--runTestsByPath', ...files],
    { TEST_ORDER: files.join(',') },
    atMostMs,
  );
}

/** Whether the sources still have right types. */
export async function hasRightTypes(root: string): Promise<boolean> {
  const { kind } = await run(
    root,
    ['node_modules/typescript/lib/tsc.js', '-p', 'tsconfig.mutations.json'],
    {},
    120_000,
  );
  return kind === 'well';
}
