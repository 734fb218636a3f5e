import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type UserGroupId, UserId, type WorkspaceId } from '../../leaving/ids.ts';
import type { Person } from '../../leaving/rules/rules.ts';

/** A membership taken away must end here within a minute. */
const keptForMs = 60_000;
/** After a failure the next question does not ask again at once: Slack rations these calls. */
const failureKeptForMs = 10_000;

/** https://docs.slack.dev/reference/methods/usergroups.users.list */
const UsersAnswer = z.looseObject({ users: z.array(UserId) });

type Members = ReadonlySet<UserId> | null;

/** Who is in Slack's user groups, as of the last minute; questions at the same time share one look-up. Never rejects. */
export interface UserGroups {
  /** Which of these groups the person is in; null when Slack could not tell of one, and the others do not hold them. */
  of(
    person: UserId,
    wanted: readonly UserGroupId[],
    workspaceId: WorkspaceId,
    client: WebClient,
  ): Promise<Person['userGroups']>;
  /** Everybody who is in any of these groups; null when Slack could not tell of one. */
  members(wanted: readonly UserGroupId[], workspaceId: WorkspaceId, client: WebClient): Promise<Members>;
}

export function createUserGroups(now: () => number): UserGroups {
  const kept = new Map<string, { readonly users: Promise<Members>; until: number }>();
  const usersOf = (groupId: UserGroupId, workspaceId: WorkspaceId, client: WebClient): Promise<Members> => {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key);
    const key = `${workspaceId}/${groupId}`;
    const known = kept.get(key);
    if (known !== undefined) return known.users;
    const asked = { users: ask(groupId, client), until: now() + keptForMs };
    kept.set(key, asked);
    return asked.users.then((users) => {
      if (users === null) asked.until = now() + failureKeptForMs;
      return users;
    });
  };
  return {
    async of(person, wanted, workspaceId, client) {
      const members = await Promise.all(wanted.map((groupId) => usersOf(groupId, workspaceId, client)));
      const isIn = wanted.filter((_, index) => members[index]?.has(person));
      return isIn.length === 0 && members.includes(null) ? null : isIn;
    },
    async members(wanted, workspaceId, client) {
      const all = await Promise.all(wanted.map((groupId) => usersOf(groupId, workspaceId, client)));
      return all.includes(null) ? null : new Set(all.flatMap((users) => [...(users ?? [])]));
    },
  };
}

async function ask(usergroup: UserGroupId, client: WebClient): Promise<Members> {
  const answer = await client.usergroups.users.list({ usergroup }).catch(() => null);
  const parsed = UsersAnswer.safeParse(answer);
  return parsed.success ? new Set(parsed.data.users) : null;
}
