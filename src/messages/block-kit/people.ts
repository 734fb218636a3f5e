import type { UserGroupId, UserId } from '../../leaving/ids.ts';
import type { Leavers } from '../../leaving/rules/settings.ts';
import { listOf, someOf } from './counts.ts';
import { isBlank, strangersName } from './strangers.ts';

/**
 * The name of a person or user group as Slack tells it, raw: it is cleaned here. Answers the id itself where Slack
 * could not say.
 */
export type NameOf = (id: UserId | UserGroupId) => string;

const mostNamed = 5;

/** A person by name. Notifies nobody. */
export function personName(userId: UserId, nameOf: NameOf): string {
  const name = nameOf(userId);
  return isBlank(name) || name === userId ? 'somebody' : strangersName(name, 50);
}

function userGroupName(id: UserGroupId, nameOf: NameOf): string {
  const name = nameOf(id).replace(/^@/, '');
  return isBlank(name) || name === id ? 'a user group' : strangersName(name, 50);
}

/** Completes “Here … may leave groups”, by names, a few of them. */
export function whoMay(leavers: Leavers, nameOf: NameOf): string {
  if (leavers === 'admins') return 'admins and owners';
  if (leavers === 'everyone') return 'all members of this workspace';
  const named = [
    ...leavers.users.map((id) => personName(id, nameOf)),
    ...leavers.userGroups.map((id) => `everyone in ${userGroupName(id, nameOf)}`),
  ];
  if (named.length === 0) return 'nobody';
  return named.length > mostNamed ? someOf(named, mostNamed) : listOf(named, 'and');
}

/** Completes “Here … may; …”: where it is one person alone, that one. */
export function askThem(leavers: Leavers): string {
  const isOne = typeof leavers !== 'string' && leavers.users.length === 1 && leavers.userGroups.length === 0;
  return isOne ? 'ask them' : 'ask one of them';
}

/** Mentions those who must act: completes “… must approve”. */
export function approversNamed(leavers: Leavers, needed: number, asker: UserId): string {
  const count = needed === 1 ? 'one' : String(needed);
  if (leavers === 'admins')
    return `${needed === 1 ? 'an admin or owner' : `${count} admins or owners`}, other than who asked,`;
  if (leavers === 'everyone')
    return `${count} other ${needed === 1 ? 'member' : 'members'} of this workspace`;
  const mentions = [
    ...leavers.users.filter((id) => id !== asker).map(mention),
    ...leavers.userGroups.map((id) => `<!subteam^${id}>`),
  ];
  if (mentions.length === 0)
    return `${count} other ${needed === 1 ? 'person' : 'people'} who may leave groups`;
  const some =
    mentions.length > mostNamed ? someOf(mentions, mostNamed) : listOf(mentions, needed === 1 ? 'or' : 'and');
  return needed === 1 || mentions.length === needed ? some : `${count} of ${someOf(mentions, mostNamed)}`;
}

/** The same by names, for those who are only told who it is. */
export function approversByName(leavers: Leavers, needed: number, asker: UserId, nameOf: NameOf): string {
  if (typeof leavers === 'string') return approversNamed(leavers, needed, asker);
  const others = { ...leavers, users: leavers.users.filter((id) => id !== asker) };
  const named = [
    ...others.users.map((id) => personName(id, nameOf)),
    ...others.userGroups.map((id) => `somebody in ${userGroupName(id, nameOf)}`),
  ];
  if (named.length === 0) return approversNamed(others, needed, asker);
  const some =
    named.length > mostNamed ? someOf(named, mostNamed) : listOf(named, needed === 1 ? 'or' : 'and');
  return needed === 1 || named.length === needed ? some : `${needed} of ${someOf(named, mostNamed)}`;
}

/** Notifies this person: only for who must act or has waited. */
export function mention(userId: UserId): string {
  return `<@${userId}>`;
}
