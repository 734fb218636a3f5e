import { GroupId } from '../leaving/ids.ts';
import type { GroupRead, Self } from '../leaving/ports/wasend.ts';
import type { GroupFacts } from '../leaving/standing.ts';
import { readMembership } from './membership.ts';
import type { RawGroup } from './schemas/group.ts';

/** A group as the app knows it; null when it has no id that is a group's. */
export function toGroupRead(raw: RawGroup, self: Self): GroupRead | null {
  const groupId = GroupId.safeParse((raw.jid || raw.id || '').toLowerCase());
  if (!groupId.success) return null;
  const { membership, standing, onlyAdmin } = readMembership(raw, self);
  const facts: GroupFacts = {
    groupId: groupId.data,
    name: (raw.name || raw.subject || '').trim() || null,
    memberCount: memberCountOf(raw),
    standing,
    onlyAdmin,
    isCommunity: raw.isparent ?? raw.iscommunity ?? null,
    isAnnouncementGroup: raw.isdefaultsubgroup ?? raw.iscommunityannounce ?? null,
    communityId: raw.linkedparentjid || raw.linkedparent || null,
    isLocked: raw.islocked ?? false,
    createdAt: createdAtOf(raw),
  };
  return { facts, membership };
}

/** An empty member list is a known fault of the engine (WAHA #1471), not a group without members. */
function memberCountOf(raw: RawGroup): number | null {
  const listed = raw.participants?.filter((one) => one.role !== 'left').length ?? 0;
  const count = listed > 0 ? listed : (raw.participantcount ?? raw.participantscount ?? raw.size ?? 0);
  return Number.isInteger(count) && count > 0 ? count : null;
}

function createdAtOf(raw: RawGroup): string | null {
  const given = raw.groupcreated ?? raw.createdat ?? raw.creation ?? null;
  const time = typeof given === 'number' ? given * 1000 : Date.parse(given ?? '');
  // Go writes a time that was never set as the year 1.
  return Number.isFinite(time) && time > 0 ? new Date(time).toISOString() : null;
}
