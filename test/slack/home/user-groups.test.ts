import { describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { UserGroupId, UserId, WorkspaceId } from '../../../src/leaving/ids.ts';
import { tooFewApprovers } from '../../../src/slack/home/forms/check-settings.ts';
import { type Admins, createAdmins } from '../../../src/slack/people/admins.ts';
import { createUserGroups } from '../../../src/slack/people/user-groups.ts';
import { plainSettings } from '../../leaving/plain-settings.ts';

const workspaceId = WorkspaceId.parse('T0AGENCY');
const leads = UserGroupId.parse('S0LEADS');
const [ada, mei, olu] = ['U0ADA', 'U0MEI', 'U0OLU'].map((id) => UserId.parse(id)) as [UserId, UserId, UserId];

/** Slack with one user group; null refuses the look-up. */
function slackWith(users: readonly UserId[] | null) {
  const asked: string[] = [];
  const list = async ({ usergroup }: { usergroup: string }) => {
    asked.push(usergroup);
    if (users === null) throw new Error('ratelimited');
    return { users };
  };
  return { asked, client: { usergroups: { users: { list } } } as unknown as WebClient };
}

describe('user groups', () => {
  test('questions at the same time share one look-up, for a minute', async () => {
    let now = 0;
    const groups = createUserGroups(() => now);
    const { asked, client } = slackWith([ada]);
    const answers = await Promise.all([
      groups.of(ada, [leads], workspaceId, client),
      groups.of(mei, [leads], workspaceId, client),
      groups.members([leads], workspaceId, client),
    ]);
    expect(answers).toEqual([[leads], [], new Set([ada])]);
    now = 59_999;
    await groups.of(ada, [leads], workspaceId, client);
    expect(asked).toHaveLength(1);
    now = 60_000;
    await groups.of(ada, [leads], workspaceId, client);
    expect(asked).toHaveLength(2);
  });

  test('a failure is no answer, and is not asked again for seconds', async () => {
    let now = 0;
    const groups = createUserGroups(() => now);
    const { asked, client } = slackWith(null);
    expect(await groups.of(ada, [leads], workspaceId, client)).toBeNull();
    now = 9_999;
    expect(await groups.members([leads], workspaceId, client)).toBeNull();
    expect(asked).toHaveLength(1);
    now = 10_000;
    await groups.of(ada, [leads], workspaceId, client);
    expect(asked).toHaveLength(2);
  });
});

const adminsAre = (found: Awaited<ReturnType<Admins['of']>>): Admins => ({ of: async () => found });

describe('approvals that could never be given', () => {
  const approval = { needed: 2, overGroups: 0, minutes: 15 };
  const check = (users: UserId[], members: readonly UserId[] | null) => {
    const leavers = { users, userGroups: [leads] };
    const means = { userGroups: createUserGroups(() => 0), admins: createAdmins(() => 0) };
    return tooFewApprovers(
      { ...plainSettings, leavers, approval },
      workspaceId,
      slackWith(members).client,
      means,
    );
  };

  test('two people cannot be approved by two others; somebody in both ways counts once', async () => {
    expect(await check([ada, mei], [ada])).toContain(
      'Only 2 people may leave groups, and 2 others must approve',
    );
    expect(await check([ada, mei], [olu])).toBeNull();
  });

  test.each([
    [[ada, mei], true, 'Only 2 people may leave groups, and 2 others must approve'],
    [[ada, mei], false, null],
    [[ada, mei, olu], true, null],
  ] as const)(
    'admins are counted too, where all of them are known: %j, %s',
    async (people, isWhole, said) => {
      const means = { userGroups: createUserGroups(() => 0), admins: adminsAre({ people, isWhole }) };
      const { client } = slackWith([]);
      const fault = await tooFewApprovers({ leavers: 'admins', approval }, workspaceId, client, means);
      expect(fault).toEqual(said === null ? null : expect.stringContaining(said));
    },
  );

  test('where nobody can count, nothing is refused', async () => {
    expect(await check([ada], null)).toBeNull();
    const means = { userGroups: createUserGroups(() => 0), admins: adminsAre(null) };
    const { client } = slackWith([]);
    expect(await tooFewApprovers({ leavers: 'admins', approval }, workspaceId, client, means)).toBeNull();
  });
});
