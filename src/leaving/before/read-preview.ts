import type { GroupId } from '../ids.ts';
import type {
  GroupList,
  GroupRead,
  ReadFailure,
  ReadResult,
  SessionFacts,
  WasendReads,
} from '../ports/wasend.ts';
import type { GroupFacts, SeenBefore } from '../standing.ts';
import type { BadReference, SortedReferences } from '../typed/references.ts';

/** One group a person named. */
export interface PreviewedGroup {
  readonly groupId: GroupId;
  /** Null when Wasend told nothing; a role that could not be read is `not-known`. */
  readonly facts: GroupFacts | null;
  /** True only where the list was read whole and does not name it. */
  readonly notListed: boolean;
  readonly before: SeenBefore;
}

/** What could be found out about the groups a person named, before anything is left. */
export interface Preview {
  readonly session: SessionFacts | null;
  /** In the order typed, each once. */
  readonly groups: readonly PreviewedGroup[];
  readonly bad: readonly BadReference[];
  /** Every group of the number; empty when the list could not be read. */
  readonly listed: readonly GroupFacts[];
  /** When the list was read (epoch milliseconds); null when it was not. */
  readonly readAt: number | null;
  /** Why facts are missing as a whole; null when the list was read. */
  readonly failure: ReadFailure | null;
}

/** Up to this many groups are read singly, together; for more, one list with members is fewer calls of a rationed API. */
const mostSingleReads = 5;

/** Reads what the modal shows, everything that can be read at once together. Never throws for anything Wasend does. */
export async function readPreview(asked: SortedReferences, reads: WasendReads): Promise<Preview> {
  const singly = asked.groupIds.length + asked.invites.length <= mostSingleReads;
  const single = (groupId: GroupId) => (singly ? reads.group(groupId) : Promise.resolve(null));
  const [session, list, named, invited] = await Promise.all([
    reads.session(),
    reads.groups({ members: !singly }),
    Promise.all(asked.groupIds.map(async (groupId) => ({ groupId, read: await single(groupId) }))),
    Promise.all(
      asked.invites.map(async ({ typed, code }) => {
        const info = await reads.joinInfo(code);
        if (info.kind === 'failed') return { typed, said: info.said };
        const { groupId } = info.value;
        const isNamed = asked.groupIds.includes(groupId);
        return { groupId, read: isNamed ? null : await single(groupId) };
      }),
    ),
  ]);
  const known = new Known(list, session.kind === 'ok' && session.value.health === 'usable');
  const groups = new Map<string, PreviewedGroup>();
  const bad: BadReference[] = [...asked.bad];
  for (const one of [...named, ...invited]) {
    if ('typed' in one) bad.push(inviteNotTold(one.typed, one.said));
    else if (!groups.has(one.groupId)) groups.set(one.groupId, known.about(one.groupId, one.read));
  }
  return {
    session: session.kind === 'ok' ? session.value : null,
    groups: [...groups.values()],
    bad,
    listed: list.kind === 'ok' ? list.value.groups : [],
    readAt: list.kind === 'ok' ? list.value.readAt : null,
    failure: list.kind === 'failed' ? list : session.kind === 'failed' ? session : null,
  };
}

/** Wasend could not tell which group the invite leads to; `said` is its own sentence. */
function inviteNotTold(typed: string, said: string | null): BadReference {
  return { typed, why: 'invite-not-told', said };
}

/** Puts together what the list and the group's own read tell. */
class Known {
  readonly #listed = new Map<string, GroupFacts>();
  readonly #foundAs: ReadonlyMap<string, string>;
  readonly #sessionWorks: boolean;
  readonly #listIsWhole: boolean;

  constructor(list: ReadResult<GroupList>, sessionWorks: boolean) {
    if (list.kind === 'ok') for (const facts of list.value.groups) this.#listed.set(facts.groupId, facts);
    this.#foundAs = list.kind === 'ok' ? list.value.foundAs : new Map();
    this.#sessionWorks = sessionWorks;
    this.#listIsWhole = list.kind === 'ok' && list.value.whole;
  }

  about(groupId: GroupId, read: ReadResult<GroupRead> | null): PreviewedGroup {
    const listed = this.#listed.get(groupId) ?? null;
    const before: SeenBefore = { as: this.#foundAs.get(groupId) ?? null, path: null };
    const notListed = this.#listIsWhole && listed === null;
    if (read === null) return { groupId, facts: listed, notListed, before };
    if (read.kind === 'failed') {
      const isOutside = read.outsider?.namesGroup === true && this.#sessionWorks;
      return { groupId, facts: isOutside ? outsider(groupId, listed) : listed, notListed, before };
    }
    const { facts, membership, path } = read.value;
    if (facts.groupId !== groupId) return { groupId, facts: listed, notListed, before };
    return {
      groupId,
      facts: merged(read.value, listed),
      notListed,
      before: { as: membership.kind === 'in' ? membership.as : before.as, path },
    };
  }
}

/** The group's own read counts; what it does not say, the list may: roles only where no members were told. */
function merged({ facts, membership }: GroupRead, listed: GroupFacts | null): GroupFacts {
  if (listed === null) return facts;
  return {
    ...facts,
    name: facts.name ?? listed.name,
    memberCount: facts.memberCount ?? listed.memberCount,
    standing:
      facts.standing === 'not-known' && membership.kind === 'not-told' ? listed.standing : facts.standing,
    onlyAdmin: facts.onlyAdmin ?? listed.onlyAdmin,
    isCommunity: facts.isCommunity ?? listed.isCommunity,
    isAnnouncementGroup: facts.isAnnouncementGroup ?? listed.isAnnouncementGroup,
    communityId: facts.communityId ?? listed.communityId,
    isLocked: facts.isLocked || listed.isLocked,
    createdAt: facts.createdAt ?? listed.createdAt,
  };
}

function outsider(groupId: GroupId, listed: GroupFacts | null): GroupFacts {
  const facts: GroupFacts = listed ?? {
    groupId,
    name: null,
    memberCount: null,
    standing: 'not-known',
    onlyAdmin: null,
    isCommunity: null,
    isAnnouncementGroup: null,
    communityId: null,
    isLocked: false,
    createdAt: null,
  };
  return { ...facts, standing: 'not-a-member', onlyAdmin: null };
}
