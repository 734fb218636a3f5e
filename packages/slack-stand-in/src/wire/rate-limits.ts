/** Slack's tiers: calls per minute, per method and workspace. Source: docs.slack.dev/apis/web-api/rate-limits. */
export type Tier = 1 | 2 | 3 | 4 | 'none' | 'one-a-second-per-channel';

const callsPerMinute: Readonly<Record<1 | 2 | 3 | 4, number>> = { 1: 1, 2: 20, 3: 50, 4: 100 };

/** Sliding windows over the calls that were let through. */
export interface RateLimits {
  /** Counts the call when there is room, and answers 0; otherwise answers the seconds to wait. */
  take(tier: Tier, method: string, workspaceId: string, channelId: string): number;
}

export function createRateLimits(now: () => number): RateLimits {
  const taken = new Map<string, number[]>();
  return {
    take(tier, method, workspaceId, channelId) {
      if (tier === 'none') return 0;
      const isPerChannel = tier === 'one-a-second-per-channel';
      const windowMs = isPerChannel ? 1000 : 60_000;
      const room = isPerChannel ? 1 : callsPerMinute[tier];
      const key = [method, workspaceId, isPerChannel ? channelId : ''].join(' ');
      const at = now();
      const recent = (taken.get(key) ?? []).filter((time) => time > at - windowMs);
      const [oldest = at] = recent;
      if (recent.length >= room) return Math.max(1, Math.ceil((oldest + windowMs - at) / 1000));
      taken.set(key, [...recent, at]);
      return 0;
    },
  };
}
