import type { RequestEvent } from '../events.ts';
import type { Leave } from '../leave.ts';
import { haltedBy, isLastLook } from '../looking.ts';
import type { ReadFailure } from '../ports/wasend.ts';
import type { Request } from '../request.ts';
import { areOtherNumbers } from '../spellings.ts';
import { isPostponed, judgeLook, type LookedAt, type Seen } from './look.ts';
import type { AdvanceMeans, Connected } from './means.ts';
import { type Stepped, write } from './write.ts';

/** A look that can never be taken ends too: after this long what was not seen is told as such. */
const longestPostponedMs = 60 * 60_000;
/** Calls are limited by the minute: whoever has read nothing for so long has all of it again. */
const longestPauseMs = 60_000;

const notRead: ReadFailure = { kind: 'failed', why: 'unreadable', status: null, said: null };
const unseen: Seen = {
  sighting: 'cannot-tell',
  evidence: 'not-connected',
  session: 'not-known',
  owner: false,
};

/** Takes one look at a group and writes what it showed. A look that was not answered at all is postponed, not counted. */
export async function lookAtGroup(
  request: Request,
  leave: Leave,
  dueAt: number,
  means: AdvanceMeans,
): Promise<Stepped> {
  const connection = await means.connect(request);
  if (connection.kind !== 'connected') return writeLook(request, leave, unseen, means);
  const lookedAt = await see(request, leave, connection);
  const pauseMs = isPostponed(lookedAt);
  const now = means.now();
  const lateMs = now - dueAt;
  if (pauseMs !== null && lateMs < longestPostponedMs) return { again: now + pauseBetween(pauseMs, lateMs) };
  return writeLook(request, leave, judgeLook(lookedAt, isLastLook(leave)), means);
}

/**
 * What was told, and the later the look is, the longer: a look takes several reads, and tries that each take the one
 * place that has just become free would keep it from ever getting all of them. Pure.
 */
function pauseBetween(toldMs: number, lateMs: number): number {
  return Math.max(toldMs, Math.min(lateMs, longestPauseMs));
}

async function see(request: Request, leave: Leave, { wasend, self, foundAs }: Connected): Promise<LookedAt> {
  const { sessionId } = request.ask;
  const { groupId, before } = leave.group;
  const known = { groupId, before, foundAs: [...new Set([...leave.foundAs, ...foundAs()])] };
  const { status } = leave;
  if (status.kind === 'looking' && status.after === 'session-in-doubt') {
    const session = await wasend.session(sessionId);
    // What postpones the session's read postpones the look: there is nothing else to see.
    return { ...known, session, group: session.kind === 'failed' ? session : notRead, list: null };
  }
  const isUnclear = status.kind === 'looking' && status.after === 'not-clear';
  const me = await self();
  const { phone } = request.ask.number;
  // What another number sees of a group says nothing of the one that was asked to leave.
  const ofOther = { ...known, session: notRead, group: notRead, list: null };
  if (areOtherNumbers(phone, me.phoneNumber)) return ofOther;
  const [session, group] = await Promise.all([
    isUnclear ? wasend.session(sessionId) : notRead,
    wasend.group(sessionId, groupId, me),
  ]);
  const looked: LookedAt = { ...known, session, group, list: null };
  const withSession =
    !isUnclear && group.kind === 'failed' && group.outsider !== undefined
      ? { ...looked, session: await wasend.session(sessionId) }
      : looked;
  const read = withSession.session;
  if (read.kind === 'ok' && areOtherNumbers(phone, read.value.phoneNumber)) return ofOther;
  const isSettled =
    isUnclear || !isLastLook(leave) || judgeLook(withSession, true).sighting !== 'cannot-tell';
  if (isSettled || isPostponed(withSession) !== null) return withSession;
  return { ...withSession, list: await wasend.groups(sessionId, me, { members: false }) };
}

async function writeLook(request: Request, leave: Leave, seen: Seen, means: AdvanceMeans): Promise<Stepped> {
  const { groupId } = leave.group;
  const events: RequestEvent[] = [{ type: 'looked', groupId, look: leave.looks + 1, ...seen }];
  // Only a refusal makes the session's own state the request's: a look after an accepted leave has nothing to halt.
  const isRefusal =
    leave.status.kind === 'looking' && leave.status.after !== 'accepted' && leave.status.after !== 'unknown';
  const why = isRefusal && seen.sighting !== 'out' ? haltedBy(seen.session) : null;
  if (why !== null) events.push({ type: 'halted', why, said: leave.answer?.said ?? null });
  return write(request, events, means);
}
