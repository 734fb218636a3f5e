import type { ChannelId } from '../../leaving/ids.ts';

/** `in #sales`, drawn by Slack; a direct message has no name that others could read. */
export function inPlace(channelId: ChannelId): string {
  return channelId.startsWith('D') ? 'in a direct message' : `in <#${channelId}>`;
}
