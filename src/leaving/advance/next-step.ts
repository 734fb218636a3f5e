import type { Leave } from '../leave.ts';
import { nextLookAt } from '../looking.ts';
import type { Request } from '../request.ts';
import { approvalState } from '../rules/approval-state.ts';

/** What a request needs next. Exactly one step is owed at any time; `sleep` says until when none is. */
export type NextStep =
  /** A call whose process is gone: its answer will never come. */
  | { readonly kind: 'settle-lost-call'; readonly leave: Leave }
  | { readonly kind: 'look'; readonly leave: Leave; readonly dueAt: number }
  /** Nobody approved in time. */
  | { readonly kind: 'expire' }
  /** An approved list is looked at again before its first call, and whenever that was too long ago. */
  | { readonly kind: 'recheck' }
  | { readonly kind: 'call'; readonly leave: Leave }
  | { readonly kind: 'finish' }
  | { readonly kind: 'sleep'; readonly until: number }
  | { readonly kind: 'done' };

/** An approved list is called by what was seen at most this long ago. */
const recheckHoldsMs = 60_000;

/** Decides from the folded request and the time alone. Pure. `isLost` tells whether nobody works on a call any more. */
export function nextStep(
  request: Request,
  now: number,
  isLost: (call: { readonly owner: string; readonly leaseUntil: number }) => boolean,
): NextStep {
  if (request.finishedAt !== null) return { kind: 'done' };
  for (const leave of request.leaves) {
    if (leave.status.kind === 'calling' && isLost(leave.status)) return { kind: 'settle-lost-call', leave };
  }
  const look = earliestLook(request);
  if (look !== null && isDue(look.at, now)) return { kind: 'look', leave: look.leave, dueAt: look.at };
  const call = nextCall(request);
  if (call !== null && isDue(call.at, now)) return dueStep(request, call.leave, now);
  const wakeAt = Math.min(
    look?.at ?? Number.POSITIVE_INFINITY,
    call?.at ?? Number.POSITIVE_INFINITY,
    leaseEnd(request),
  );
  return Number.isFinite(wakeAt) ? { kind: 'sleep', until: wakeAt } : { kind: 'finish' };
}

/** An approval waits a day at most, and nothing else longer; an hour more for clocks that differ. */
const longestWaitMs = 25 * 60 * 60_000;

/** A time further ahead than any rule allows was written under a clock that was ahead: nobody waits for it. */
function isDue(at: number, now: number): boolean {
  return at <= now || at - now > longestWaitMs;
}

/** True while a Stop can still save at least one group. */
export function canBeStopped(request: Request): boolean {
  return request.leaves.some((leave) => leave.status.kind === 'waiting');
}

/** True while people still have to approve and nothing has ended it. */
export function isWaitingForApproval({ approval, ending }: Request): boolean {
  return ending === null && approval !== null && approvalState(approval) === 'waiting';
}

function leaseEnd({ leaves }: Request): number {
  const ends = leaves.flatMap(({ status }) => (status.kind === 'calling' ? [status.leaseUntil] : []));
  return Math.min(Number.POSITIVE_INFINITY, ...ends);
}

function earliestLook(request: Request): { leave: Leave; at: number } | null {
  let earliest: { leave: Leave; at: number } | null = null;
  for (const leave of request.leaves) {
    const at = nextLookAt(leave);
    if (at !== null && (earliest === null || at < earliest.at)) earliest = { leave, at };
  }
  return earliest;
}

function nextCall(request: Request): { leave: Leave; at: number } | null {
  if (request.leaves.some(({ status }) => status.kind === 'calling')) return null;
  const leave = request.leaves.find((candidate) => candidate.status.kind === 'waiting');
  if (leave === undefined) return null;
  return { leave, at: isWaitingForApproval(request) ? (request.approval?.until ?? 0) : request.holdUntil };
}

function dueStep(request: Request, leave: Leave, now: number): NextStep {
  if (isWaitingForApproval(request)) return { kind: 'expire' };
  const isFresh = request.recheckedAt !== null && now - request.recheckedAt <= recheckHoldsMs;
  return request.approval === null || isFresh ? { kind: 'call', leave } : { kind: 'recheck' };
}
