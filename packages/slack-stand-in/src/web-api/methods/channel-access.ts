import { type Channel, isAppIn, openDirectMessage, type Workspace } from '../../world/workspace.ts';

export type ChannelFound = { readonly channel: Channel } | { readonly refusal: string };

/** The conversation a bot token may see: private ones and other people's direct messages are `channel_not_found`. */
export function findVisibleChannel(workspace: Workspace, channelId: string): ChannelFound {
  const channel = workspace.channels.get(channelId);
  const isVisible = channel && (channel.kind === 'public' || isAppIn(workspace, channel));
  return isVisible ? { channel } : { refusal: 'channel_not_found' };
}

/** Where a message goes a channel may be named, with or without `#`, instead of its id. */
function idOfName({ channels }: Workspace, given: string): string {
  const name = given.replace(/^#/u, '');
  return channels.has(given) ? given : ([...channels.values()].find((one) => one.name === name)?.id ?? given);
}

/**
 * The conversation to post to, or Slack's refusal: archived, not a member, kept out by policy. A user id opens the
 * direct message. Source: docs.slack.dev/reference/methods/chat.postMessage.
 */
export function findChannelToPostTo(workspace: Workspace, channelId: string): ChannelFound {
  const user = workspace.users.get(channelId);
  if (user?.deleted) return { refusal: 'channel_not_found' };
  if (user?.is_bot) return { refusal: 'cannot_dm_bot' };
  const found = user
    ? { channel: openDirectMessage(workspace, user.id) }
    : findVisibleChannel(workspace, idOfName(workspace, channelId));
  if ('refusal' in found) return found;
  const { channel } = found;
  if (channel.isArchived) return { refusal: 'is_archived' };
  if (channel.isPostingRestricted) return { refusal: 'restricted_action' };
  if (channel.kind === 'im' && !workspace.isMessagesTabOn) return { refusal: 'messages_tab_disabled' };
  if (!isAppIn(workspace, channel) && !workspace.scopes.has('chat:write.public')) {
    return { refusal: 'not_in_channel' };
  }
  return found;
}
