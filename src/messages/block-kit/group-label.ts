import type { GroupFacts, Standing } from '../../leaving/standing.ts';
import { stranger } from './mrkdwn.ts';

const mostNameCharacters = 75;

/** A group by name and id, for mrkdwn. One without a name is called so, and one whose name nobody told, too. */
export function groupLabel(group: { readonly groupId: string; readonly name: string | null }): string {
  return `${groupName(group)} (\`${group.groupId}\`)`;
}

export function groupName({ name }: { readonly name: string | null }): string {
  if (name === null) return 'Group without a known name';
  return name.trim() === '' ? 'Group without a name' : stranger(name, mostNameCharacters);
}

const standings: Readonly<Record<Standing, string>> = {
  member: 'you are a member',
  admin: 'you are an admin',
  owner: 'you are the owner',
  'not-a-member': 'the number is not in it',
  'not-known': 'standing not known',
};

/** Members, standing and age in one line; what Wasend did not tell is said to be missing. */
export function factsLine(facts: GroupFacts): string {
  const members = facts.memberCount === null ? 'members not known' : countOf(facts.memberCount, 'member');
  const since = facts.createdAt === null ? [] : [`since ${facts.createdAt.slice(0, 10)}`];
  const locked = facts.isLocked ? ['locked: only admins edit its info'] : [];
  return [members, standings[facts.standing].replace('you are', 'the number is'), ...since, ...locked].join(
    ' · ',
  );
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
