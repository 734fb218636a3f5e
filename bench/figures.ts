import type { PeerName } from './peers/peers.ts';
import { type Spread, spreadOf } from './stats.ts';

/** One line of the table: one thing that was measured, for every peer it applies to. */
export interface Figure {
  readonly measure: string;
  readonly what: string;
  /** `ms`, `/s`, `MB`, `KiB`, `%`, or empty for plain counts. */
  readonly unit: string;
  readonly of: Readonly<Partial<Record<PeerName, Spread>>>;
  readonly target?: Judged;
}

/** What was to be reached, the figure that it is held against, and whether it was. Nothing ever fails by it. */
export interface Judged {
  readonly wanted: string;
  readonly reached: string;
  readonly isMet: boolean;
}

/** Values by peer, one for each round. */
export class Rounds {
  readonly #values = new Map<PeerName, number[]>();

  add(peer: PeerName, value: number): void {
    this.#values.set(peer, [...(this.#values.get(peer) ?? []), value]);
  }

  of(peer: PeerName): readonly number[] {
    return this.#values.get(peer) ?? [];
  }

  spreads(): Partial<Record<PeerName, Spread>> {
    const spreads: Partial<Record<PeerName, Spread>> = {};
    for (const [peer, values] of this.#values) {
      const spread = spreadOf(values);
      if (spread !== null) spreads[peer] = spread;
    }
    return spreads;
  }

  /** Ours over another, round by round, so that what slowed a whole round down cancels out. */
  ratio(over: PeerName): Spread | null {
    const others = this.of(over);
    return spreadOf(this.of('ours').map((value, round) => value / (others[round] ?? Number.NaN)));
  }
}

/** Ours may take so many times what the other takes. */
export function atMostTimes(rounds: Rounds, over: PeerName, times: number): Judged | undefined {
  const ratio = rounds.ratio(over);
  if (ratio === null) return undefined;
  return {
    wanted: `≤ ${times} × ${over}`,
    reached: `${ratio.median.toFixed(2)} × [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}]`,
    isMet: ratio.median <= times,
  };
}

/** Ours must give at least so many times what the other gives. */
export function atLeastTimes(rounds: Rounds, over: PeerName, times: number): Judged | undefined {
  const judged = atMostTimes(rounds, over, times);
  if (judged === undefined) return undefined;
  return {
    ...judged,
    wanted: `≥ ${times} × ${over}`,
    isMet: (rounds.ratio(over)?.median ?? 0) >= times,
  };
}

/** Ours itself may be at most so much. */
export function atMost(spread: Spread | null | undefined, most: number, unit: string): Judged | undefined {
  if (spread == null) return undefined;
  const { median } = spread;
  return { wanted: `≤ ${most} ${unit}`.trim(), reached: median.toFixed(2), isMet: median <= most };
}

export function atLeast(spread: Spread | null | undefined, least: number, unit: string): Judged | undefined {
  if (spread == null) return undefined;
  const { median } = spread;
  return { wanted: `≥ ${least} ${unit}`.trim(), reached: median.toFixed(2), isMet: median >= least };
}

/** The figure with its target, where there is one to hold it against. */
export function figure(
  head: Pick<Figure, 'measure' | 'what' | 'unit'>,
  rounds: Rounds,
  target?: Judged,
): Figure {
  return { ...head, of: rounds.spreads(), ...(target === undefined ? {} : { target }) };
}
