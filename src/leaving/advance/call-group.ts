import { LedgerUnavailable } from '../../errors.ts';
import type { RequestEvent } from '../events.ts';
import type { Leave } from '../leave.ts';
import type { LeaveAnswer } from '../outcome.ts';
import type { Claim, ClaimResult } from '../ports/claim.ts';
import type { HoldUp } from '../ports/hold-ups.ts';
import type { Request } from '../request.ts';
import { putAsideNow } from '../rules/judge-at-call.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import { knownNumber, readNumber } from './check-number.ts';
import type { AdvanceMeans, Connected } from './means.ts';
import { drawGapMs, leastTries, patienceMs } from './pace.ts';
import { endAfter, type Stepped, write } from './write.ts';

/** A call lasts 90 s at most; what is left is for its record. */
const leaseMs = 100_000;

/** Rules or connection changed between reading and claiming: they are read again after this. */
const judgeAgainMs = 250;

/** An answer in hand is worth more than a lost one: a store that is busy is asked again this often. */
const recordAgainMs = [50, 200, 500, 1_000, 2_000, 3_000, 3_000] as const;

/** A store that is away is asked again this often, for as long as nobody else settles the call. */
const recordLaterMs = 3_000;
const mostTries = recordAgainMs.length + leaseMs / recordLaterMs;

/** Judges the rules of this moment, claims the call by exactly those, and makes it; unless the process is to end. */
export async function callGroup(request: Request, leave: Leave, means: AdvanceMeans): Promise<Stepped> {
  const { ledger, rules, connect } = means;
  const connection = await connect(request);
  if (connection.kind !== 'connected')
    return write(request, [{ type: 'halted', why: connection.kind, said: null }], means);
  const { settings, revision: settingsRevision } = await rules.get(request.workspaceId);
  const ruled = ruledOut(request, settings);
  if (ruled !== null) return write(request, [ruled], means);
  const number = knownNumber(request, connection, means.now());
  if (number?.kind === 'ended') return write(request, [number.event], means);
  const { groupId } = leave.group;
  const attempt = leave.attempts + 1;
  // Asked in the very turn in which the call is claimed: from there on it is under way, and is waited for.
  if (means.isClosing()) return { again: means.now() };
  const wanted: Claim = {
    groupId,
    attempt,
    foundAs: namesOf(leave, connection.foundAs()),
    settingsRevision,
    connectionRevision: connection.revision,
    isNumberKnown: number !== null,
    ...means.pace,
    ...gapOf(settings, means.random),
    dailyCap: settings.dailyCap,
    leaseMs,
  };
  const claim = await ledger.claim(request, wanted);
  if (claim.kind === 'number-not-read') return checkNumber(request, connection, wanted, means);
  if (claim.kind !== 'claimed') return notClaimed(request, claim, means);
  const answer = await connection.wasend.leave(request.ask.sessionId, groupId);
  if (answer.class === 'not-sent') {
    const { lane, sessionId } = request.ask;
    means.warn(
      { requestId: request.requestId, lane, sessionId, fault: answer.fault },
      'Wasend could not be reached',
    );
  }
  await record(claim.request, { groupId, attempt, answer }, means);
  return { again: null };
}

/** What a rule of this moment makes of the request; null when it may go on. */
function ruledOut(request: Request, settings: WorkspaceSettings): RequestEvent | null {
  if (settings.stoppedBy !== null) return { type: 'stop-asked', by: settings.stoppedBy };
  const groups = putAsideNow(request, settings);
  return groups.length === 0 ? null : { type: 'put-aside', groups };
}

function namesOf({ group }: Leave, foundAs: readonly string[]): string[] {
  const own = group.before.as === null ? [] : [group.before.as];
  return [...new Set([...own, ...foundAs])].slice(0, 20);
}

function gapOf({ gapSeconds: { from, to } }: WorkspaceSettings, random: () => number) {
  return { gapMs: drawGapMs({ from: from * 1000, to: to * 1000 }, random), longestGapMs: to * 1000 };
}

