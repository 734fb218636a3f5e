import { protectedBy } from '../rules/protected-groups.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import type { GroupFacts } from '../standing.ts';

/** Why a group cannot be left from here. */
export type Blocked =
  | 'not-a-member'
  | 'owner'
  | 'community'
  | 'announcement-group'
  | 'session-down'
  | 'protected';

/** What a person should know before leaving. */
export type Warning = 'only-admin' | 'last-member' | 'last-of-community' | 'left-before' | 'facts-missing';

export interface Judged {
  readonly blocked: Blocked | null;
  readonly warnings: readonly Warning[];
}

/** A group judged beside the others of its request. */
export interface JudgedTogether extends Judged {
  /** The community it belongs to: by name where the list tells it, else by id; null when it belongs to none. */
  readonly community: string | null;
}

/**
 * What the facts of a group mean for leaving it. Missing facts warn, they do not block. WhatsApp has other calls for
 * communities and their announcement groups, and Wasend refuses owners.
 */
export function judgePreview(facts: GroupFacts | null): Judged {
  if (facts === null) return { blocked: null, warnings: ['facts-missing'] };
  const blocked = blockedBy(facts);
  if (blocked !== null) return { blocked, warnings: [] };
  const warnings: Warning[] = [];
  if (facts.memberCount === 1) warnings.push('last-member');
  else if (facts.onlyAdmin === true) warnings.push('only-admin');
  if (facts.standing === 'not-known' || facts.memberCount === null) warnings.push('facts-missing');
  return { blocked: null, warnings };
}

function blockedBy(facts: GroupFacts): Blocked | null {
  if (facts.isCommunity === true) return 'community';
  if (facts.isAnnouncementGroup === true) return 'announcement-group';
  if (facts.standing === 'not-a-member') return 'not-a-member';
  return facts.standing === 'owner' ? 'owner' : null;
}

/** Everything that bears on the groups of one request beside their own facts. */
export interface Surroundings {
  /** Null when the session could not be read: that alone blocks nothing. */
  readonly sessionIsUsable: boolean | null;
  /** All groups of the number, for counting what is left of a community. */
  readonly listed: readonly GroupFacts[];
  /** Groups this app has left earlier. */
  readonly leftBefore: ReadonlyMap<string, unknown>;
  /** The workspace's own protection of groups. */
  readonly settings: Pick<WorkspaceSettings, 'protectedGroups'>;
}

/** Judges the groups of one request together. */
export function judgeTogether<Group extends { readonly groupId: string; readonly facts: GroupFacts | null }>(
  groups: readonly Group[],
  { sessionIsUsable, listed, leftBefore, settings }: Surroundings,
): (Group & JudgedTogether)[] {
  const asked = new Set(groups.map(({ groupId }) => groupId));
  return groups.map((group) => {
    const community = communityOf(group.facts, listed);
    const judged = judgePreview(group.facts);
    if (sessionIsUsable === false) return { ...group, community, blocked: 'session-down', warnings: [] };
    if (judged.blocked !== null) return { ...group, community, ...judged };
    const named = { groupId: group.groupId, name: group.facts?.name ?? null };
    if (protectedBy(named, settings) !== null)
      return { ...group, community, blocked: 'protected', warnings: [] };
    const more: Warning[] = [];
    if (isLastOfCommunity(group.facts, listed, asked)) more.push('last-of-community');
    if (leftBefore.has(group.groupId)) more.push('left-before');
    return { ...group, community, blocked: null, warnings: [...more, ...judged.warnings] };
  });
}

function communityOf(facts: GroupFacts | null, listed: readonly GroupFacts[]): string | null {
  if (facts === null || facts.communityId === null) return null;
  return listed.find(({ groupId }) => groupId === facts.communityId)?.name ?? facts.communityId;
}

/** True when nothing of the group's community but its announcement group would be left. */
function isLastOfCommunity(
  facts: GroupFacts | null,
  listed: readonly GroupFacts[],
  asked: ReadonlySet<string>,
): boolean {
  if (facts === null || facts.communityId === null) return false;
  const mates = listed.filter(
    (other) => other.communityId === facts.communityId && other.isAnnouncementGroup !== true,
  );
  // A list that does not tell of communities does not even name the group itself as one of its own.
  return mates.length > 0 && mates.every((other) => asked.has(other.groupId));
}
