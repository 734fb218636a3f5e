import bolt, { type Logger } from '@slack/bolt';

/** Says nothing: losing connections and refusing requests is part of the tests, and Bolt logs each. */
export const quietLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => bolt.LogLevel.ERROR,
  setName: () => undefined,
};
