import type { ChannelSeed, UserGroupSeed, UserSeed, WorkspaceSeed } from './world-seed.ts';

export type User = UserSeed;

/** A conversation. The flags and members may be changed by a test at any time, as people do in Slack. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  /** Set on direct messages: the person the app talks with there. */
  readonly withUser?: string;
  readonly members: Set<string>;
  isArchived: boolean;
  /** True where a posting policy keeps the app out. */
  isPostingRestricted: boolean;
  /** True where another organisation is in it too, by Slack Connect. */
  isSharedOutside: boolean;
}

/** A workspace and what is in it now. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly enterprise: WorkspaceSeed['enterprise'] | undefined;
  botToken: string;
  readonly scopes: Set<string>;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly userGroups: Map<string, UserGroupSeed>;
  /** What every call with the bot token is refused with, such as `token_revoked`; null while installed. */
  tokenRefusal: string | null;
  isHomeTabOn: boolean;
  isMessagesTabOn: boolean;
}

const allScopes: readonly string[] = [
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'team:read',
  'usergroups:read',
  'users:read',
];

/** A living workspace from its seed; the seed stays as it is. */
export function createWorkspace(seed: WorkspaceSeed): Workspace {
  return {
    id: seed.id,
    name: seed.name,
    domain: seed.domain,
    botUserId: seed.botUserId,
    botId: seed.botId,
    enterprise: seed.enterprise,
    botToken: seed.botToken,
    scopes: new Set(seed.scopes ?? allScopes),
    users: new Map(seed.users.map((user) => [user.id, user])),
    channels: new Map(seed.channels.map((channel) => [channel.id, createChannel(channel)])),
    userGroups: new Map((seed.userGroups ?? []).map((group) => [group.id, group])),
    tokenRefusal: null,
    isHomeTabOn: true,
    isMessagesTabOn: true,
  };
}

function createChannel(seed: ChannelSeed): Channel {
  return {
    id: seed.id,
    name: seed.name,
    kind: seed.isPrivate ? 'private' : 'public',
    members: new Set(seed.members),
    isArchived: seed.isArchived ?? false,
    isPostingRestricted: false,
    isSharedOutside: seed.isSharedOutside ?? false,
  };
}

/** The direct message channel of the app and a person, opened when there is none yet. */
export function openDirectMessage(workspace: Workspace, userId: string): Channel {
  const open = findDirectMessage(workspace, userId);
  if (open) return open;
  const channel: Channel = {
    id: `D${userId.slice(1)}`,
    name: 'directmessage',
    kind: 'im',
    withUser: userId,
    members: new Set([userId, workspace.botUserId]),
    isArchived: false,
    isPostingRestricted: false,
    isSharedOutside: false,
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

export function findDirectMessage(workspace: Workspace, userId: string): Channel | undefined {
  return [...workspace.channels.values()].find(({ withUser }) => withUser === userId);
}

export function isAppIn(workspace: Workspace, channel: Channel): boolean {
  return channel.members.has(workspace.botUserId);
}
