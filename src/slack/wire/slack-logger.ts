import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../logger.ts';

/**
 * Slack's SDK writes whole payloads, response addresses and socket tickets at `debug`; those lines are dropped here,
 * whatever our own level is.
 */
export function createSlackLogger(logger: Logger): SlackLogger {
  const line = (parts: unknown[]): string => parts.map(String).join(' ');
  return {
    debug: () => {},
    info: (...parts) => logger.debug(line(parts)),
    warn: (...parts) => logger.warn(line(parts)),
    error: (...parts) => logger.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
