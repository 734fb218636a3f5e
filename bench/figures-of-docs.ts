import { readFileSync, writeFileSync } from 'node:fs';
import type { Figure } from './figures.ts';
import type { Machine } from './machine/machine.ts';
import { columns } from './peers/peers.ts';
import type { Spread } from './stats.ts';
import { shortened } from './table.ts';

/** What `--json` prints. */
interface Run {
  readonly before: Machine;
  readonly after: Machine;
  readonly figures: readonly Figure[];
}

const begin = '<!-- figures: written by npm run bench -- --table -->';
const end = '<!-- /figures -->';

/**
 * Puts the figures of one or several runs, as `--json` printed them, between the two marks of a page. Where runs measured
 * the same, the last one counts. Throws where the page has no marks.
 */
export function writeFigures(page: string, files: readonly string[]): void {
  const runs = files.map(runIn);
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${page} has no place for figures`);
  writeFileSync(page, `${text.slice(0, from)}${begin}\n\n${markdownOf(runs)}\n\n${text.slice(to)}`);
}

/** npm puts its own lines before what a script prints. */
function runIn(file: string): Run {
  const text = readFileSync(file, 'utf8');
  return JSON.parse(text.slice(text.indexOf('{'))) as Run;
}

function markdownOf(runs: readonly Run[]): string {
  const figures = new Map<string, Figure>();
  for (const run of runs) for (const one of run.figures) figures.set(`${one.measure}: ${one.what}`, one);
  const machines = [...new Set(runs.map(({ before }) => `Node ${before.node}, ${before.cores} cores`))];
  const loads = runs.flatMap(({ before, after }) => [before.load, after.load]);
  const load = `load from ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)} around the measures`;
  const judged = [...figures.values()].flatMap(({ target }) => (target === undefined ? [] : [target.isMet]));
  const rows = [...figures].map(([name, one]) => rowOf(name, one));
  return [
    `${machines.join('; ')}; ${load}. Medians of the rounds; ${judged.filter(Boolean).length} of ${judged.length} targets met.`,
    '',
    `| figure | unit | ${columns.join(' | ')} | reached | wanted | |`,
    `|---|---|${columns.map(() => '---:|').join('')}---:|---|---|`,
    ...rows,
  ].join('\n');
}

function rowOf(name: string, { unit, of, target }: Figure): string {
  const cells = columns.map((peer) => medianOf(of[peer]));
  const { wanted = '', reached = '' } = target ?? {};
  const verdict = target === undefined ? '' : target.isMet ? 'met' : '**missed**';
  return `| ${[name, unit, ...cells, reached, wanted, verdict].join(' | ')} |`;
}

function medianOf(spread: Spread | undefined): string {
  return spread === undefined ? '' : shortened(spread.median);
}
