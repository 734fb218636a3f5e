import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { UserGroupId } from '../../leaving/ids.ts';
import type { PickableUserGroup } from '../../messages/home/forms/who-form.ts';

/** https://docs.slack.dev/reference/methods/usergroups.list */
const UserGroupsAnswer = z.looseObject({
  usergroups: z.array(z.looseObject({ id: UserGroupId, handle: z.string() })),
});

/** The user groups that can be chosen; null where Slack could not list them. Never rejects. */
export async function listUserGroups(client: WebClient): Promise<readonly PickableUserGroup[] | null> {
  const answer = await client.usergroups.list({}).catch(() => null);
  return UserGroupsAnswer.safeParse(answer).data?.usergroups ?? null;
}
