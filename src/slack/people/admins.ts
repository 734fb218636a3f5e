import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { UserId, WorkspaceId } from '../../leaving/ids.ts';
import { mayAdminister } from '../../leaving/rules/rules.ts';
import { personFrom } from './look-up-person.ts';

/** Whom to tell hangs on it, and whether a rule can be met; who may do what is asked of Slack anew at every press. */
const keptForMs = 60_000;
/** After a failure the next question does not ask again at once: Slack rations these calls. */
const failureKeptForMs = 10_000;
/** https://docs.slack.dev/reference/methods/users.list: no more than 200 at a time; 2,000 people in all. */
const pageSize = 200;
const mostPages = 10;

const UsersAnswer = z.looseObject({
  members: z.array(z.unknown()),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

interface SomeAdmins {
  readonly people: readonly UserId[];
  /** True where there are no others. */
  readonly isWhole: boolean;
}

/** The admins and owners of a workspace, as Slack named them lately. */
export interface Admins {
  /**
   * At least `most` of them where there are so many, by the first pages of Slack's list; null where Slack could not
   * tell. Needs the scope `users:read`. Questions at the same time share one look-up. Never rejects.
   */
  of(workspaceId: WorkspaceId, most: number, client: WebClient): Promise<SomeAdmins | null>;
}

export function createAdmins(now: () => number): Admins {
  const kept = new Map<string, { readonly admins: Promise<SomeAdmins | null>; until: number }>();
  return {
    of(workspaceId, most, client) {
      for (const [key, { until }] of kept) if (until <= now()) kept.delete(key);
      const key = `${workspaceId}/${most}`;
      const known = kept.get(key);
      if (known !== undefined) return known.admins;
      const asked = { admins: list(workspaceId, most, client), until: now() + keptForMs };
      kept.set(key, asked);
      return asked.admins.then((admins) => {
        if (admins === null) asked.until = now() + failureKeptForMs;
        return admins;
      });
    },
  };
}

async function list(workspaceId: WorkspaceId, most: number, client: WebClient): Promise<SomeAdmins | null> {
  const people: UserId[] = [];
  let cursor = '';
  for (let page = 0; page < mostPages && people.length < most; page += 1) {
    const asked = { limit: pageSize, ...(cursor === '' ? {} : { cursor }) };
    const answer = UsersAnswer.safeParse(await client.users.list(asked).catch(() => null));
    // Those who were named before the list broke off can be told all the same.
    if (!answer.success) return people.length === 0 ? null : { people, isWhole: false };
    for (const one of answer.data.members) {
      const person = personFrom(one, workspaceId);
      if (person !== null && mayAdminister({ ...person, userGroups: [] }).kind === 'allowed')
        people.push(person.userId);
    }
    cursor = answer.data.response_metadata?.next_cursor ?? '';
    if (cursor === '') return { people, isWhole: true };
  }
  return { people, isWhole: false };
}
