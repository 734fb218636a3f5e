import type { AskedGroup, LedgerEvent, SetAside } from './events.ts';
import type { LeaveAnswer, Outcome, Sighting } from './outcome.ts';

/**
 * How far the looking has come after an `accepted` or `unknown` answer.
 * `confirmed`: a read shows we are out. `still-in`: the last look shows us among the members.
 * `not-known`: the looks are used up and none could tell. `looking`: more looks are due.
 */
export type Finding = 'looking' | 'confirmed' | 'still-in' | 'not-known';

/** One group of a request, as far as it has come. */
export interface Leave {
  readonly group: AskedGroup;
  readonly state: 'waiting' | 'calling' | 'answered' | 'set-aside';
  /** Calls made for this group; more than one only after a 429 or a call that certainly never left. */
  readonly attempts: number;
  readonly calledAt: number | null;
  readonly answeredAt: number | null;
  /** The newest answer. */
  readonly answer: LeaveAnswer | null;
  readonly finding: Finding | null;
  readonly looks: number;
  readonly evidence: string | null;
  /** Why it was set aside although it was approved. */
  readonly setAside: SetAside['why'] | null;
}

/** Looks at a group this long after the answer, in milliseconds; then it is given up as not known. */
export const lookDelaysMs = [3_000, 10_000, 30_000] as const;

export function asked(group: AskedGroup): Leave {
  return {
    group,
    state: 'waiting',
    attempts: 0,
    calledAt: null,
    answeredAt: null,
    answer: null,
    finding: null,
    looks: 0,
    evidence: null,
    setAside: null,
  };
}

export function leaveAfterCall(leave: Leave, attempt: number, at: number): Leave {
  return { ...leave, state: 'calling', attempts: attempt, calledAt: at };
}

export function leaveAfterAnswer(leave: Leave, answer: LeaveAnswer, at: number): Leave {
  const base = { ...leave, answer, answeredAt: at };
  if (isAskedAgain(answer, leave.attempts)) return { ...base, state: 'waiting' };
  return { ...base, state: 'answered', finding: needsLooking(answer) ? 'looking' : null };
}

export function leaveAfterLook(leave: Leave, event: Extract<LedgerEvent, { type: 'looked' }>): Leave {
  return {
    ...leave,
    looks: event.look,
    evidence: event.evidence,
    finding: findingAfter(event.sighting, event.look, leave.finding),
  };
}

/** Most calls for one group: the first, and then only after answers that certainly were no leave. */
const mostAttempts = 6;

/** True for the only answers after which nothing can have happened, so that asking again is no second ask. */
export function mayBeRepeated(answer: LeaveAnswer): boolean {
  return (
    answer.class === 'rate-limited' || answer.class === 'whatsapp-limited' || answer.class === 'not-sent'
  );
}

/** True when the same leave is asked again without a person. */
export function isAskedAgain(answer: LeaveAnswer, attempts: number): boolean {
  return mayBeRepeated(answer) && attempts < mostAttempts;
}

function needsLooking(answer: LeaveAnswer): boolean {
  return answer.class === 'accepted' || answer.class === 'unknown';
}

function findingAfter(sighting: Sighting, look: number, before: Finding | null): Finding {
  if (sighting === 'out') return 'confirmed';
  const last = look >= lookDelaysMs.length;
  if (sighting === 'probably-out') return last ? 'confirmed' : 'looking';
  if (!last) return 'looking';
  return sighting === 'in' ? 'still-in' : before === 'confirmed' ? 'confirmed' : 'not-known';
}

/** The outcome as far as it is known; null while the leave still waits or is being called. */
export function outcomeOf(leave: Leave): Outcome | null {
  if (leave.state === 'set-aside') return 'not-asked';
  if (leave.state !== 'answered' || leave.answer === null) return null;
  switch (leave.answer.class) {
    case 'accepted':
      return 'left';
    case 'already-out':
      return 'already-out';
    case 'unknown':
      return leave.finding === 'confirmed' ? 'left' : 'unknown';
    default:
      return 'refused';
  }
}

/** True when neither a call nor a look is owed any more. */
export function isSettled(leave: Leave): boolean {
  if (leave.state === 'set-aside') return true;
  return leave.state === 'answered' && leave.finding !== 'looking';
}

/** When the next look at this leave is due (epoch milliseconds), or null when none is. */
export function nextLookAt(leave: Leave): number | null {
  if (leave.finding !== 'looking' || leave.answeredAt === null) return null;
  const delayMs = lookDelaysMs[leave.looks];
  return delayMs === undefined ? null : leave.answeredAt + delayMs;
}
