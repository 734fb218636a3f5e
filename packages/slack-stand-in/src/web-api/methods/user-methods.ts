import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import type { User, Workspace } from '../../world/workspace.ts';
import type { UserGroupSeed } from '../../world/world-seed.ts';
import { accept, defineMethod, formBoolean, needed, refuse, type WebApiMethod } from '../web-api-method.ts';

const info = defineMethod({
  tier: 4,
  scopes: ['users:read'],
  args: z.looseObject({ user: needed('user'), include_locale: formBoolean.optional() }),
  run({ workspace, args }) {
    const user = workspace.users.get(args.user);
    if (!user) return refuse('user_not_found');
    return accept({ user: userPayload(workspace, user, args.include_locale === true) });
  },
});

/** A person as users.info shows them. */
export function userPayload(workspace: Workspace, user: User, withLocale: boolean): JsonObject {
  const realName = user.realName ?? user.name;
  const common = {
    id: user.id,
    team_id: user.homeWorkspace ?? workspace.id,
    name: user.name,
    ...(user.homeWorkspace === undefined ? {} : { is_stranger: true }),
    deleted: user.deleted ?? false,
    profile: { real_name: realName, display_name: user.name, team: workspace.id },
    is_bot: user.is_bot ?? false,
    is_app_user: false,
    ...organisationOf(workspace, user),
  };
  // Slack leaves these out for someone whose account is gone.
  if (user.deleted) return common;
  return {
    ...common,
    real_name: realName,
    tz: user.tz ?? 'Europe/Berlin',
    tz_offset: user.tz_offset ?? 3600,
    is_admin: user.is_admin ?? false,
    is_owner: user.is_owner ?? false,
    is_primary_owner: user.is_primary_owner ?? false,
    is_restricted: user.is_restricted ?? false,
    is_ultra_restricted: user.is_ultra_restricted ?? false,
    ...(withLocale ? { locale: user.locale ?? 'en-US' } : {}),
  };
}

/** People of an organisation carry their place in it; those of another one do not. */
function organisationOf({ id: teamId, enterprise }: Workspace, user: User): JsonObject {
  if (enterprise === undefined || user.homeWorkspace !== undefined) return {};
  const { id, name } = enterprise;
  const role = { is_admin: user.isOrganisationAdmin ?? false, is_owner: false };
  return {
    enterprise_user: { id: user.id, enterprise_id: id, enterprise_name: name, teams: [teamId], ...role },
  };
}

const listGroups = defineMethod({
  tier: 2,
  scopes: ['usergroups:read'],
  args: z.looseObject({ include_users: formBoolean.optional(), include_disabled: formBoolean.optional() }),
  run({ workspace, args }) {
    const groups = [...workspace.userGroups.values()]
      .filter((group) => args.include_disabled === true || !group.isDisabled)
      .map((group) => groupPayload(workspace, group, args.include_users === true));
    return accept({ usergroups: groups });
  },
});

function groupPayload(workspace: Workspace, group: UserGroupSeed, withUsers: boolean): JsonObject {
  return {
    id: group.id,
    team_id: workspace.id,
    is_usergroup: true,
    name: group.name,
    handle: group.handle,
    date_delete: group.isDisabled ? 1 : 0,
    user_count: group.users.length,
    ...(withUsers ? { users: group.users } : {}),
  };
}

const usersOfGroup = defineMethod({
  tier: 2,
  scopes: ['usergroups:read'],
  args: z.looseObject({ usergroup: needed('usergroup'), include_disabled: formBoolean.optional() }),
  run({ workspace, args }) {
    const group = workspace.userGroups.get(args.usergroup);
    if (!group || (group.isDisabled && args.include_disabled !== true)) return refuse('no_such_subteam');
    return accept({ users: group.users });
  },
});

/** People and groups of people. Source: docs.slack.dev/reference/methods. */
export const userMethods: Readonly<Record<string, WebApiMethod>> = {
  'users.info': info,
  'usergroups.list': listGroups,
  'usergroups.users.list': usersOfGroup,
};
