import type { LeaveAnswer } from '../outcome.ts';

/** How fast leave calls may go out. */
export interface Pace {
  /** Leave calls allowed in any window, for one API key. */
  readonly limit: number;
  readonly windowMs: number;
  /** Between the calls of a long request, a random gap from this range: numbers have been banned for leaving fast. */
  readonly bulkGapMs: { readonly from: number; readonly to: number };
}

/** A request of more groups than this keeps the bulk gap between its calls. */
export const mostGroupsWithoutGap = 5;

/** WhatsApp's own `rate-overlimit` rests the whole lane this long. */
const whatsappPauseMs = 15 * 60_000;

/** Milliseconds between this call and the next of the same request. `random` answers from 0 up to 1. */
export function gapAfterCallMs(groupCount: number, pace: Pace, random: () => number): number {
  if (groupCount <= mostGroupsWithoutGap) return 0;
  return Math.round(pace.bulkGapMs.from + random() * (pace.bulkGapMs.to - pace.bulkGapMs.from));
}

/** The pace of one request: the workspace's own gap, as it was when it was asked for, in place of the deployment's. */
export function paceOf(ask: { readonly gapMs?: Pace['bulkGapMs'] | undefined }, pace: Pace): Pace {
  return ask.gapMs === undefined ? pace : { ...pace, bulkGapMs: ask.gapMs };
}

/** Until when an answer closes the whole lane (epoch milliseconds), or null when it does not. */
export function laneClosedUntil(answer: LeaveAnswer, now: number): number | null {
  if (answer.class === 'whatsapp-limited') return now + whatsappPauseMs;
  if (answer.class === 'rate-limited') return now + (answer.retryAfterMs ?? 60_000);
  return null;
}

/** Milliseconds that `groupCount` leaves take at most at this pace, from the first call on an idle lane. */
export function expectedDurationMs(groupCount: number, pace: Pace): number {
  const fullWindows = Math.floor((groupCount - 1) / pace.limit);
  if (groupCount <= mostGroupsWithoutGap) return fullWindows * pace.windowMs;
  const averageGapMs = (pace.bulkGapMs.from + pace.bulkGapMs.to) / 2;
  return Math.max(fullWindows * pace.windowMs, (groupCount - 1) * averageGapMs);
}
