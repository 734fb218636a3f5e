import type { GroupId } from '../ids.ts';
import type { ReadFailure, SessionFacts, WasendReads } from '../ports/wasend.ts';
import type { GroupFacts } from '../standing.ts';
import type { BadReference, SortedReferences } from '../typed/references.ts';

/** What could be found out about the groups a person named, before anything is left. */
export interface Preview {
  readonly session: SessionFacts | null;
  /** In the order typed, each once; facts are null when Wasend did not tell them. */
  readonly groups: readonly { readonly groupId: GroupId; readonly facts: GroupFacts | null }[];
  readonly bad: readonly BadReference[];
  /** Every group of the number; empty when the list could not be read. */
  readonly listed: readonly GroupFacts[];
  /** When the list was read (epoch milliseconds); null when it was not. */
  readonly readAt: number | null;
  /** Why facts are missing as a whole; null when the list was read. */
  readonly failure: ReadFailure | null;
}

/**
 * Groups that the list does not name, or of which it does not say whether they are communities, are read one by one,
 * up to this many: each read is a call of a rationed API.
 */
const mostSingleReads = 5;

/** Reads what the modal shows. Never throws for anything Wasend does. */
export async function readPreview(asked: SortedReferences, reads: WasendReads): Promise<Preview> {
  const session = await reads.session();
  const list = await reads.groups();
  const resolved = await resolveInvites(asked.invites, reads);
  const groupIds = [...new Set([...asked.groupIds, ...resolved.groupIds])];
  const known = new Map<string, GroupFacts>();
  if (list.kind === 'ok') for (const facts of list.value.groups) known.set(facts.groupId, facts);
  await readSingly(groupIds, known, reads);
  return {
    session: session.kind === 'ok' ? session.value : null,
    groups: groupIds.map((groupId) => ({ groupId, facts: known.get(groupId) ?? null })),
    bad: [...asked.bad, ...resolved.bad],
    listed: list.kind === 'ok' ? list.value.groups : [],
    readAt: list.kind === 'ok' ? list.value.readAt : null,
    failure: list.kind === 'failed' ? list : session.kind === 'failed' ? session : null,
  };
}

async function resolveInvites(
  invites: SortedReferences['invites'],
  reads: WasendReads,
): Promise<{ groupIds: GroupId[]; bad: BadReference[] }> {
  const groupIds: GroupId[] = [];
  const bad: BadReference[] = [];
  for (const { typed, code } of invites) {
    const info = await reads.joinInfo(code);
    if (info.kind === 'ok') groupIds.push(info.value.groupId);
    else bad.push({ typed, why: whyNotResolved(info) });
  }
  return { groupIds, bad };
}

function whyNotResolved(failure: ReadFailure): string {
  if (failure.said !== null)
    return `Wasend could not tell which group this invite leads to: “${failure.said}”`;
  return 'Wasend could not tell which group this invite leads to. Use the group’s id instead.';
}

async function readSingly(
  groupIds: readonly GroupId[],
  known: Map<string, GroupFacts>,
  reads: WasendReads,
): Promise<void> {
  const isOpen = (groupId: GroupId) => (known.get(groupId)?.isCommunity ?? null) === null;
  const missing = groupIds.length <= mostSingleReads ? groupIds.filter(isOpen) : [];
  for (const groupId of missing) {
    const read = await reads.group(groupId);
    if (read.kind === 'ok') known.set(groupId, read.value.facts);
    else if (read.why === 'not-a-member') known.set(groupId, outsider(groupId));
  }
}

function outsider(groupId: GroupId): GroupFacts {
  return {
    groupId,
    name: null,
    memberCount: null,
    standing: 'not-a-member',
    onlyAdmin: null,
    isCommunity: false,
    isAnnouncementGroup: false,
    communityId: null,
    isLocked: false,
    createdAt: null,
  };
}
