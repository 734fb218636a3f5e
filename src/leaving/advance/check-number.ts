import type { RequestEvent } from '../events.ts';
import { haltedBy } from '../looking.ts';
import type { NumberHeld } from '../ports/hold-ups.ts';
import type { ReadResult, SessionFacts } from '../ports/wasend.ts';
import type { Request } from '../request.ts';
import { areOtherNumbers, numberDigits } from '../spellings.ts';
import { sessionSeen } from './look.ts';
import type { Connected } from './means.ts';

/** A number is called by what its session was seen to be at most this long ago. */
const holdsMs = 60_000;
const limitedWaitMs = 60_000;

/** Whether the session still has the number that people were shown. */
export type NumberCheck =
  | { readonly kind: 'same' }
  /** Nothing of the request may be asked for any more. */
  | { readonly kind: 'ended'; readonly event: RequestEvent }
  | { readonly kind: 'held'; readonly held: NumberHeld };

/** By what was read within the last minute, or null where it must be read. A record without a number has nothing to compare. */
export function knownNumber(request: Request, connection: Connected, now: number): NumberCheck | null {
  if (numberDigits(request.ask.number.phone) === null) return { kind: 'same' };
  const last = connection.lastSession();
  if (last === null || now - last.readAt > holdsMs || now < last.readAt) return null;
  const check = judgeNumber(request, { kind: 'ok', value: last.facts });
  // What could not tell before may tell by now.
  return check.kind === 'held' ? null : check;
}

/** Reads the session and compares its number with the one that was shown. */
export async function readNumber(request: Request, connection: Connected): Promise<NumberCheck> {
  return judgeNumber(request, await connection.session());
}

function judgeNumber({ ask }: Request, read: ReadResult<SessionFacts>): NumberCheck {
  const phone = read.kind === 'ok' ? read.value.phoneNumber : null;
  if (phone !== null && areOtherNumbers(ask.number.phone, phone)) {
    const now = phone.slice(0, 40);
    return { kind: 'ended', event: { type: 'halted', why: 'number-changed', said: null, phone: now } };
  }
  if (numberDigits(phone) !== null) return { kind: 'same' };
  const why = haltedBy(sessionSeen(read));
  if (why !== null) return { kind: 'ended', event: { type: 'halted', why, said: saidBy(read) } };
  return { kind: 'held', held: heldBy(read) };
}

function saidBy(read: ReadResult<SessionFacts>): string | null {
  return read.kind === 'failed' ? read.said : null;
}

/** What could not tell is read again later, as an ask is made again. */
function heldBy(read: ReadResult<SessionFacts>): NumberHeld {
  if (read.kind === 'ok')
    return { why: read.value.health === 'starting' ? 'session-starting' : 'number-unread' };
  if (read.why === 'rate-limited') return { why: 'rate-limited', forMs: read.retryAfterMs ?? limitedWaitMs };
  return { why: read.why === 'unreachable' && read.status === null ? 'unreachable' : 'number-unread' };
}
