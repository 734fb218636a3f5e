import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Judge } from './judge.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { pageOf, type Result, readResults, summaryOf } from './report.ts';
import { sample } from './sample.ts';
import { createScratchTree } from './scratch-tree.ts';
import { CleanRuns, isOfRooms, isOfWholeApp } from './stages.ts';

/**
 * `npm run mutations`: changes the sources one small thing at a time, in a copy of the tree, and runs the tests that
 * reach the change. What no test notices is a survivor.
 */
const { values: options } = parseArgs({
  options: {
    /** Folders or files of the sources. */
    only: {
      type: 'string',
      multiple: true,
      default: ['src/leaving', 'src/wasend', 'src/storage', 'src/workspaces'],
    },
    /** Only mutants whose name this finds. */
    match: { type: 'string', default: '' },
    sample: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    /** Test files that are not run. */
    'leave-out': {
      type: 'string',
      default: String.raw`\.(storm|browser)\.|^packages/|^test/mutations/`,
    },
    /** Runs, or reports of, the tests of the changed rooms alone, without those of the rest of the app. */
    'rooms-only': { type: 'boolean', default: false },
    /** A test file that takes longer is not used. */
    'slowest-s': { type: 'string', default: '60' },
    /** How long the tests of one mutant may take together; the nearest come first. */
    'patience-s': { type: 'string', default: '120' },
    /** The same for the tests of the whole app, which are tried on what survives the others. */
    'patience-for-whole-app-s': { type: 'string', default: '120' },
    /** Results of an earlier run: its survivors are judged again, the others stay as they are. */
    again: { type: 'string' },
    /** Where results are kept. */
    json: { type: 'string' },
    /** Makes the page in \`docs/\` of the results kept there, and runs nothing. */
    report: { type: 'string' },
  },
});
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const keyOf = ({ file, name }: Pick<Mutant, 'file' | 'name'>): string => `${file} ${name}`;

if (options.report === undefined) await judgeAll();
else {
  const whys = JSON.parse(readFileSync('test/mutations/whys.json', 'utf8')) as Record<string, string>;
  writeFileSync(
    'docs/mutations.md',
    pageOf(readResults(options.report), whys, {
      seed: Number(options.seed),
      roomsOnly: options['rooms-only'],
    }),
  );
}

async function judgeAll(): Promise<void> {
  const before = options.again === undefined ? [] : readResults(options.again);
  const results: Result[] = before.filter(({ fate }) => fate !== 'survived');
  const drawn = draw(before);
  const tree = createScratchTree();
  process.once('exit', tree.remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const leftOut = new RegExp(options['leave-out']);
  say(`${drawn.length} mutants in ${new Set(drawn.map(({ file }) => file)).size} files.`);
  const clean = new CleanRuns(tree.root, Number(options['slowest-s']) * 1_000, say);
  const judge = new Judge(tree, clean, [
    {
      has: (test) =>
        !leftOut.test(test) && !isOfWholeApp(test) && (!options['rooms-only'] || isOfRooms(test)),
      patienceMs: Number(options['patience-s']) * 1_000,
    },
    {
      has: (test) => !leftOut.test(test) && isOfWholeApp(test) && !options['rooms-only'],
      patienceMs: Number(options['patience-for-whole-app-s']) * 1_000,
    },
  ]);
  for (const [index, mutant] of drawn.entries()) {
    const { file, name, line } = mutant;
    const { fate, by } = await judge.judge(mutant);
    results.push({ file, name, line, fate, by });
    say(`${index + 1} ${fate}${by === null ? '' : ` by ${by}`}: ${file}:${line} ${name}`);
    if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(results, null, 1));
  }
  process.stdout.write(`${summaryOf(results)}\n`);
}

function draw(before: readonly Result[]): Mutant[] {
  const isWanted = (file: string): boolean =>
    options.only.some((path) => file === path || file.startsWith(`${path}/`));
  const pattern = new RegExp(options.match);
  const all = globSync('src/**/*.ts')
    .filter(isWanted)
    .toSorted()
    .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')))
    .filter(({ name }) => pattern.test(name));
  if (options.again === undefined) return sample(all, Number(options.sample), Number(options.seed));
  const survivors = new Set(before.filter(({ fate }) => fate === 'survived').map(keyOf));
  return all.filter((mutant) => survivors.has(keyOf(mutant)));
}
