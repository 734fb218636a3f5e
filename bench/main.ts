/** `npm run bench`: the app beside what people would use instead, measured in one run, printed as one table. */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from './figures.ts';
import { writeFigures } from './figures-of-docs.ts';
import { endConnections } from './load/post.ts';
import { machineNow } from './machine/machine.ts';
import { measures } from './measures/measures.ts';
import { type Effort, Stage } from './stage.ts';
import { tableOf } from './table.ts';

const usage = `Usage: npm run bench -- [options]

  --short        just enough to see that every measure works (a minute); its figures mean nothing
  --full         stores as large as the targets speak of: a million events, 100,000 workspaces (many minutes)
  --rounds N     interleaved rounds (default 3)
  --workspaces N workspaces of the day, instead of 1,000 (short), 10,000 or 100,000 (full)
  --only NAME    measures whose name has this in it; may be given several times
  --json         everything as JSON, on stdout; progress goes to stderr
  --table FILE   measures nothing: writes what --json printed into docs/performance.md; may be given several times
  --help         this

Measures: ${measures.map(({ name }) => name).join(', ')}.
Nothing fails by being slow: targets are printed beside the figures, met or missed.`;

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    workspaces: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    table: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const progress = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(): Promise<number> {
  const { short: isShort, full: isFull, only } = values;
  const rounds = Number(values.rounds ?? (isShort ? 1 : 3));
  const workspaces = values.workspaces === undefined ? null : Number(values.workspaces);
  const effort: Effort = { rounds, share: isShort ? 0.1 : 1, isShort, isFull, workspaces };
  const chosen = measures.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  if (
    chosen.length === 0 ||
    ![rounds, workspaces ?? 1].every((count) => Number.isInteger(count) && count > 0)
  ) {
    print(usage);
    return 2;
  }
  const before = machineNow();
  const figures: Figure[] = [];
  const broken: string[] = [];
  for (const measure of chosen) {
    const beganAt = performance.now();
    const stage = new Stage(effort, progress);
    try {
      figures.push(...(await measure.run(stage)));
    } catch (error) {
      broken.push(measure.name);
      progress(`${measure.name} could not be measured: ${error instanceof Error ? error.stack : error}`);
    } finally {
      await stage.end();
    }
    progress(`${measure.name}: ${((performance.now() - beganAt) / 1000).toFixed(1)} s`);
  }
  const after = machineNow();
  endConnections();
  print(
    values.json
      ? JSON.stringify({ before, after, effort, broken, figures }, null, 2)
      : tableOf(figures, before, after),
  );
  return broken.length === 0 ? 0 : 1;
}

if (values.help) print(usage);
else if (values.table.length > 0)
  writeFigures(fileURLToPath(new URL('../docs/performance.md', import.meta.url)), values.table);
else process.exitCode = await run();
