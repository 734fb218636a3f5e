import type { AskedGroup, SetAside, SetAsideWhy } from '../events.ts';
import type { GroupRead, ReadFailure, ReadResult } from '../ports/wasend.ts';
import type { Request } from '../request.ts';
import { changedSince, type SeenOutside } from '../rules/approved-list.ts';
import { putAsideNow } from '../rules/judge-at-call.ts';
import { mayAsk, mayLeave } from '../rules/rules.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import type { GroupFacts, SeenBefore } from '../standing.ts';
import type { AdvanceMeans, Connected } from './means.ts';
import { patienceMs } from './pace.ts';
import { type Stepped, write } from './write.ts';

/** What cannot be read is read again after this pause. */
const readAgainMs = 30_000;
/** Where reads are limited by the minute, whoever has read nothing for so long has all of it again. */
const limitedAgainMs = 60_000;
/** A list that was never read is read again for this long from the first try on. */
const firstPatienceMs = 5 * 60_000;
/** Up to this many groups are read singly. */
const mostSingleReads = 5;

/**
 * Looks at an approved list again before it is called, and sets aside what is not as it was approved: people approved
 * what they saw, and those who asked and approved must still be allowed to. Slack or Wasend not answering means wait.
 */
export async function recheck(request: Request, means: AdvanceMeans): Promise<Stepped> {
  const { connect, rules, now } = means;
  const connection = await connect(request);
  if (connection.kind !== 'connected')
    return write(request, [{ type: 'halted', why: connection.kind, said: null }], means);
  const { settings } = await rules.get(request.workspaceId);
  if (settings.stoppedBy !== null)
    return write(request, [{ type: 'stop-asked', by: settings.stoppedBy }], means);
  const people = await judgePeople(request, settings, means);
  const facts = people === 'not-known' ? people : await readFacts(request, connection);
  if (people === 'not-known' || !(facts instanceof Map)) {
    if (now() < waitsUntil(request)) return { again: now() + pauseAfter(facts, means) };
    return write(request, [{ type: 'rechecked', setAside: everything(request, 'not-checked') }], means);
  }
  const setAside = people === 'allowed' ? whatChanged(request, facts, settings) : everything(request, people);
  return write(request, [{ type: 'rechecked', setAside }], means);
}

/**
 * Until when (epoch milliseconds) what cannot be read is read again. Of a long list the calls go on after its approval is
 * over: one read that fails then must not end it, and it is waited for as for every other ask.
 */
function waitsUntil({ approval, holdUntil, recheckedAt }: Request): number {
  const lately = recheckedAt === null ? holdUntil + firstPatienceMs : recheckedAt + patienceMs;
  return Math.max(approval?.until ?? 0, lately);
}

/**
 * A list takes several reads: where a 429 refused one of them, the next try waits until those of this one count no more.
 * Of several requests not all come again at the same time, to refuse each other the next one.
 */
function pauseAfter(
  unread: Awaited<ReturnType<typeof readFacts>> | 'not-known',
  { random }: Pick<AdvanceMeans, 'random'>,
): number {
  if (unread === 'not-known' || unread instanceof Map || unread.why !== 'rate-limited') return readAgainMs;
  return Math.max(unread.retryAfterMs ?? 0, Math.round(limitedAgainMs * (1 + random())));
}

/** Whether everybody who brought this about may still do so. */
async function judgePeople(
  { workspaceId, ask, approval }: Request,
  settings: WorkspaceSettings,
  { person }: AdvanceMeans,
): Promise<'allowed' | 'not-known' | SetAsideWhy> {
  const [requester, ...approvers] = await Promise.all(
    [ask.by, ...(approval?.approvedBy ?? [])].map((userId) => person(workspaceId, userId)),
  );
  if (requester == null || approvers.includes(null)) return 'not-known';
  const verdict = mayAsk(requester, ask, settings);
  if (verdict.kind === 'refused') return verdict.rule === 'not-checked' ? 'not-known' : 'requester-may-not';
  const verdicts = approvers.map((approver) => mayLeave(approver, settings.leavers));
  if (verdicts.some((one) => one.kind === 'refused' && one.rule === 'not-checked')) return 'not-known';
  return verdicts.every(({ kind }) => kind === 'allowed') ? 'allowed' : 'approver-may-not';
}

/** A group as it is now, or how it was seen that we are out of it; what shows neither tells nothing. */
type Now = GroupFacts | SeenOutside | 'not-told';

/** The waiting groups as they are now, by id; or why that could not be read. */
async function readFacts(
  { ask: { sessionId }, leaves }: Request,
  { wasend, self }: Connected,
): Promise<Map<string, Now> | ReadFailure> {
  const me = await self();
  const waiting = leaves.flatMap(({ group, status }) => (status.kind === 'waiting' ? [group] : []));
  const facts = new Map<string, Now>();
  if (waiting.length > mostSingleReads) {
    const list = await wasend.groups(sessionId, me, { members: true });
    if (list.kind === 'failed') return list;
    // What a list that is not whole does not name may stand in the part of it that was not read.
    if (list.value.whole) for (const { groupId } of waiting) facts.set(groupId, 'not-listed');
    for (const group of list.value.groups) facts.set(group.groupId, group);
  }
  const unread = waiting.filter(({ groupId }) => !facts.has(groupId));
  const reads = await Promise.all(
    unread.map(async (group) => ({ group, read: await wasend.group(sessionId, group.groupId, me) })),
  );
  for (const { group, read } of reads) {
    const now = asRead(group, read);
    if (typeof now === 'object' && 'kind' in now) return now;
    facts.set(group.groupId, now);
  }
  return facts;
}

/** What a group's own read shows of it, or why it could not be read. */
function asRead({ groupId, before }: AskedGroup, read: ReadResult<GroupRead>): Now | ReadFailure {
  if (read.kind === 'ok') return read.value.facts.groupId === groupId ? read.value.facts : 'not-told';
  if (read.outsider === undefined) return read;
  return showsOutside(read, before) ? 'refused-as-outsider' : 'not-told';
}

/** As a look takes it: the refusal names the group, or comes from where this very group was read before. */
function showsOutside({ outsider }: ReadFailure, before: SeenBefore): boolean {
  return outsider !== undefined && (outsider.namesGroup || outsider.path === before.path);
}

function whatChanged(
  request: Request,
  facts: ReadonlyMap<string, Now>,
  settings: WorkspaceSettings,
): SetAside[] {
  const byRule = new Map(putAsideNow(request, settings).map(({ groupId, why }) => [groupId, why]));
  return request.leaves.flatMap(({ group, status }) => {
    if (status.kind !== 'waiting') return [];
    const now = facts.get(group.groupId) ?? 'not-told';
    const changed = now === 'not-told' ? 'not-checked' : changedSince(group, now);
    const why = byRule.get(group.groupId) ?? changed;
    return why === null ? [] : [{ groupId: group.groupId, why }];
  });
}

function everything({ leaves }: Request, why: SetAsideWhy): SetAside[] {
  return leaves.flatMap(({ group, status }) =>
    status.kind === 'waiting' ? [{ groupId: group.groupId, why }] : [],
  );
}
