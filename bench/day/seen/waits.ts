import { quantile } from '../../stats.ts';

/** How long some waited, in milliseconds. */
export interface Waits {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
}

/** Of spans that have both ends. */
export function waitsOf<T>(
  all: Iterable<T>,
  from: (one: T) => number | null,
  to: (one: T) => number | null,
): Waits {
  const spans: number[] = [];
  for (const one of all) {
    const [began, ended] = [from(one), to(one)];
    if (began !== null && ended !== null) spans.push(ended - began);
  }
  spans.sort((one, other) => one - other);
  const at = (share: number): number => quantile(spans, share);
  return { count: spans.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1) };
}

const windowMs = 60_000;
const limit = 10;
/** Shorter backlogs are over before the pace is felt. */
const leastCalls = 30;

/**
 * Shares of the pace that lanes used while they had calls to make all the time: of each unbroken run of calls, none more
 * than a window apart, the time that its calls need at least over the time they took.
 */
export function usesOfThePace(lanes: Iterable<readonly number[]>): number[] {
  const uses: number[] = [];
  for (const calls of lanes) {
    let run: number[] = [];
    for (const at of [...calls, Number.POSITIVE_INFINITY]) {
      const last = run.at(-1);
      if (last !== undefined && at - last > windowMs + 5_000) {
        if (run.length >= leastCalls) uses.push(useOf(run));
        run = [];
      }
      run.push(at);
    }
  }
  return uses;
}

function useOf(run: readonly number[]): number {
  const lastOfFull = run[run.length - limit] ?? Number.NaN;
  const needsMs = ((run.length - limit) / limit) * windowMs;
  return Math.min(1, needsMs / (lastOfFull - (run[0] ?? Number.NaN)));
}
