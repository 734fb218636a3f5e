import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { UserGroupId, UserId, WorkspaceId } from '../../leaving/ids.ts';

/** Names change rarely, and a lookup costs a rationed call. */
const keptForMs = 15 * 60_000;
/** After a failure the next drawing does not ask again at once. */
const failureKeptForMs = 10_000;
/** More people than this are never named in one message. */
const mostLookedUp = 20;

/** https://docs.slack.dev/reference/objects/user-object */
const UserAnswer = z.looseObject({
  user: z.looseObject({
    name: z.string().optional(),
    real_name: z.string().optional(),
    profile: z
      .looseObject({ display_name: z.string().optional(), real_name: z.string().optional() })
      .optional(),
  }),
});
/** https://docs.slack.dev/reference/methods/usergroups.list */
const GroupsAnswer = z.looseObject({
  usergroups: z.array(z.looseObject({ id: z.string(), handle: z.string() })),
});

type Id = UserId | UserGroupId;

/** Names of people and user groups, raw, as Slack tells them; the id itself where Slack did not say. */
export interface Names {
  /** Looks up who is not known yet. Never rejects. */
  of(workspaceId: WorkspaceId, ids: readonly Id[], client: WebClient): Promise<(id: Id) => string>;
}

export function createNames(now: () => number): Names {
  const kept = new Map<string, { readonly until: number; readonly name: string | null }>();
  const keep = (key: string, name: string | null): string | null => {
    for (const [other, { until }] of kept) if (until <= now()) kept.delete(other);
    kept.set(key, { until: now() + (name === null ? failureKeptForMs : keptForMs), name });
    return name;
  };
  const known = (key: string): string | null | undefined => {
    const held = kept.get(key);
    return held === undefined || held.until <= now() ? undefined : held.name;
  };
  const lookUp = async (workspaceId: WorkspaceId, id: Id, client: WebClient): Promise<void> => {
    const key = `${workspaceId}/${id}`;
    if (known(key) !== undefined) return;
    keep(key, id.startsWith('S') ? await groupName(id, client) : await userName(id, client));
  };
  return {
    async of(workspaceId, ids, client) {
      const wanted = [...new Set(ids)].slice(0, mostLookedUp);
      await Promise.all(wanted.map((id) => lookUp(workspaceId, id, client)));
      return (id) => known(`${workspaceId}/${id}`) ?? id;
    },
  };
}

async function userName(user: string, client: WebClient): Promise<string | null> {
  const answer = UserAnswer.safeParse(await client.users.info({ user }).catch(() => null));
  if (!answer.success) return null;
  const { profile, real_name: realName, name } = answer.data.user;
  return realName || profile?.real_name || profile?.display_name || name || null;
}

async function groupName(id: string, client: WebClient): Promise<string | null> {
  const answer = GroupsAnswer.safeParse(await client.usergroups.list({}).catch(() => null));
  return answer.success ? (answer.data.usergroups.find((group) => group.id === id)?.handle ?? null) : null;
}
