import type { Group } from './groups.ts';
import type { Member } from './members.ts';
import type { Standing } from './world-seed.ts';

/** One number's place in one group; kept after leaving, because reads may lag. */
export interface Belonging {
  standing: Standing;
  /** What it was while it was in. */
  lastStanding: Exclude<Standing, 'not-a-member'>;
  /** Reads since it left that still showed it; the lists' and the single group's are counted apart. */
  lists: number;
  groups: number;
}

export interface Session {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** As the session tells it. */
  phoneNumber: string;
  /** As groups show it, with the leading +. */
  memberNumber: string;
  readonly lid: string;
  status: string;
  /** By group id, in order of joining. */
  readonly belongings: Map<string, Belonging>;
}

/** Everything there is, found by id. */
export interface WorldState {
  readonly keys: Set<string>;
  readonly sessions: Map<string, Session>;
  readonly groups: Map<string, Group>;
}

/** Null for an unknown session and for another key's: Wasend does not tell the two apart. */
export function sessionOfKey(state: WorldState, key: string, sessionId: string): Session | null {
  const session = state.sessions.get(sessionId);
  return session?.key === key ? session : null;
}

/** WAHA's word and the one of Wasend's SDK for a session that can do something. */
export const isUsable = ({ status }: Session): boolean => status === 'WORKING' || status === 'CONNECTED';

export const isIn = (belonging: Belonging | undefined): boolean =>
  belonging !== undefined && belonging.standing !== 'not-a-member';

/** Everyone in a group. `seen` is a session shown with this standing whatever is true, as a stale row would. */
export function membersOf(
  state: WorldState,
  group: Group,
  seen?: { readonly session: Session; readonly standing: Standing },
): Member[] {
  const ours = [...state.sessions.values()].flatMap((session): Member[] => {
    const standing =
      session === seen?.session
        ? seen.standing
        : (session.belongings.get(group.id)?.standing ?? 'not-a-member');
    const { memberNumber: phoneNumber, lid, name } = session;
    return standing === 'not-a-member' ? [] : [{ phoneNumber, lid, role: standing, displayName: name }];
  });
  return [...group.others, ...ours];
}

/** How many are in a group now. */
export function memberCountOf(state: WorldState, { id, others }: Group): number {
  const ours = [...state.sessions.values()].filter(({ belongings }) => isIn(belongings.get(id)));
  return others.length + ours.length;
}
