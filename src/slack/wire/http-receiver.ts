import { HTTPReceiver, type Logger as SlackLogger } from '@slack/bolt';

export const eventsPath = '/slack/events';

/** Far above Slack's largest payload, a view of a hundred blocks; held before anybody has proved to be Slack. */
export const mostBodyBytes = 500_000;

/** Bolt's own receiver for parsing, signatures and acks; it is not started, our server hands it the requests. */
export function createHttpReceiver(signingSecret: string, logger: SlackLogger): HTTPReceiver {
  return new HTTPReceiver({ signingSecret, logger, endpoints: eventsPath, bodyLimit: mostBodyBytes });
}
