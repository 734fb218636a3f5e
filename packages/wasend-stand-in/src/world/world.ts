import { buildSession } from './build-session.ts';
import { buildGroup, isGroupId } from './groups.ts';
import type { Member } from './members.ts';
import type { GroupSeed, SessionSeed, Standing, WorldSeed } from './world-seed.ts';
import {
  type Belonging,
  isIn,
  memberCountOf,
  membersOf,
  type Session,
  type WorldState,
} from './world-state.ts';

/** A group as one session's number truly stands in it now. */
interface WorldGroup {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  readonly memberCount: number;
  readonly isLocked: boolean;
  readonly isAnnounce: boolean;
  readonly isParent: boolean;
  readonly isDefaultSubGroup: boolean;
  readonly linkedParentId: string | null;
  readonly inviteCode: string | null;
}

/** WhatsApp and the Wasend account, changeable behind the app's back. Throws on a session or group that is not there. */
export interface World {
  /** Idempotent. */
  addKey(key: string): void;
  addSession(key: string, seed: SessionSeed): void;
  /** Answers the group's id. A group that exists already is joined as it is. */
  addGroup(sessionId: string, seed?: GroupSeed): string;
  /** Answers the ids, in the order in which lists will show them. */
  addManyGroups(sessionId: string, count: number, seed?: Omit<GroupSeed, 'id'>): string[];
  /** Answers whether the number had been in. */
  removeUs(groupId: string, sessionId: string): boolean;
  addUs(groupId: string, sessionId: string, standing?: Exclude<Standing, 'not-a-member'>): void;
  setStatus(sessionId: string, status: string): void;
  /** Spells the session's number otherwise; `spellings` has pairs as they are met in the field. */
  setNumber(sessionId: string, number: { readonly phoneNumber: string; readonly memberNumber: string }): void;
  /** Somebody gives the group another name; throws where there is no such group. */
  rename(groupId: string, name: string): void;
  isMember(sessionId: string, groupId: string): boolean;
  /** Every group the number is or was in, in order of joining. */
  groups(sessionId: string): WorldGroup[];
  /** Everyone who is in a group now, our own numbers included. */
  members(groupId: string): { readonly phoneNumber: string; readonly role: Member['role'] }[];
  /** The sessions of a key, in order. */
  sessions(key: string): {
    readonly id: string;
    readonly name: string;
    readonly phoneNumber: string;
    readonly status: string;
  }[];
}

/** The world and the state under it; the state is for the stand-in's own routes. */
export function createWorld(seed: WorldSeed): { readonly world: World; readonly state: WorldState } {
  const state: WorldState = { keys: new Set(), sessions: new Map(), groups: new Map() };
  const world: World = { ...account(state), ...memberships(state) };
  for (const { key, sessions = [] } of seed.keys) {
    world.addKey(key);
    for (const session of sessions) world.addSession(key, session);
  }
  return { world, state };
}

function account(
  state: WorldState,
): Pick<World, 'addKey' | 'addSession' | 'setStatus' | 'setNumber' | 'sessions'> {
  return {
    addKey: (key) => void state.keys.add(key),
    addSession(key, seed) {
      if (!state.keys.has(key)) throw new Error('There is no such key: add it first');
      const session = buildSession(key, seed, state.sessions.size);
      state.sessions.set(seed.id, session);
      for (const group of seed.groups ?? []) join(state, session, group);
    },
    setStatus(sessionId, status) {
      sessionOf(state, sessionId).status = status;
    },
    setNumber: (sessionId, { phoneNumber, memberNumber }) =>
      void Object.assign(sessionOf(state, sessionId), { phoneNumber, memberNumber }),
    sessions: (key) =>
      [...state.sessions.values()]
        .filter((session) => session.key === key)
        .map(({ id, name, phoneNumber, status }) => ({ id, name, phoneNumber, status })),
  };
}

function memberships(state: WorldState): Omit<World, keyof ReturnType<typeof account>> {
  return {
    addGroup: (sessionId, seed = {}) => join(state, sessionOf(state, sessionId), seed),
    addManyGroups: (sessionId, count, seed = {}) =>
      Array.from({ length: count }, () => join(state, sessionOf(state, sessionId), seed)),
    removeUs: (groupId, sessionId) => removeFrom(sessionOf(state, sessionId), groupId),
    addUs(groupId, sessionId, standing = 'member') {
      if (!state.groups.has(groupId)) throw new Error(`There is no group ${groupId}`);
      sessionOf(state, sessionId).belongings.set(groupId, buildBelonging(standing));
    },
    rename(groupId, name) {
      const group = state.groups.get(groupId);
      if (group === undefined) throw new Error(`There is no group ${groupId}`);
      state.groups.set(groupId, { ...group, name });
    },
    isMember: (sessionId, groupId) => isIn(sessionOf(state, sessionId).belongings.get(groupId)),
    groups: (sessionId) => groupsOf(state, sessionOf(state, sessionId)),
    members(groupId) {
      const group = state.groups.get(groupId);
      if (group === undefined) throw new Error(`There is no group ${groupId}`);
      return membersOf(state, group).map(({ phoneNumber, role }) => ({ phoneNumber, role }));
    },
  };
}

/** Takes a number out of a group, whatever its role. Answers whether it had been in. */
export function removeFrom(session: Session, groupId: string): boolean {
  const belonging = session.belongings.get(groupId);
  if (belonging === undefined || !isIn(belonging)) return false;
  belonging.standing = 'not-a-member';
  return true;
}

function join(state: WorldState, session: Session, seed: GroupSeed): string {
  const groupId = seed.id ?? freeGroupId(state);
  if (!isGroupId(groupId)) throw new Error(`${groupId} is no group id`);
  if (!state.groups.has(groupId)) state.groups.set(groupId, buildGroup(seed, groupId));
  session.belongings.set(groupId, buildBelonging(seed.standing ?? 'member'));
  return groupId;
}

function buildBelonging(standing: Standing): Belonging {
  return { standing, lastStanding: standing === 'not-a-member' ? 'member' : standing, lists: 0, groups: 0 };
}

function groupsOf(state: WorldState, session: Session): WorldGroup[] {
  return [...session.belongings].flatMap(([groupId, { standing }]) => {
    const group = state.groups.get(groupId);
    if (group === undefined) return [];
    const { others, description, addressing, hasEmptyRow, ...told } = group;
    return [{ ...told, standing, memberCount: memberCountOf(state, group) }];
  });
}

/** Ids no seed uses: they count on from the groups there are. */
function freeGroupId({ groups }: WorldState): string {
  let count = 900_000_000_000 + groups.size;
  while (groups.has(`120363${count}@g.us`)) count += 1;
  return `120363${count}@g.us`;
}

function sessionOf({ sessions }: WorldState, sessionId: string): Session {
  const session = sessions.get(sessionId);
  if (session === undefined) throw new Error(`There is no session ${sessionId}`);
  return session;
}
