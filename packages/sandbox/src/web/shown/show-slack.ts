import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import type { OpenView } from '@wasend-slack/slack-stand-in/world/view-store.ts';
import type { Channel, User, Workspace } from '@wasend-slack/slack-stand-in/world/workspace.ts';
import type { Role, ShownChannel, ShownMessage, ShownUser, ShownView, ShownWorkspace } from '../protocol.ts';
import type { Chatter } from './chatter.ts';
import type { Tabs } from './tabs.ts';

interface Seen {
  readonly slack: SlackStandIn;
  readonly chatter: Chatter;
  readonly tabs: Tabs;
}

/** Both workspaces as they are now: people with what they have open, channels with what was posted. */
export function showSlack(seen: Seen): ShownWorkspace[] {
  return seen.slack.world.workspaces.map((workspace) => ({
    id: workspace.id,
    name: workspace.name,
    botUserId: workspace.botUserId,
    users: [...workspace.users.values()].filter(canAct).map((user) => showUser(seen, user)),
    channels: [...workspace.channels.values()].map((channel) => showChannel(seen, workspace, channel)),
    userGroups: [...workspace.userGroups.values()].map(({ id, handle }) => ({ id, handle })),
  }));
}

function canAct({ deleted, is_bot: isBot }: User): boolean {
  return deleted !== true && isBot !== true;
}

function showUser({ slack: { world }, tabs }: Seen, user: User): ShownUser {
  const home = world.homeOf(user.id);
  return {
    id: user.id,
    name: user.realName ?? user.name,
    role: roleOf(user),
    modals: world.viewsOf(user.id).map((view) => showView(view, tabs.tabOf(view))),
    home: home === undefined ? null : showView(home, null),
  };
}

function roleOf(user: User): Role {
  if (user.homeWorkspace !== undefined) return 'other organisation';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  if (user.is_owner || user.is_primary_owner) return 'owner';
  return user.is_admin ? 'admin' : 'member';
}

function showView({ id, content, state, errors, failure }: OpenView, tab: string | null): ShownView {
  return { id, tab, content, state, errors, failure };
}

function showChannel(
  { slack: { world }, chatter }: Seen,
  workspace: Workspace,
  channel: Channel,
): ShownChannel {
  const posted = world.messages.all
    .filter((message) => message.channelId === channel.id && message.deletedAt === null)
    .map(({ ts, threadTs, onlyFor, text, blocks, edits }) => ({
      ts,
      threadTs,
      userId: null,
      onlyFor,
      text,
      blocks,
      edits: edits.length,
    }));
  const said = chatter.all
    .filter(({ channelId }) => channelId === channel.id)
    .map(({ ts, threadTs, userId, text }) => ({
      ts,
      threadTs,
      userId,
      onlyFor: null,
      text,
      blocks: [],
      edits: 0,
    }));
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    members: [...channel.members],
    isAppIn: channel.members.has(workspace.botUserId),
    isArchived: channel.isArchived,
    messages: said.length === 0 ? posted : [...posted, ...said].toSorted(byTime),
  };
}

function byTime(one: ShownMessage, other: ShownMessage): number {
  return Number(one.ts) - Number(other.ts);
}
