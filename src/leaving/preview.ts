import type { GroupFacts } from './standing.ts';

/** Why a group cannot be left from here. */
export type Blocked = 'not-a-member' | 'owner' | 'community' | 'announcement-group';

/** What a person should know before leaving. */
export type Warning = 'only-admin' | 'last-member' | 'facts-missing';

export interface Judged {
  readonly blocked: Blocked | null;
  readonly warnings: readonly Warning[];
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
