import type { Judged, Rounds } from '../../figures.ts';
import type { PeerName } from '../../peers/peers.ts';
import { spreadOf } from '../../stats.ts';

/** The two that are compared, by their columns. */
export const sqlite: PeerName = 'ours';
export const postgres: PeerName = 'ours-postgres';

/** What each store may take at most; met where every store that was measured keeps to it. */
export function atMostEach(
  rounds: Rounds,
  most: Readonly<Record<'sqlite' | 'postgres', number>>,
  unit: string,
): Judged {
  const medians = [
    { median: spreadOf(rounds.of(sqlite))?.median, most: most.sqlite },
    { median: spreadOf(rounds.of(postgres))?.median, most: most.postgres },
  ].flatMap(({ median, most }) => (median === undefined ? [] : [{ median, most }]));
  const wanted = most.sqlite === most.postgres ? `${most.sqlite}` : `${most.sqlite} and ${most.postgres}`;
  return {
    wanted: `≤ ${wanted} ${unit}`,
    reached: medians.map(({ median }) => median.toFixed(1)).join(' and '),
    isMet: medians.every((one) => one.median <= one.most),
  };
}
