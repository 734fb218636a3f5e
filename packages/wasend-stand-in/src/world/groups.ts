import { goneOwnerPhoneNumber, type Member, otherPeople } from './members.ts';
import type { GroupSeed } from './world-seed.ts';

/** A WhatsApp group without the stand-in's own numbers: those are kept with their sessions. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isLocked: boolean;
  readonly isAnnounce: boolean;
  readonly isParent: boolean;
  readonly isDefaultSubGroup: boolean;
  readonly linkedParentId: string | null;
  readonly addressing: 'pn' | 'lid' | 'lid-only';
  readonly hasEmptyRow: boolean;
  readonly inviteCode: string | null;
  readonly others: readonly Member[];
}

/** Fills in what the seed leaves out. */
export function buildGroup(seed: GroupSeed, id: string): Group {
  const isOurs = seed.standing === 'owner';
  const { otherMembers = 4, otherAdmins = isOurs ? 0 : 1 } = seed;
  return {
    id,
    name: seed.name ?? `Group ${id.slice(0, -'@g.us'.length).slice(-4)}`,
    description: seed.description ?? '',
    isLocked: seed.isLocked ?? false,
    isAnnounce: seed.isAnnounce ?? false,
    isParent: seed.isParent ?? false,
    isDefaultSubGroup: seed.isDefaultSubGroup ?? false,
    linkedParentId: seed.linkedParentId ?? null,
    addressing: seed.addressing ?? 'pn',
    hasEmptyRow: seed.hasEmptyRow ?? false,
    inviteCode: seed.inviteCode ?? null,
    others: otherPeople(otherMembers, otherAdmins, !isOurs),
  };
}

/** Whoever made the group; someone who has gone when no owner is among the members. */
export function ownerOf(members: readonly Member[]): { readonly phoneNumber: string; readonly lid: string } {
  const owner = members.find(({ role }) => role === 'owner');
  return owner ?? { phoneNumber: goneOwnerPhoneNumber, lid: '100000000000999@lid' };
}

/** A group's id as WhatsApp makes them: digits, or in older groups the maker's number, a dash and a time. */
export const isGroupId = (text: string): boolean => /^[1-9](\d{9,19}|\d{4,14}-\d{8,11})@g\.us$/i.test(text);
