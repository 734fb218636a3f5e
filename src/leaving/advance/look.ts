import type { GroupId } from '../ids.ts';
import type { Sighting } from '../outcome.ts';
import type { GroupRead, ReadResult } from '../ports/wasend.ts';
import type { GroupFacts } from '../standing.ts';

/** What one look showed, with the reason in words of ours. */
export interface Seen {
  readonly sighting: Sighting;
  readonly evidence: string;
}

/**
 * Reads one group's answer as evidence. Members that name us: still in. "Not a member", "no such group" or
 * members without us: out. Anything else cannot tell.
 */
export function judgeGroupRead(read: ReadResult<GroupRead>): Seen {
  if (read.kind === 'ok') {
    if (read.value.membership === 'in')
      return { sighting: 'in', evidence: 'The group’s member list still shows the number.' };
    if (read.value.membership === 'out')
      return { sighting: 'out', evidence: 'The group’s member list no longer shows the number.' };
    return { sighting: 'cannot-tell', evidence: 'The group’s members were not told.' };
  }
  if (read.why === 'not-a-member')
    return { sighting: 'out', evidence: 'Wasend says the number is not a member.' };
  if (read.why === 'group-not-found')
    return { sighting: 'out', evidence: 'Wasend no longer knows the group for this number.' };
  return { sighting: 'cannot-tell', evidence: 'The group could not be read.' };
}

/**
 * Reads the group list as evidence, for when the group itself could not tell. Lists are caches: absence is only
 * probable, presence is no proof, and an empty list proves nothing at all.
 */
export function judgeGroupList(groupId: GroupId, list: ReadResult<readonly GroupFacts[]>): Seen {
  if (list.kind !== 'ok')
    return { sighting: 'cannot-tell', evidence: 'Neither the group nor the list could be read.' };
  if (list.value.length === 0)
    return { sighting: 'cannot-tell', evidence: 'The list of groups came back empty.' };
  if (list.value.some((facts) => facts.groupId === groupId)) {
    return { sighting: 'cannot-tell', evidence: 'The list still names the group, which may be an old copy.' };
  }
  return { sighting: 'probably-out', evidence: 'The list of groups no longer names it.' };
}
