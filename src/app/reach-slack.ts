import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { Logger } from '../logger.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

export interface Patience {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where Slack is, for the log: a name that does not resolve is found by it. */
  readonly apiUrl: string;
  readonly isStopping: () => boolean;
}

/**
 * Does what needs Slack until Slack answers, with growing pauses or those Slack asks for. Answers null when the app is
 * stopped meanwhile. Throws ConfigError alone: a refusal is all that no waiting mends.
 */
export async function untilReached<T>(reach: () => Promise<T>, patience: Patience): Promise<T | null> {
  const { clock, logger, apiUrl, isStopping } = patience;
  const host = new URL(apiUrl).host;
  for (let pauseMs = firstPauseMs; !isStopping(); pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await reach();
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      const askedMs = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
      const delayMs = Math.max(pauseMs, Math.min(askedMs, longestPauseMs));
      logger.warn({ error, host, delayMs }, 'Slack cannot be reached; trying on');
      await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    }
  }
  return null;
}
