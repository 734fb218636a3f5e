import type { ToldGroup } from '../shapes/shape.ts';
import type { Group } from '../world/groups.ts';
import type { Standing } from '../world/world-seed.ts';
import { isIn, membersOf, type Session, type WorldState } from '../world/world-state.ts';
import type { Stale } from './stale.ts';

interface Shelf {
  readonly state: WorldState;
  readonly stale: Stale;
}

/** The groups one list read shows, in order of joining: with those left since, as long as lists lag. */
export function listGroups(shelf: Shelf, session: Session, leavesOut: boolean): ToldGroup[] {
  const { state, stale } = shelf;
  if (stale.emptyList) return [];
  const shows = leavesOut ? 'left-out' : stale.nullParticipants ? 'null' : 'members';
  return [...session.belongings].flatMap(([groupId, belonging]) => {
    const group = state.groups.get(groupId);
    if (group === undefined || stale.unlisted.includes(groupId)) return [];
    if (isIn(belonging)) return [tell(shelf, group, { session, standing: belonging.standing }, shows)];
    if (belonging.lists >= stale.listLag) return [];
    belonging.lists += 1;
    return [tell(shelf, group, { session, standing: belonging.lastStanding }, shows)];
  });
}

type GroupTelling =
  | { readonly kind: 'told'; readonly told: ToldGroup }
  | { readonly kind: 'no-such-group' }
  | { readonly kind: 'not-in' };

/** One group as a read of it shows it to a session, from the truth or from a stale row. */
export function tellGroup(shelf: Shelf, session: Session, groupId: string): GroupTelling {
  const { state, stale } = shelf;
  const group = state.groups.get(groupId);
  if (group === undefined) return { kind: 'no-such-group' };
  const shows = stale.nullParticipants ? 'null' : 'members';
  const told = (standing: Standing): GroupTelling => ({
    kind: 'told',
    told: tell(shelf, group, { session, standing }, shows),
  });
  const belonging = session.belongings.get(groupId);
  if (belonging !== undefined && isIn(belonging)) return told(belonging.standing);
  if (belonging !== undefined && belonging.groups < stale.groupLag) {
    belonging.groups += 1;
    return told(belonging.lastStanding);
  }
  return stale.tellsLeftGroups ? told('not-a-member') : { kind: 'not-in' };
}

const inviteLink = 'https://chat.whatsapp.com/';

/**
 * The group an invite leads to, seen from outside; null when it leads nowhere. A whole link is taken as whatsmeow
 * takes it: without exactly this beginning, and without its query.
 */
export function tellInvitation(state: WorldState, invite: string): ToldGroup | null {
  const code = invite.startsWith(inviteLink) ? invite.slice(inviteLink.length).split('?')[0] : invite;
  const group = [...state.groups.values()].find(
    ({ inviteCode }) => inviteCode !== null && inviteCode === code,
  );
  if (group === undefined) return null;
  const members = membersOf(state, group);
  return { group, members, memberCount: members.length, shows: 'members', tellsCount: false };
}

function tell(
  { state, stale }: Shelf,
  group: Group,
  seen: { readonly session: Session; readonly standing: Standing },
  shows: ToldGroup['shows'],
): ToldGroup {
  const all = membersOf(state, group, seen);
  const told = stale.hidesUs ? all.filter(({ lid }) => lid !== seen.session.lid) : all;
  const members = told.slice(0, stale.mostMembers);
  return { group, members, memberCount: all.length, shows, tellsCount: stale.tellsMemberCount };
}
