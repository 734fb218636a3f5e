/** How fast leave calls may go out, for one API key. */
export interface Pace {
  /** Leave calls allowed in any window. */
  readonly limit: number;
  readonly windowMs: number;
}

/** A range of milliseconds from which one gap is drawn. */
export interface GapMs {
  readonly from: number;
  readonly to: number;
}

/** From this call of a number on, in `restMs`, each waits a gap: numbers have been banned for leaving fast. */
export const firstCallWithGap = 5;

/** A number that was idle this long, or twice its longest gap, begins anew. */
export const restMs = 15 * 60_000;

/** WhatsApp's own `rate-overlimit` rests the number this long. */
export const numberRestMs = 15 * 60_000;

/** A session that starts is asked again after this. */
export const sessionStartMs = 15_000;

/** A session whose number could not be read is read again after this. */
export const numberUnreadMs = 60_000;

/** A wait for another ask ends after this long, and at least two tries. */
export const patienceMs = 60 * 60_000;
export const leastTries = 2;

/** One gap out of the range. `random` answers from 0 up to 1. */
export function drawGapMs({ from, to }: GapMs, random: () => number): number {
  return Math.round(from + random() * (to - from));
}

/** How long a lane backs off after asks that never left this machine: 5 s, doubling, at most 60 s. */
export function backOffMs(tries: number): number {
  return Math.min(60_000, 5_000 * 2 ** Math.max(0, tries - 1));
}
