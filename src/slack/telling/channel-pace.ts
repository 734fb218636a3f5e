/** Slack takes one message a second in a channel. https://docs.slack.dev/apis/web-api/rate-limits */
const betweenMs = 1_000;

/** Spaces posts and edits of one channel. */
export interface ChannelPace {
  /** Takes the channel's turn and answers null, or answers when the next one is (epoch milliseconds). */
  take(channel: string): Promise<number | null>;
}

/** `turn` spaces what has one name, whichever process does it. */
export function createChannelPace(
  turn: (name: string, betweenMs: number) => Promise<number | null>,
): ChannelPace {
  return { take: (channel) => turn(`channel ${channel}`, betweenMs) };
}
