import { countOf } from './counts.ts';

/** A time in each reader's own zone. `at` is epoch milliseconds. */
export function slackDate(at: number, format = '{time}'): string {
  const fallback = new Date(at).toISOString().replace('T', ' ').slice(0, 16);
  return `<!date^${Math.floor(at / 1000)}^${format}|${fallback} UTC>`;
}

const halfDayMs = 12 * 60 * 60_000;

/** A clock time; with its day beside it where the time alone could be taken for another day's. */
export function clock(at: number, now: number): string {
  return Math.abs(at - now) > halfDayMs ? slackDate(at, '{date_short_pretty} {time}') : slackDate(at);
}

/** A clock time to the second: only for what lies seconds ahead, or for two things that were seconds apart. */
export function clockToTheSecond(at: number, now: number): string {
  return Math.abs(at - now) > halfDayMs
    ? slackDate(at, '{date_short_pretty} {time_secs}')
    : slackDate(at, '{time_secs}');
}

/** `30 seconds`, `4 minutes`, `2 hours`: rounded up, for waiting. */
export function span(ms: number): string {
  if (ms < 60_000) return countOf(Math.max(1, Math.ceil(ms / 1_000)), 'second');
  if (ms < 90 * 60_000) return countOf(Math.ceil(ms / 60_000), 'minute');
  return countOf(Math.ceil(ms / 3_600_000), 'hour');
}
