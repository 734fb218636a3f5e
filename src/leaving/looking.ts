import type { EventOf } from './events.ts';
import type { LastLook, Leave, LeaveStatus, RefusedWhy } from './leave.ts';

/** Looks come this long after the answer, in milliseconds. */
const lookDelaysMs = [3_000, 10_000, 30_000] as const;

/** After an unknown answer one look comes when the call is over for certain, this long after its start: one more, where the others come earlier. */
const callOverAfterMs = 100_000;

/** When the next look at this leave is due (epoch milliseconds), or null when none is. Pure. */
export function nextLookAt(leave: Leave): number | null {
  const times = lookTimes(leave);
  return times?.[leave.looks] ?? null;
}

/** Whether the next look is the last one. Pure. */
export function isLastLook(leave: Leave): boolean {
  return leave.looks + 1 >= (lookTimes(leave)?.length ?? 0);
}

/** When the last look at this leave is due (epoch milliseconds), or null when none is. Pure. */
export function lastLookAt(leave: Leave): number | null {
  return lookTimes(leave)?.at(-1) ?? null;
}

function lookTimes({ status, answeredAt, calledAt }: Leave): readonly number[] | null {
  if (status.kind !== 'looking' || answeredAt === null) return null;
  const later = lookDelaysMs.map((delayMs) => answeredAt + delayMs);
  switch (status.after) {
    case 'not-clear':
    case 'session-in-doubt':
      return [answeredAt];
    case 'accepted':
      return later;
    case 'unknown': {
      const overAt = (calledAt ?? answeredAt) + callOverAfterMs;
      return later.some((at) => at >= overAt) ? later : [...later, overAt];
    }
  }
}

/** The leave after a look; the same look told again changes nothing that matters. Pure. */
export function leaveAfterLook(leave: Leave, event: EventOf<'looked'>, at: number): Leave {
  if (leave.status.kind !== 'looking') return leave;
  const looked = { ...leave, looks: event.look };
  switch (leave.status.after) {
    case 'session-in-doubt':
      return { ...looked, status: afterSessionRead(event) };
    case 'not-clear':
      return { ...looked, status: afterUnclearRefusal(event, at) };
    case 'accepted':
    case 'unknown':
      return { ...looked, status: afterLook(looked, leave.status.after, leave.status.last, event, at) };
  }
}

/** A session that only starts is asked again; whatever is not that leaves the refusal as it was. */
function afterSessionRead({ session }: EventOf<'looked'>): LeaveStatus {
  if (session === 'starting') return { kind: 'waiting' };
  return { kind: 'refused', why: haltedBy(session) ?? 'clear-no' };
}

function afterUnclearRefusal(
  { sighting, evidence, session, owner }: EventOf<'looked'>,
  at: number,
): LeaveStatus {
  if (sighting === 'out') return { kind: 'already-out', evidence, at };
  const why: RefusedWhy = haltedBy(session) ?? (owner ? 'owner' : 'not-clear');
  return { kind: 'refused', why };
}

function afterLook(
  looked: Leave,
  after: 'accepted' | 'unknown',
  last: LastLook | null,
  { sighting, evidence }: EventOf<'looked'>,
  at: number,
): LeaveStatus {
  if (sighting === 'out') return { kind: 'left', confirmed: true, evidence, at };
  const isLast = looked.looks >= (lookTimes(looked)?.length ?? 0);
  if (!isLast) return { kind: 'looking', after, last: { sighting, evidence, at } };
  if (sighting === 'in') return { kind: 'still-in', after, evidence, at };
  // Whoever was seen in at the look before and not at all at the last one is not said to have left.
  const wasIn = last?.sighting === 'in' && sighting === 'cannot-tell';
  if (after === 'unknown' || wasIn) return { kind: 'not-known', evidence, at };
  return { kind: 'left', confirmed: sighting === 'probably-out', evidence, at };
}

/** Why a session as it was read ends the whole request; null when it does not. */
export function haltedBy(
  session: EventOf<'looked'>['session'],
): 'unauthorized' | 'session-gone' | 'session-down' | null {
  switch (session) {
    case 'unauthorized':
      return 'unauthorized';
    case 'gone':
      return 'session-gone';
    case 'down':
      return 'session-down';
    case 'usable':
    case 'starting':
    case 'not-known':
      return null;
  }
}
