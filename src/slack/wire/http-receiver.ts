import { HTTPReceiver, type Logger as SlackLogger } from '@slack/bolt';

export const eventsPath = '/slack/events';

/** Far above Slack's largest payload, a view of a hundred blocks; held before anybody has proved to be Slack. */
export const mostBodyBytes = 500_000;

/**
 * Slack has hung up after three seconds. Bolt would answer 404 then, in the place of an ack that is only late: on record
 * by then, and told as such to whoever still listens.
 */
const unhandledRequestTimeoutMillis = 60_000;

/** Bolt's own receiver for parsing, signatures and acks; it is not started, our server hands it the requests. */
export function createHttpReceiver(signingSecret: string, logger: SlackLogger): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    logger,
    endpoints: eventsPath,
    bodyLimit: mostBodyBytes,
    unhandledRequestTimeoutMillis,
  });
}
