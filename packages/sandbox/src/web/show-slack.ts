import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import type { OpenView } from '@wasend-slack/slack-stand-in/view-store.ts';
import type { Channel, User, Workspace } from '@wasend-slack/slack-stand-in/workspace.ts';
import type { Role, ShownChannel, ShownUser, ShownView, ShownWorkspace } from './protocol.ts';

/** Both workspaces as they are now: people with what they have open, channels with what was posted. */
export function showSlack(slack: SlackStandIn): ShownWorkspace[] {
  return slack.world.workspaces.map((workspace) => ({
    id: workspace.id,
    name: workspace.name,
    botUserId: workspace.botUserId,
    users: [...workspace.users.values()].filter(canAct).map((user) => showUser(slack, user)),
    channels: [...workspace.channels.values()].map((channel) => showChannel(slack, workspace, channel)),
    userGroups: [...workspace.userGroups.values()].map(({ id, handle }) => ({ id, handle })),
  }));
}

function canAct({ deleted, is_bot: isBot }: User): boolean {
  return deleted !== true && isBot !== true;
}

function showUser({ world }: SlackStandIn, user: User): ShownUser {
  const home = world.homeOf(user.id);
  return {
    id: user.id,
    name: user.realName ?? user.name,
    role: roleOf(user),
    modals: world.viewsOf(user.id).map(showView),
    home: home === undefined ? null : showView(home),
  };
}

function roleOf(user: User): Role {
  if (user.homeWorkspace !== undefined) return 'other organisation';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  if (user.is_owner || user.is_primary_owner) return 'owner';
  return user.is_admin ? 'admin' : 'member';
}

function showView({ id, content, state, errors, failure }: OpenView): ShownView {
  return { id, content, state, errors, failure };
}

function showChannel({ world }: SlackStandIn, workspace: Workspace, channel: Channel): ShownChannel {
  const messages = world.messages.all.filter(
    (message) => message.channelId === channel.id && message.deletedAt === null,
  );
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    members: [...channel.members],
    isAppIn: channel.members.has(workspace.botUserId),
    isArchived: channel.isArchived,
    messages: messages.map(({ ts, threadTs, onlyFor, text, blocks, edits }) => ({
      ts,
      threadTs,
      onlyFor,
      text,
      blocks,
      edits: edits.length,
    })),
  };
}
