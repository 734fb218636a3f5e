import type { AskedGroup, EventOf, GivenUpWhy, HaltedWhy, SetAsideWhy } from './events.ts';
import type { UserId } from './ids.ts';
import type { Evidence, LeaveAnswer, Sighting } from './outcome.ts';

/** Which kind of answer a look has to settle. */
export type LookedAfter = 'accepted' | 'unknown' | 'not-clear' | 'session-in-doubt';

/** Why a leave was never asked, or not asked again. */
export type NotAskedWhy = HaltedWhy | GivenUpWhy | 'declined' | 'approval-expired';

/** What made a refusal final. `clear-no` and `not-clear` are told in the API's own words alone. */
export type RefusedWhy = 'owner' | 'clear-no' | 'not-clear' | HaltedWhy;

/**
 * The one status of a leave. Made by the fold and nowhere else; whoever tells it switches over it exhaustively.
 * *Still in* and *not known* are never counted as left, by nobody.
 */
export type LeaveStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'calling'; readonly since: number; readonly owner: string; readonly leaseUntil: number }
  | { readonly kind: 'looking'; readonly after: LookedAfter; readonly last: LastLook | null }
  | { readonly kind: 'left'; readonly confirmed: boolean; readonly evidence: Evidence; readonly at: number }
  | { readonly kind: 'already-out'; readonly evidence: Evidence; readonly at: number }
  | {
      readonly kind: 'still-in';
      readonly after: 'accepted' | 'unknown';
      readonly evidence: Evidence;
      readonly at: number;
    }
  | { readonly kind: 'not-known'; readonly evidence: Evidence; readonly at: number }
  | { readonly kind: 'refused'; readonly why: RefusedWhy }
  | { readonly kind: 'stopped'; readonly by: UserId }
  | { readonly kind: 'not-asked'; readonly why: NotAskedWhy }
  | { readonly kind: 'set-aside'; readonly why: SetAsideWhy };

/** What was last seen of a leave that is still looked at. `at` is epoch milliseconds. */
export interface LastLook {
  readonly sighting: Sighting;
  readonly evidence: Evidence;
  readonly at: number;
}

/** One group of a request, as far as it has come. */
export interface Leave {
  readonly group: AskedGroup;
  readonly status: LeaveStatus;
  /** Calls made for this group; more than one only where the earlier ones certainly were no leave. */
  readonly attempts: number;
  readonly calledAt: number | null;
  readonly answeredAt: number | null;
  /** The newest answer, kept for the API's own words. */
  readonly answer: LeaveAnswer | null;
  /** Looks taken after the newest answer. */
  readonly looks: number;
  /** Names by which members lists knew us before the newest call. */
  readonly foundAs: readonly string[];
}

export function asked(group: AskedGroup): Leave {
  return {
    group,
    status: { kind: 'waiting' },
    attempts: 0,
    calledAt: null,
    answeredAt: null,
    answer: null,
    looks: 0,
    foundAs: [],
  };
}

export function leaveAfterCall(leave: Leave, event: EventOf<'calling'>, at: number): Leave {
  const { attempt, owner, leaseUntil, foundAs } = event;
  const status = { kind: 'calling', since: at, owner, leaseUntil } as const;
  return {
    ...leave,
    status,
    attempts: attempt,
    calledAt: at,
    answeredAt: null,
    answer: null,
    looks: 0,
    foundAs,
  };
}

export function leaveAfterAnswer(leave: Leave, answer: LeaveAnswer, at: number): Leave {
  return { ...leave, answer, answeredAt: at, looks: 0, status: statusAfter(answer) };
}

function statusAfter(answer: LeaveAnswer): LeaveStatus {
  switch (answer.class) {
    case 'rate-limited':
    case 'number-limited':
    case 'not-sent':
      return { kind: 'waiting' };
    case 'accepted':
    case 'unknown':
    case 'not-clear':
    case 'session-in-doubt':
      return { kind: 'looking', after: answer.class, last: null };
    case 'unauthorized':
      return { kind: 'refused', why: 'unauthorized' };
    case 'refused':
      return { kind: 'refused', why: 'clear-no' };
  }
}

/**
 * What a leave is once its request has finished: nothing is owed any more. Only histories of the ledger's first format
 * end with something open, for their looks and tries ended earlier.
 */
export function leaveAtEnd(leave: Leave, at: number): Leave {
  const { status, answer } = leave;
  switch (status.kind) {
    case 'waiting':
      return { ...leave, status: { kind: 'not-asked', why: whyNeverTaken(answer) } };
    case 'calling':
      return { ...leave, status: { kind: 'not-known', evidence: 'not-looked', at } };
    case 'looking': {
      const { last, after } = status;
      const isIn = last?.sighting === 'in' && (after === 'accepted' || after === 'unknown');
      const evidence = last?.evidence ?? 'not-looked';
      return {
        ...leave,
        status: isIn ? { kind: 'still-in', after, evidence, at } : { kind: 'not-known', evidence, at },
      };
    }
    case 'left':
    case 'already-out':
    case 'still-in':
    case 'not-known':
    case 'refused':
    case 'stopped':
    case 'not-asked':
    case 'set-aside':
      return leave;
  }
}

function whyNeverTaken(answer: LeaveAnswer | null): GivenUpWhy {
  if (answer?.class === 'not-sent') return 'unreachable';
  if (answer?.class === 'rate-limited' || answer?.class === 'number-limited') return answer.class;
  return 'broken';
}

/** True when a call or a look is still owed, so that nobody else may ask for this group. */
export function isOpen({ status }: Leave): boolean {
  return status.kind === 'waiting' || status.kind === 'calling' || status.kind === 'looking';
}

/**
 * What a person may ask for again: still in, not known, not asked because Wasend was not reached in time or for want of a
 * key that it takes, or refused for that key alone, or for a session that was no longer found in that state when it was
 * read: by itself nothing asks that again. While the cause lasts there is nothing to confirm: the preview reads anew.
 */
export function mayBeTriedAgain({ status, answer }: Leave): boolean {
  if (status.kind === 'still-in' || status.kind === 'not-known') return true;
  if (status.kind === 'refused') {
    if (status.why === 'unauthorized') return answer?.class === 'unauthorized';
    return status.why === 'clear-no' && answer?.class === 'session-in-doubt';
  }
  return status.kind === 'not-asked' && isPassing(status.why);
}

function isPassing(why: NotAskedWhy): boolean {
  switch (why) {
    case 'unreachable':
    case 'rate-limited':
    case 'number-limited':
    case 'session-starting':
    case 'number-unread':
    case 'session-down':
    case 'broken':
    case 'unauthorized':
    case 'not-connected':
    case 'key-unreadable':
      return true;
    case 'session-gone':
    case 'number-changed':
    case 'declined':
    case 'approval-expired':
      return false;
  }
}
