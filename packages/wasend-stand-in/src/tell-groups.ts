import type { Group } from './groups.ts';
import type { ToldGroup } from './shapes/shape.ts';
import type { Stale } from './stale.ts';
import type { Standing } from './world-seed.ts';
import { isIn, membersOf, type Session, type WorldState } from './world-state.ts';

interface Shelf {
  readonly state: WorldState;
  readonly stale: Stale;
}

/** The groups one list read shows, in order of joining: with those left since, as long as lists lag. */
export function listGroups({ state, stale }: Shelf, session: Session, leavesOut: boolean): ToldGroup[] {
  if (stale.emptyList) return [];
  const shows = leavesOut ? 'left-out' : stale.nullParticipants ? 'null' : 'members';
  return [...session.belongings].flatMap(([groupId, belonging]) => {
    const group = state.groups.get(groupId);
    if (group === undefined) return [];
    if (isIn(belonging)) return [tell(state, group, session, belonging.standing, shows)];
    if (belonging.lists >= stale.listLag) return [];
    belonging.lists += 1;
    return [tell(state, group, session, belonging.lastStanding, shows)];
  });
}

type GroupTelling =
  | { readonly kind: 'told'; readonly told: ToldGroup }
  | { readonly kind: 'no-such-group' }
  | { readonly kind: 'not-in' };

/** One group as a read of it shows it to a session, from the truth or from a stale row. */
export function tellGroup({ state, stale }: Shelf, session: Session, groupId: string): GroupTelling {
  const group = state.groups.get(groupId);
  if (group === undefined) return { kind: 'no-such-group' };
  const shows = stale.nullParticipants ? 'null' : 'members';
  const told = (standing: Standing): GroupTelling => ({
    kind: 'told',
    told: tell(state, group, session, standing, shows),
  });
  const belonging = session.belongings.get(groupId);
  if (belonging !== undefined && isIn(belonging)) return told(belonging.standing);
  if (belonging !== undefined && belonging.groups < stale.groupLag) {
    belonging.groups += 1;
    return told(belonging.lastStanding);
  }
  return stale.tellsLeftGroups ? told('not-a-member') : { kind: 'not-in' };
}

/** The group an invite code leads to, seen from outside; null when it leads nowhere. */
export function tellInvitation(state: WorldState, code: string): ToldGroup | null {
  const group = [...state.groups.values()].find(
    ({ inviteCode }) => inviteCode !== null && inviteCode === code,
  );
  return group === undefined ? null : { group, members: membersOf(state, group), shows: 'members' };
}

function tell(
  state: WorldState,
  group: Group,
  session: Session,
  standing: Standing,
  shows: ToldGroup['shows'],
): ToldGroup {
  return { group, members: membersOf(state, group, { session, standing }), shows };
}
