/** A person or bot, in the words of users.info. Left-out flags are false. */
export interface UserSeed {
  readonly id: string;
  readonly name: string;
  readonly realName?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  /** Acts although deactivated or a bot, which Slack itself would not let them: an app must not rely on that. */
  readonly canStillAct?: boolean;
  /** An admin of the whole Enterprise organisation, not only of this workspace. */
  readonly isOrganisationAdmin?: boolean;
  /** The workspace of somebody from another organisation, met in a shared channel. */
  readonly homeWorkspace?: string;
  readonly tz?: string;
  /** Seconds east of UTC. */
  readonly tz_offset?: number;
  readonly locale?: string;
}

export interface ChannelSeed {
  readonly id: string;
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** Shared with another organisation by Slack Connect. */
  readonly isSharedOutside?: boolean;
  /** Users in it; the app is in it when its bot user is. */
  readonly members: readonly string[];
}

export interface UserGroupSeed {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
  readonly isDisabled?: boolean;
}

/** One workspace with the app installed. Ids of users, channels and groups are unique over all workspaces. */
export interface WorkspaceSeed {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
  /** Scopes granted to the bot token; without it, all but `chat:write.public`. */
  readonly scopes?: readonly string[];
  /** The Enterprise organisation it belongs to; with `isOrgInstall` the app is installed for all of it. */
  readonly enterprise?: { readonly id: string; readonly name: string; readonly isOrgInstall: boolean };
  readonly users: readonly UserSeed[];
  readonly channels: readonly ChannelSeed[];
  readonly userGroups?: readonly UserGroupSeed[];
}

export interface WorldSeed {
  readonly appId?: string;
  readonly appName?: string;
  /** The app-level token that opens Socket Mode connections. */
  readonly appToken?: string;
  readonly workspaces: readonly WorkspaceSeed[];
}

/** The default workspace: T0AGENCY, with an admin, an owner, a member, a guest, someone who left, and the bot. */
export function agencyWorkspace(overrides: Partial<WorkspaceSeed> = {}): WorkspaceSeed {
  const everyone = ['U0ADMIN', 'U0OWNER', 'U0MEMBER', 'U0GUEST'];
  return {
    id: 'T0AGENCY',
    name: 'Agency',
    domain: 'agency',
    botToken: 'xoxb-stand-in-1',
    botUserId: 'U0BOT',
    botId: 'B0APP',
    users: [
      { id: 'U0ADMIN', name: 'ada', realName: 'Ada Admin', is_admin: true },
      { id: 'U0OWNER', name: 'olu', realName: 'Olu Owner', is_admin: true, is_owner: true },
      { id: 'U0MEMBER', name: 'mei', realName: 'Mei Member' },
      { id: 'U0GUEST', name: 'gus', realName: 'Gus Guest', is_restricted: true },
      { id: 'U0GONE', name: 'lou', realName: 'Lou Left', deleted: true },
      { id: 'U0BOT', name: 'wasend', realName: 'Wasend', is_bot: true },
    ],
    channels: [
      { id: 'C0TEAM', name: 'client-groups', members: [...everyone, 'U0BOT'] },
      { id: 'C0AUDIT', name: 'wasend-audit', members: ['U0ADMIN', 'U0OWNER', 'U0BOT'] },
      { id: 'C0QUIET', name: 'random', members: everyone },
      { id: 'C0OLD', name: 'old-clients', isArchived: true, members: ['U0ADMIN', 'U0BOT'] },
      { id: 'G0PRIVATE', name: 'partners', isPrivate: true, members: ['U0ADMIN', 'U0MEMBER'] },
    ],
    userGroups: [{ id: 'S0LEADS', handle: 'leads', name: 'Leads', users: ['U0ADMIN', 'U0MEMBER'] }],
    ...overrides,
  };
}

/** Another workspace with the same app and ids of its own, for tests that two workspaces stay apart. */
export function neighbourWorkspace(overrides: Partial<WorkspaceSeed> = {}): WorkspaceSeed {
  return {
    id: 'T0NEXT',
    name: 'Next Door',
    domain: 'next-door',
    botToken: 'xoxb-stand-in-2',
    botUserId: 'U1BOT',
    botId: 'B1APP',
    users: [
      { id: 'U1ADMIN', name: 'nia', realName: 'Nia Next', is_admin: true },
      { id: 'U1MEMBER', name: 'ned', realName: 'Ned Next' },
      { id: 'U1BOT', name: 'wasend', realName: 'Wasend', is_bot: true },
    ],
    channels: [
      { id: 'C1TEAM', name: 'groups', members: ['U1ADMIN', 'U1MEMBER', 'U1BOT'] },
      { id: 'C1AUDIT', name: 'audit', members: ['U1ADMIN', 'U1BOT'] },
    ],
    ...overrides,
  };
}
