import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';

/** Slack accepts five minutes of difference; Bolt checks only the past. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const mostSkewSeconds = 5 * 60;
const silentForMs = 10 * 60_000;

export interface ClockSkew {
  isTimely(timestampSeconds: number): boolean;
  /** Says by how much a delivery that is surely Slack's is off; once in ten minutes, not for each. */
  warn(timestampSeconds: number): void;
}

/** A clock that is wrong makes every delivery look old, and Slack tells people only that the app failed. */
export function createClockSkew(clock: Clock, logger: Logger): ClockSkew {
  let silentUntil = Number.NEGATIVE_INFINITY;
  const skewSeconds = (timestampSeconds: number) => Math.round(clock.now() / 1000) - timestampSeconds;
  return {
    isTimely: (timestampSeconds) => Math.abs(skewSeconds(timestampSeconds)) <= mostSkewSeconds,
    warn(timestampSeconds) {
      if (clock.now() < silentUntil && silentUntil - clock.now() <= silentForMs) return;
      silentUntil = clock.now() + silentForMs;
      logger.warn(
        { aheadSeconds: skewSeconds(timestampSeconds) },
        'a delivery of Slack was refused: the clock of this machine differs from Slack’s by more than 5 minutes; set it',
      );
    },
  };
}
