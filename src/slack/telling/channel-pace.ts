/** Slack takes one message a second in a channel. https://docs.slack.dev/apis/web-api/rate-limits */
const betweenMs = 1_000;

/** Spaces posts and edits of one channel. */
export interface ChannelPace {
  /** Takes the channel's turn and answers null, or answers when the next one is (epoch milliseconds). */
  take(channel: string, now: number): number | null;
}

export function createChannelPace(): ChannelPace {
  const freeAt = new Map<string, number>();
  return {
    take(channel, now) {
      const at = freeAt.get(channel) ?? 0;
      if (at > now) return at;
      for (const [other, otherAt] of freeAt) if (otherAt <= now) freeAt.delete(other);
      freeAt.set(channel, now + betweenMs);
      return null;
    },
  };
}
