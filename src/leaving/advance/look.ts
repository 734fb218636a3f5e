import type { Evidence, SessionSeen, Sighting } from '../outcome.ts';
import type { GroupRead, GroupsRead, ReadFailure, ReadResult, SessionFacts } from '../ports/wasend.ts';
import type { SeenBefore } from '../standing.ts';

/** What one look showed. `owner`: the members name us as the owner, to whom Wasend refuses leaving. */
export interface Seen {
  readonly sighting: Sighting;
  readonly evidence: Evidence;
  readonly session: SessionSeen;
  readonly owner: boolean;
}

/** Everything one look read, and what was known before the call. */
export interface LookedAt {
  readonly groupId: string;
  readonly session: ReadResult<SessionFacts>;
  readonly group: ReadResult<GroupRead>;
  /** Read only at the last look, and only when the group could not tell. */
  readonly list: ReadResult<GroupsRead> | null;
  readonly before: SeenBefore;
  /** The spellings under which any group of this session has named us. */
  readonly foundAs: readonly string[];
}

/**
 * What a look shows, by the table in the architecture: only a read that would have shown us proves that we are out.
 * `isLast` lets the list speak, which is a copy of unknown age. Pure.
 */
export function judgeLook(lookedAt: LookedAt, isLast: boolean): Seen {
  const session = sessionSeen(lookedAt.session);
  const group = judgeGroup(lookedAt, session);
  const seen = group.sighting === 'cannot-tell' && isLast ? (judgeList(lookedAt) ?? group) : group;
  return { ...seen, session, owner: isOwner(lookedAt.group) };
}

/**
 * How long to wait (ms) when this was no look at all: what would have told was refused with 429 or not reached. Null
 * when it counts. A session that was not reached postpones only where the group's refusal hangs on it.
 */
export function isPostponed(lookedAt: LookedAt): number | null {
  const { group, session, list } = lookedAt;
  const waits = [postponedBy(group), list === null ? null : postponedBy(list)];
  if (group.kind === 'failed' && group.outsider !== undefined) waits.push(postponedBy(session));
  const longest = Math.max(...waits.map((waitMs) => waitMs ?? 0));
  return longest === 0 ? null : longest;
}

const unreachableWaitMs = 10_000;
const limitedWaitMs = 60_000;

/** A status means that somebody answered, be it a gateway: that was a look, which cannot tell. */
function postponedBy(read: ReadResult<unknown>): number | null {
  if (read.kind === 'ok') return null;
  if (read.why === 'rate-limited') return read.retryAfterMs ?? limitedWaitMs;
  return read.why === 'unreachable' && read.status === null ? unreachableWaitMs : null;
}

type Judged = Pick<Seen, 'sighting' | 'evidence'>;

function judgeGroup({ groupId, group, before, foundAs }: LookedAt, session: SessionSeen): Judged {
  if (group.kind === 'failed') return judgeRefusal(group, before, session);
  const { facts, membership } = group.value;
  if (facts.groupId !== groupId) return cannotTell('group-unread');
  switch (membership.kind) {
    case 'in':
      return { sighting: 'in', evidence: 'named-as-member' };
    case 'absent': {
      const names = before.as === null ? foundAs : [before.as, ...foundAs];
      // A session may have another number by now: the absence of that one says nothing of the one that was in.
      const wouldBeSeen = names.some((as) => membership.names.includes(as));
      if (wouldBeSeen) return { sighting: 'out', evidence: 'members-without-us' };
      return cannotTell('name-not-seen-before');
    }
    case 'not-told':
      return cannotTell('members-not-told');
  }
}

function judgeRefusal({ why, outsider }: ReadFailure, before: SeenBefore, session: SessionSeen): Judged {
  if (outsider !== undefined) {
    const tells = outsider.namesGroup || before.path === outsider.path;
    if (tells && session === 'usable') return { sighting: 'out', evidence: 'refused-as-outsider' };
    return cannotTell('refused-unclear');
  }
  return cannotTell(why === 'refused' || why === 'unauthorized' ? 'refused-unclear' : 'group-unread');
}

/** Null when the list was not read: then the group's own evidence stands. */
function judgeList({ groupId, list }: LookedAt): Judged | null {
  if (list === null || list.kind === 'failed') return null;
  const { groups, whole, unreadable } = list.value;
  if (groups.some((facts) => facts.groupId === groupId)) return cannotTell('still-in-list');
  if (groups.length === 0) return cannotTell('list-empty');
  if (!whole || unreadable > 0) return cannotTell('list-not-whole');
  return { sighting: 'probably-out', evidence: 'absent-from-list' };
}

function cannotTell(evidence: Evidence): Judged {
  return { sighting: 'cannot-tell', evidence };
}

function isOwner(group: ReadResult<GroupRead>): boolean {
  return (
    group.kind === 'ok' && group.value.membership.kind === 'in' && group.value.facts.standing === 'owner'
  );
}

/** What a read of the session says of it. Pure. */
export function sessionSeen(session: ReadResult<SessionFacts>): SessionSeen {
  if (session.kind === 'failed') {
    if (session.why === 'unauthorized') return 'unauthorized';
    return session.namesSession === true ? 'gone' : 'not-known';
  }
  switch (session.value.health) {
    case 'usable':
    case 'starting':
    case 'not-known':
      return session.value.health;
    case 'down':
    case 'needs-a-person':
      return 'down';
  }
}
