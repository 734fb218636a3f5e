import type { Figure } from './figures.ts';
import type { Machine } from './machine/machine.ts';
import { columns, type PeerName } from './peers/peers.ts';
import type { Spread } from './stats.ts';

/** Everything of one run, for the screen. */
export function tableOf(figures: readonly Figure[], before: Machine, after: Machine): string {
  const rows = [['', 'unit', ...columns, 'wanted', 'reached', ''], ...figures.map(rowOf)];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const [head = '', ...body] = lines;
  const load = `load ${before.load.toFixed(1)} before, ${after.load.toFixed(1)} after`;
  return [
    `Node ${before.node}, ${before.cores} cores, ${load}. Median of the rounds [least–greatest].`,
    'Only what stands in one line was taken under the same conditions; only ratios count.',
    '',
    head.trimEnd(),
    '-'.repeat(head.length),
    ...body.map((line) => line.trimEnd()),
  ].join('\n');
}

function rowOf({ measure, what, unit, of, target }: Figure): string[] {
  const cells = columns.map((peer: PeerName) => spreadText(of[peer]));
  const verdict = target === undefined ? '' : target.isMet ? 'met' : 'MISSED';
  return [`${measure}: ${what}`, unit, ...cells, target?.wanted ?? '', target?.reached ?? '', verdict];
}

function spreadText(spread: Spread | undefined): string {
  if (spread === undefined) return '';
  const { median, low, high } = spread;
  return low === high ? shortened(median) : `${shortened(median)} [${shortened(low)}–${shortened(high)}]`;
}

/** Three figures that mean something. */
export function shortened(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
