import type { Group } from '../world/groups.ts';
import type { Member } from '../world/members.ts';
import type { Session } from '../world/world-state.ts';

/** A group as one read is to tell it. */
export interface ToldGroup {
  readonly group: Group;
  /** Those who are told: everyone in it, unless the read lies. */
  readonly members: readonly Member[];
  /** How many are in it. */
  readonly memberCount: number;
  /** `null` writes `participants: null`; `left-out` writes no such key. */
  readonly shows: 'members' | 'null' | 'left-out';
  /** Also shapes that tell no count of members tell one. */
  readonly tellsCount: boolean;
}

interface Page {
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  /** Left out when undefined. */
  readonly hasMore: boolean | undefined;
}

/** Has the last word about a row before it goes out. */
export type Retouch = (row: unknown, told: ToldGroup) => unknown;

/** How one kind of server writes its answers to reads: each function gives a body. */
export interface Shape {
  sessions(sessions: readonly Session[]): unknown;
  session(session: Session): unknown;
  groups(groups: readonly ToldGroup[], page: Page, retouch: Retouch): unknown;
  group(told: ToldGroup): unknown;
  participants(told: ToldGroup): unknown;
  count(total: number): unknown;
  joinInfo(told: ToldGroup): unknown;
  /** Null where `…/info` is no route. */
  readonly info: ((told: ToldGroup) => unknown) | null;
  /** Whether refusals of reads, and all answers to leaving, are WAHA's own, and of which engine. */
  readonly refusesLikeWaha: false | 'gows' | 'noweb';
}

export const unsetTime = '0001-01-01T00:00:00Z';
export const createdAt = '2022-05-10T10:00:00Z';

/** `participants`, or nothing, or null, as the read is to tell it. Empty rows have no members to show. */
export function showMembers<Key extends string>(
  key: Key,
  { group, members, shows }: ToldGroup,
  write: (member: Member, addressing: Group['addressing']) => unknown,
  emptyRow: readonly never[] | null = null,
): Partial<Record<Key, unknown>> {
  if (shows === 'left-out') return {};
  const told = shows === 'null' ? null : members.map((member) => write(member, group.addressing));
  return { [key]: group.hasEmptyRow ? emptyRow : told } as Partial<Record<Key, unknown>>;
}

/** The count beside the members, where the shape has none of its own. */
export const countBeside = ({ tellsCount, memberCount }: ToldGroup): { participantCount?: number } =>
  tellsCount ? { participantCount: memberCount } : {};

export const isAdmin = ({ role }: Member): boolean => role !== 'member';
export const isOwner = ({ role }: Member): boolean => role === 'owner';