/** Comes again at once, by what was read. A read that could not tell holds up whoever asks for this number, as a call would. */
async function checkNumber(
  request: Request,
  connection: Connected,
  wanted: Claim,
  means: AdvanceMeans,
): Promise<Stepped> {
  const check = await readNumber(request, connection);
  if (check.kind === 'ended') return write(request, [check.event], means);
  if (check.kind === 'same') return { again: means.now() };
  const { lane, sessionId } = request.ask;
  if (check.held.why === 'unreachable')
    means.warn({ requestId: request.requestId, lane, sessionId }, 'Wasend could not be reached');
  await means.ledger.holdUp(request, check.held);
  // The wait goes on record now, and its patience is counted: when the hold-up is over it is tried anew.
  const claim = await means.ledger.claim(request, { ...wanted, isNumberKnown: false });
  return claim.kind === 'wait' ? notClaimed(request, claim, means) : { again: means.now() + judgeAgainMs };
}

async function notClaimed(
  request: Request,
  claim: Exclude<ClaimResult, { kind: 'claimed' | 'number-not-read' }>,
  means: AdvanceMeans,
): Promise<Stepped> {
  if (claim.kind === 'stale') return { again: means.now() };
  // Not at once: what keeps changing must not keep the process from everything else.
  if (claim.kind === 'rules-changed') return { again: means.now() + judgeAgainMs };
  const { holdUp } = claim;
  if (holdUp !== null && isOutOfPatience(request, holdUp, means.now()))
    return write(request, [{ type: 'given-up', why: holdUp.why, reference: null }], means);
  return { again: null };
}

/** An hour from the first failure and two tries, of which the request has waited for the newest. */
function isOutOfPatience(
  { holdUntil }: Request,
  { failingSince, tries, lastTryAt }: HoldUp,
  now: number,
): boolean {
  return now - failingSince >= patienceMs && tries >= leastTries && holdUntil <= lastTryAt;
}

/** Appends the answer of a call under way, over anything a person may have appended meanwhile. */
async function record(
  claimed: Request,
  { groupId, attempt, answer }: { groupId: Leave['group']['groupId']; attempt: number; answer: LeaveAnswer },
  means: AdvanceMeans,
): Promise<void> {
  const { ledger, now } = means;
  const events: RequestEvent[] = [{ type: 'answered', groupId, attempt, answer }];
  if (answer.class === 'unauthorized')
    events.push({ type: 'halted', why: 'unauthorized', said: answer.said });
  const until = leaseOf(claimed);
  let request: Request | null = claimed;
  while (request !== null) {
    const current: Request = request;
    const end = endAfter(current, events, now(), ledger.isLost);
    const appended = await patiently(() => ledger.append(current, [...events, ...end]), until, means);
    if (appended.kind === 'appended') return;
    request = await patiently(() => ledger.load(claimed.requestId), until, means);
    // Too late to count, but what the API said about it stays on record.
    if (request !== null && request.finishedAt !== null) events.length = 1;
  }
}

/** When the call under way is nobody's any more (epoch milliseconds); 0 where there is none. */
function leaseOf({ leaves }: Request): number {
  const ends = leaves.map(({ status }) => (status.kind === 'calling' ? status.leaseUntil : 0));
  return Math.max(0, ...ends);
}

/**
 * Tries again for some seconds while the store is busy, and for longer where it stays away, but not when the process is
 * to end. Throws LedgerUnavailable after that.
 */
async function patiently<T>(work: () => Promise<T>, until: number, means: AdvanceMeans): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const isLater = tries >= recordAgainMs.length;
    const isOver = isLater && (tries >= mostTries || means.isClosing() || means.now() >= until);
    try {
      return await work();
    } catch (error) {
      if (isOver || !(error instanceof LedgerUnavailable)) throw error;
      await means.sleep(recordAgainMs[tries] ?? recordLaterMs);
    }
  }
}
