import { GroupId } from '../../leaving/ids.ts';
import type { Membership } from '../../leaving/ports/wasend.ts';
import type { GroupFacts } from '../../leaving/standing.ts';
import type { RawGroup } from '../schemas/group.ts';
import { readMembership } from './membership.ts';
import type { OwnNames } from './own-names.ts';

/** A group and what its members show of us. */
export interface GroupWithUs {
  readonly facts: GroupFacts;
  readonly membership: Membership;
}

/** A group as the app knows it; null when it has no id that is a group's. */
export function groupWithUs(raw: RawGroup, own: OwnNames): GroupWithUs | null {
  const groupId = GroupId.safeParse((raw.jid ?? raw.id ?? '').toLowerCase());
  if (!groupId.success) return null;
  const { membership, standing, onlyAdmin } = readMembership(raw, own);
  const facts: GroupFacts = {
    groupId: groupId.data,
    name: (raw.name || raw.subject || '').trim() || null,
    memberCount: memberCountOf(raw),
    standing,
    onlyAdmin,
    isCommunity: raw.isparent ?? raw.iscommunity ?? null,
    isAnnouncementGroup: raw.isdefaultsubgroup ?? raw.iscommunityannounce ?? null,
    communityId: raw.linkedparent,
    isLocked: raw.islocked ?? false,
    createdAt: createdAtOf(raw),
  };
  return { facts, membership };
}

/**
 * Absence is *not a member* only where one of our spellings was found among the members of some group: by that name we
 * would have been seen here too.
 */
export function withAbsenceJudged({ facts, membership }: GroupWithUs, foundAs: Iterable<string>): GroupFacts {
  if (membership.kind !== 'absent') return facts;
  const wouldBeSeen = [...foundAs].some((as) => membership.names.includes(as));
  return wouldBeSeen ? { ...facts, standing: 'not-a-member', onlyAdmin: false } : facts;
}

/** An empty member list is a known fault of the engine (WAHA #1471), not a group without members. */
function memberCountOf(raw: RawGroup): number | null {
  const listed = raw.participants.filter((one) => one.role !== 'left').length;
  const beside = Math.max(raw.participantcount ?? 0, raw.participantscount ?? 0, raw.size ?? 0);
  return Math.max(listed, beside) || null;
}

/** Number.MAX_SAFE_INTEGER is no time: a Date holds 8.64e15 ms. */
const latestMs = 8_640_000_000_000_000;
const millisecondsFrom = 100_000_000_000;

/** A text, or seconds or milliseconds since 1970 (WAHA #673). Go writes a time that was never set as the year 1. */
function createdAtOf(raw: RawGroup): string | null {
  for (const given of [raw.groupcreated, raw.createdat, raw.creation]) {
    const time = timeOf(given);
    if (time > 0 && time <= latestMs) return new Date(time).toISOString();
  }
  return null;
}

function timeOf(given: unknown): number {
  if (typeof given === 'string' && !/^\d+$/.test(given)) return Date.parse(given);
  const time = typeof given === 'number' ? given : typeof given === 'string' ? Number(given) : Number.NaN;
  return time >= millisecondsFrom ? time : time * 1000;
}
