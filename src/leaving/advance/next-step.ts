import { isSettled, type Leave, nextLookAt, outcomeOf } from '../leave.ts';
import type { Outcome } from '../outcome.ts';
import type { Request } from '../request.ts';
import { approvalState } from '../rules/approval.ts';

/** What a request needs next. Exactly one step is owed at any time; `sleep` says until when none is. */
export type NextStep =
  | { readonly kind: 'settle-lost-call'; readonly leave: Leave }
  | { readonly kind: 'look'; readonly leave: Leave }
  /** Nobody approved in time. */
  | { readonly kind: 'expire' }
  /** An approved list is looked at again right before its first call. */
  | { readonly kind: 'recheck' }
  | { readonly kind: 'call'; readonly leave: Leave }
  | { readonly kind: 'finish' }
  | { readonly kind: 'sleep'; readonly until: number }
  | { readonly kind: 'done' };

/** Decides from the folded request and the time alone. Pure. */
export function nextStep(request: Request, now: number): NextStep {
  if (request.finishedAt !== null) return { kind: 'done' };
  const lost = request.leaves.find((leave) => leave.state === 'calling');
  if (lost !== undefined) return { kind: 'settle-lost-call', leave: lost };

  const look = earliestLook(request);
  if (look !== null && look.at <= now) return { kind: 'look', leave: look.leave };

  const call = nextCall(request);
  if (call !== null && call.at <= now) return dueStep(request, call.leave);

  const wakeAt = Math.min(look?.at ?? Number.POSITIVE_INFINITY, call?.at ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(wakeAt) ? { kind: 'sleep', until: wakeAt } : { kind: 'finish' };
}

/** The outcome of a leave within its request: a stop or a halt decides what was never asked. Null while it is still owed. */
export function outcomeIn(request: Request, leave: Leave): Outcome | null {
  if (leave.state !== 'waiting') return outcomeOf(leave);
  if (request.halted !== null || wasNotApproved(request)) return 'not-asked';
  return request.stoppedBy === null ? null : 'stopped';
}

/** True while a Stop can still save at least one group. */
export function canBeStopped(request: Request): boolean {
  return isGoingOn(request) && request.leaves.some((leave) => leave.state === 'waiting');
}

/** True while people still have to approve and nothing has ended it. */
export function isWaitingForApproval(request: Request): boolean {
  return isGoingOn(request) && request.approval !== null && approvalState(request.approval) === 'waiting';
}

/** True for a leave that only a person may ask for again: asked, and still in or not known. */
export function mayBeTriedAgain(leave: Leave): boolean {
  return leave.finding === 'still-in' || leave.finding === 'not-known';
}

/** Waits before asking again after a call that never left this machine: 5 s, doubling, at most 60 s. */
export function notSentDelayMs(attempts: number): number {
  return Math.min(60_000, 5_000 * 2 ** Math.max(0, attempts - 1));
}

function isGoingOn(request: Request): boolean {
  const isEnded = request.halted !== null || request.stoppedBy !== null || wasNotApproved(request);
  return request.finishedAt === null && !isEnded;
}

function earliestLook(request: Request): { leave: Leave; at: number } | null {
  let earliest: { leave: Leave; at: number } | null = null;
  for (const leave of request.leaves) {
    const at = isSettled(leave) ? null : nextLookAt(leave);
    if (at !== null && (earliest === null || at < earliest.at)) earliest = { leave, at };
  }
  return earliest;
}

function nextCall(request: Request): { leave: Leave; at: number } | null {
  if (!isGoingOn(request)) return null;
  const leave = request.leaves.find((candidate) => candidate.state === 'waiting');
  if (leave === undefined) return null;
  if (isWaitingForApproval(request)) return { leave, at: request.approval?.until ?? 0 };
  return { leave, at: Math.max(request.nextCallNotBefore, askAgainAt(leave)) };
}

function dueStep(request: Request, leave: Leave): NextStep {
  if (isWaitingForApproval(request)) return { kind: 'expire' };
  return request.approval === null || request.rechecked ? { kind: 'call', leave } : { kind: 'recheck' };
}

function wasNotApproved({ approval }: Request): boolean {
  return approval !== null && ['declined', 'expired'].includes(approvalState(approval));
}

function askAgainAt(leave: Leave): number {
  if (leave.answer === null || leave.answeredAt === null) return 0;
  if (leave.answer.class === 'not-sent') return leave.answeredAt + notSentDelayMs(leave.attempts);
  return leave.answeredAt;
}
