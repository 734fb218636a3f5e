import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type UserGroupId, UserId, type WorkspaceId } from '../../leaving/ids.ts';
import type { Person } from '../../leaving/rules/rules.ts';

/** A membership taken away must end here within a minute. */
const keptForMs = 60_000;

/** https://docs.slack.dev/reference/methods/usergroups.users.list */
const UsersAnswer = z.looseObject({ users: z.array(UserId) });

/** Who is in Slack's user groups, as of the last minute. */
export interface UserGroups {
  /** Which of these groups the person is in; null when Slack could not tell of one, and the others do not hold them. */
  of(
    person: UserId,
    wanted: readonly UserGroupId[],
    workspaceId: WorkspaceId,
    client: WebClient,
  ): Promise<Person['userGroups']>;
}

export function createUserGroups(now: () => number): UserGroups {
  const kept = new Map<string, { readonly at: number; readonly users: ReadonlySet<UserId> }>();
  const usersOf = async (
    groupId: UserGroupId,
    workspaceId: WorkspaceId,
    client: WebClient,
  ): Promise<ReadonlySet<UserId> | null> => {
    const key = `${workspaceId}/${groupId}`;
    const known = kept.get(key);
    if (known !== undefined && now() - known.at < keptForMs) return known.users;
    kept.delete(key);
    const answer = await client.usergroups.users.list({ usergroup: groupId }).catch(() => null);
    const parsed = UsersAnswer.safeParse(answer);
    if (!parsed.success) return null;
    const users = new Set(parsed.data.users);
    kept.set(key, { at: now(), users });
    return users;
  };
  return {
    async of(person, wanted, workspaceId, client) {
      const members = await Promise.all(wanted.map((groupId) => usersOf(groupId, workspaceId, client)));
      const isIn = wanted.filter((_, index) => members[index]?.has(person));
      return isIn.length === 0 && members.includes(null) ? null : isIn;
    },
  };
}
