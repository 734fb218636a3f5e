import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { UserId, type WorkspaceId } from '../../leaving/ids.ts';
import type { Person } from '../../leaving/rules/rules.ts';

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
  /** Set for people of an Enterprise organisation. */
  enterprise_user: z
    .object({
      enterprise_id: z.string().optional(),
      teams: z.array(z.string()).default([]),
      is_admin: flag,
      is_owner: flag,
    })
    .optional(),
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
  const person = personFrom(answer?.user, workspaceId);
  return person === null ? null : { ...person, userGroups };
}

/** A person as Slack's user object shows them; null for what is none. Pure. */
export function personFrom(user: unknown, workspaceId: WorkspaceId): Omit<Person, 'userGroups'> | null {
  const parsed = SlackUser.safeParse(user);
  return parsed.success ? toPerson(parsed.data, workspaceId) : null;
}

function toPerson(user: z.infer<typeof SlackUser>, workspaceId: WorkspaceId): Omit<Person, 'userGroups'> {
  const { enterprise_user: member } = user;
  const homes = [user.team_id, member?.enterprise_id, ...(member?.teams ?? [])];
  // Where the app serves a whole organisation, an admin of one of its workspaces must not decide for all of them.
  const isForAll = member?.enterprise_id === workspaceId;
  return {
    userId: user.id,
    isAdmin: isForAll
      ? member.is_admin || member.is_owner
      : user.is_admin || user.is_owner || user.is_primary_owner,
    isGuest: user.is_restricted || user.is_ultra_restricted,
    isBot: user.is_bot,
    isDeactivated: user.deleted,
    // Whom Slack does not call one of ours is none.
    isStranger: user.is_stranger || !homes.includes(workspaceId),
  };
}
