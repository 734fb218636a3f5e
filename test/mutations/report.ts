import { readFileSync } from 'node:fs';
import type { Fate } from './judge.ts';
import { isOfWholeApp } from './stages.ts';

/** What became of one mutant, as it is kept between runs. */
export interface Result {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly fate: Fate;
  /** The test file that failed; null where none did. */
  readonly by: string | null;
}

export function readResults(path: string): Result[] {
  return JSON.parse(readFileSync(path, 'utf8')) as Result[];
}

const countOf = (results: readonly Result[], fate: Fate): number =>
  results.filter((one) => one.fate === fate).length;

/** Killed of all that could live, in per cent. What the compiler refuses could not. */
function scoreOf(results: readonly Result[]): string {
  const dead = countOf(results, 'killed') + countOf(results, 'late');
  return ((100 * dead) / Math.max(1, results.length - countOf(results, 'no-type'))).toFixed(1);
}

export function summaryOf(results: readonly Result[]): string {
  const [killed, late, untyped, survived] = (['killed', 'late', 'no-type', 'survived'] as const).map((fate) =>
    countOf(results, fate),
  );
  return `${results.length} mutants: ${killed} killed, ${late} killed by never ending, ${untyped} refused by the compiler, ${survived} survived; score ${scoreOf(results)} %`;
}

/**
 * The page in `docs/`: the numbers and every survivor with why it lives. `whys` are told by file and mutant; `seed` is
 * the one that drew the sample, `roomsOnly` whether the tests of the rest of the app were left out.
 */
export function pageOf(
  results: readonly Result[],
  whys: Readonly<Record<string, string>>,
  { seed, roomsOnly }: { readonly seed: number; readonly roomsOnly: boolean },
): string {
  const cell = (text: string): string => `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``;
  const rows = results
    .filter(({ fate }) => fate === 'survived')
    .toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
    .map((one) => {
      const why = whys[`${one.file} ${one.name}`] ?? '**a gap**: no test tells yet';
      return `| \`${one.file.replace(/^src\//, '')}:${one.line}\` | ${cell(one.name)} | ${why} |`;
    });
  const byWholeApp = results.filter(({ by }) => by !== null && isOfWholeApp(by)).length;
  const run = roomsOnly
    ? `the change and belong to the same rooms. Those of the rest of the app, its journeys and processes and Slack's side, were
left out: what lives here may still die there.`
    : `the change: first those of the parts, and what survives them once more on those of the whole app, its journeys and
processes and Slack's side. All of them belong to \`npm test\`; the storms and the browser are left out.`;
  const needed = roomsOnly
    ? ''
    : ` ${byWholeApp === 0 ? 'None' : byWholeApp} of the killed needed the tests of the whole app.`;
  return `# Mutations

<!-- Made by \`npm run mutations -- --report\`; the reasons stand in test/mutations/whys.json. -->

A test that never fails proves nothing. \`npm run mutations\` changes the sources of \`leaving/\`, \`wasend/\`, \`storage/\`
and \`workspaces/\` one small thing at a time, in a copy of the tree: a comparison, a number, a condition, a word of a
union, a fallback, an item of a list, a statement, an operator or a condition in SQL. Then it runs the tests that reach
${run}

Mutants are drawn by a seed: this sample by seed ${seed}, after the tests were written.

${summaryOf(results)}.${needed}

What the compiler refuses could never run, and does not count. A mutant never ends when its tests take a minute and six
times as long as without it. The score is that of the first pass; nothing was judged again.

| where | mutant: ⟦was → became⟧ | why it lives |
|---|---|---|
${rows.join('\n')}
`;
}
