import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { UserId, type WorkspaceId } from '../leaving/ids.ts';
import type { Person } from '../leaving/rules.ts';

const flag = z.boolean().optional().default(false);

/** https://docs.slack.dev/reference/objects/user-object */
const SlackUser = z.object({
  id: UserId,
  team_id: z.string().optional(),
  deleted: flag,
  is_admin: flag,
  is_owner: flag,
  is_primary_owner: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_bot: flag,
  is_stranger: flag,
  enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
});

/**
 * Looks a person up at Slack, fresh at every call: a right taken away must not live on here.
 * Null when Slack could not say; whoever asks must then refuse.
 */
export async function lookUpPerson(
  client: WebClient,
  userId: UserId,
  workspaceId: WorkspaceId,
  userGroupsOf: () => Promise<Person['userGroups']>,
): Promise<Person | null> {
  const [answer, userGroups] = await Promise.all([
    client.users.info({ user: userId }).catch(() => null),
    userGroupsOf(),
  ]);
  const parsed = SlackUser.safeParse(answer?.user);
  return parsed.success ? { ...toPerson(parsed.data, workspaceId), userGroups } : null;
}

function toPerson(user: z.infer<typeof SlackUser>, workspaceId: WorkspaceId): Omit<Person, 'userGroups'> {
  const homes = [user.team_id, ...(user.enterprise_user?.teams ?? [])];
  return {
    userId: user.id,
    isAdmin: user.is_admin || user.is_owner || user.is_primary_owner,
    isGuest: user.is_restricted || user.is_ultra_restricted,
    isBot: user.is_bot,
    isDeactivated: user.deleted,
    isStranger: user.is_stranger || (user.team_id !== undefined && !homes.includes(workspaceId)),
  };
}
