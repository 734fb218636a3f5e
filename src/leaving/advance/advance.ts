import type { LedgerEvent } from '../events.ts';
import type { RequestId } from '../ids.ts';
import type { Leave } from '../leave.ts';
import type { LeaveAnswer } from '../outcome.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Self, WasendClient } from '../ports/wasend.ts';
import { foldRequest, type Request } from '../request.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import { judgeGroupList, judgeGroupRead, type Seen } from './look.ts';
import { nextStep } from './next-step.ts';
import { gapAfterCallMs, laneClosedUntil, type Pace, paceOf } from './pace.ts';
import { recheck } from './recheck.ts';

/** A workspace's way to Wasend at this moment, or null when its connection is gone or has another key. */
export type Connect = (request: Request) => Promise<Connected | null>;

export interface Connected {
  readonly wasend: WasendClient;
  readonly self: Self;
  /** The workspace's rules at this moment. */
  readonly settings: Pick<WorkspaceSettings, 'protectedGroups' | 'stoppedBy'>;
}

export interface AdvanceDependencies {
  readonly ledger: Ledger;
  readonly connect: Connect;
  readonly pace: Pace;
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * Takes one step of one request and answers when to be woken next (epoch milliseconds), or null when nothing is
 * owed any more. Holds no state: whatever died in between, calling it again is right. A leave that was called and
 * has no answer is never called again; it is settled by looking. Throws only what the ledger throws.
 */
export async function advance(
  requestId: RequestId,
  dependencies: AdvanceDependencies,
): Promise<number | null> {
  const folded = foldRequest(await dependencies.ledger.load(requestId));
  if (folded.kind !== 'request') return null;
  const { request } = folded;
  const now = dependencies.now();
  const step = nextStep(request, now);
  switch (step.kind) {
    case 'done':
      return null;
    case 'sleep':
      return step.until;
    case 'finish':
      return append(request, [{ type: 'finished' }], dependencies);
    case 'expire':
      return append(request, [{ type: 'approval-expired' }], dependencies);
    case 'recheck':
      return recheck(request, dependencies);
    case 'settle-lost-call':
      return append(request, [answered(request, step.leave, lostAnswer, now)], dependencies);
    case 'look':
      return look(request, step.leave, dependencies);
    case 'call':
      return call(request, step.leave, dependencies);
  }
}

const lostAnswer: LeaveAnswer = { class: 'unknown', status: null, said: null };

async function call(request: Request, leave: Leave, dependencies: AdvanceDependencies): Promise<number> {
  const { ledger, pace, now, random } = dependencies;
  const connection = await dependencies.connect(request);
  if (connection === null) {
    return append(request, [{ type: 'halted', why: 'not-connected', said: null }], dependencies);
  }
  const { stoppedBy } = connection.settings;
  if (stoppedBy !== null) return append(request, [{ type: 'stop-asked', by: stoppedBy }], dependencies);
  const { groupId } = leave.group;
  const { lane, sessionId } = request.ask;
  const attempt = leave.attempts + 1;
  const nextNotBefore = now() + gapAfterCallMs(request.leaves.length, paceOf(request.ask, pace), random);
  const claim = await ledger.claim(
    request.workspaceId,
    request.requestId,
    request.version,
    { type: 'calling', groupId, attempt, lane, sessionId, nextNotBefore },
    { lane, sessionId, groupId, limit: pace.limit, windowMs: pace.windowMs },
  );
  if (claim.kind === 'wait') return claim.retryAt;
  if (claim.kind === 'stale') return now();
  const answer = await connection.wasend.leave(sessionId, groupId);
  await record(request, leave, attempt, answer, dependencies);
  return now();
}

/** Appends the answer of a call under way, over anything a person may have appended meanwhile. */
async function record(
  request: Request,
  leave: Leave,
  attempt: number,
  answer: LeaveAnswer,
  dependencies: AdvanceDependencies,
): Promise<void> {
  const events: LedgerEvent[] = [
    answered(request, { ...leave, attempts: attempt }, answer, dependencies.now()),
  ];
  const why = haltedBy(answer);
  if (why !== null) events.push({ type: 'halted', why, said: answer.said });
  let version = request.version + 1;
  for (;;) {
    const result = await dependencies.ledger.append(request.workspaceId, request.requestId, version, events);
    if (result.kind === 'appended') return;
    const folded = foldRequest(await dependencies.ledger.load(request.requestId));
    if (folded.kind !== 'request' || !isStillCalling(folded.request, leave, attempt)) return;
    version = folded.request.version;
  }
}

function isStillCalling(request: Request, leave: Leave, attempt: number): boolean {
  return request.leaves.some(
    (candidate) =>
      candidate.group.groupId === leave.group.groupId &&
      candidate.state === 'calling' &&
      candidate.attempts === attempt,
  );
}

function haltedBy(answer: LeaveAnswer): 'unauthorized' | 'session-missing' | 'session-down' | null {
  const { class: kind } = answer;
  return kind === 'unauthorized' || kind === 'session-missing' || kind === 'session-down' ? kind : null;
}

function answered(request: Request, leave: Leave, answer: LeaveAnswer, now: number): LedgerEvent {
  const closedUntil = laneClosedUntil(answer, now);
  return {
    type: 'answered',
    groupId: leave.group.groupId,
    attempt: leave.attempts,
    lane: request.ask.lane,
    answer,
    ...(closedUntil === null ? {} : { laneClosedUntil: closedUntil }),
  };
}

async function look(request: Request, leave: Leave, dependencies: AdvanceDependencies): Promise<number> {
  const seen = await see(request, leave, dependencies);
  const event = { type: 'looked', groupId: leave.group.groupId, look: leave.looks + 1, ...seen } as const;
  return append(request, [event], dependencies);
}

async function see(request: Request, leave: Leave, dependencies: AdvanceDependencies): Promise<Seen> {
  const connection = await dependencies.connect(request);
  if (connection === null) return { sighting: 'cannot-tell', evidence: 'Wasend is not connected any more.' };
  const { sessionId } = request.ask;
  const { groupId } = leave.group;
  const byGroup = judgeGroupRead(await connection.wasend.group(sessionId, groupId, connection.self));
  if (byGroup.sighting !== 'cannot-tell') return byGroup;
  return judgeGroupList(groupId, await connection.wasend.groups(sessionId, connection.self));
}

/** Appends what a step found and wakes at once. Stale is no fault: someone moved the request on, and the next step sees it. */
async function append(
  request: Request,
  events: readonly LedgerEvent[],
  { ledger, now }: AdvanceDependencies,
): Promise<number> {
  await ledger.append(request.workspaceId, request.requestId, request.version, events);
  return now();
}
