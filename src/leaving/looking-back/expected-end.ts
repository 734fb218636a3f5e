import { firstCallWithGap, type GapMs, type Pace, restMs } from '../advance/pace.ts';
import type { NumberQueue, QueueAhead } from '../ports/queue-ahead.ts';

/** Calls that are to be made, and all that they are made among. */
interface Expectation {
  /** Epoch milliseconds before which the first is not made. */
  readonly start: number;
  readonly calls: number;
  readonly queue: Omit<QueueAhead, 'wait' | 'requestsAhead'>;
  readonly gapMs: GapMs;
  /** Leave calls of a number in 24 hours; null is no cap. */
  readonly dailyCap: number | null;
  readonly pace: Pace;
}

const dayMs = 24 * 60 * 60_000;

/** More calls of others than this are not played: it is hours away, and nobody plans by it. */
const mostPlayed = 2_000;

/**
 * When the last of these calls will be made (epoch milliseconds): the pace of the store, played ahead with every gap an
 * average one and every answer at once. Pure.
 */
export function expectedEnd(expectation: Expectation): number {
  const { start, calls, queue, pace } = expectation;
  if (calls === 0) return start;
  const ours: Waiting = { from: start, since: queue.waitingSince ?? start, calls, turn: 0 };
  // Whoever asked before goes first where two wait equally long.
  const numbers = [...queue.otherNumbers.map((one) => playedNumber(one)), playedNumber(queue.number, [ours])];
  const made = queue.recentCalls.toReversed();
  const laneFrom = queue.laneHoldUp?.until ?? 0;
  let at = start;
  for (let played = 0; ours.calls > 0 && played < mostPlayed; played += 1) {
    const slotAt = (made[made.length - pace.limit] ?? Number.NEGATIVE_INFINITY) + pace.windowMs;
    const free = numbers.map((number) => ({ number, at: freeAt(number, expectation) }));
    at = Math.max(laneFrom, slotAt, Math.min(...free.map((one) => one.at)));
    const turn = free
      .filter((one) => one.at <= at)
      .map(({ number }) => ({ number, next: nextOf(number, at) }))
      .reduce((one, other) => (isBefore(other.next, one.next) ? other : one));
    call(turn.number, turn.next, at, expectation.gapMs);
    turn.next.turn = played + 1;
    made.push(at);
  }
  return at;
}

interface Waiting {
  readonly from: number;
  since: number;
  calls: number;
  /** Which of the played calls was its last: of two that wait since the same moment, the other one goes first. */
  turn: number;
}

interface PlayedNumber {
  freeAt: number;
  hasGap: boolean;
  /** Oldest first. */
  readonly made: number[];
  readonly waiting: Waiting[];
}

function playedNumber(
  { freeAt: from, hasGap, recentCalls, requests }: NumberQueue,
  ours: readonly Waiting[] = [],
): PlayedNumber {
  const others = requests
    .filter(({ calls }) => calls > 0)
    .map((one) => ({ from: one.from, since: one.waitingSince, calls: one.calls, turn: 0 }));
  return { freeAt: from, hasGap, made: recentCalls.toReversed(), waiting: [...others, ...ours] };
}

/** When the number makes its next call, the key's window apart; never when nobody waits for it. */
function freeAt({ freeAt: from, made, waiting }: PlayedNumber, { dailyCap }: Expectation): number {
  const oldest = dailyCap === null ? undefined : made[made.length - dailyCap];
  const underCapFrom = oldest === undefined ? 0 : oldest + dayMs;
  return Math.max(from, underCapFrom, Math.min(...waiting.map((one) => one.from)));
}

/** Of those that may call now, the one that waits longest, or was asked first. */
function nextOf({ waiting }: PlayedNumber, at: number): Waiting {
  return waiting
    .filter(({ from }) => from <= at)
    .reduce((one, other) => (isBefore(other, one) ? other : one));
}

function isBefore(one: Waiting, other: Waiting): boolean {
  return one.since === other.since ? one.turn < other.turn : one.since < other.since;
}

function call(number: PlayedNumber, next: Waiting, at: number, gapMs: GapMs): void {
  const { made, waiting } = number;
  const idleMs = at - (made.at(-1) ?? 0);
  const lately = made.filter((time) => time > at - restMs).length;
  const goesOn = number.hasGap && idleMs < Math.max(restMs, 2 * gapMs.to);
  number.hasGap = goesOn || lately + 1 >= firstCallWithGap - 1;
  number.freeAt = number.hasGap ? at + (gapMs.from + gapMs.to) / 2 : at;
  made.push(at);
  next.calls -= 1;
  // Whoever had its turn waits anew, behind those that wait already.
  next.since = at;
  if (next.calls === 0) waiting.splice(waiting.indexOf(next), 1);
}
