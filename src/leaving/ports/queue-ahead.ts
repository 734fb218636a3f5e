import type { WaitWhy } from './claim.ts';
import type { HoldUp } from './hold-ups.ts';

/** What stands between a request and its calls, as the store has it now. All times are epoch milliseconds. */
export interface QueueAhead {
  /** Why the newest claim had to wait; null when none had. */
  readonly wait: { readonly why: WaitWhy; readonly until: number } | null;
  readonly laneHoldUp: HoldUp | null;
  readonly numberHoldUp: HoldUp | null;
  /** Requests of the lane that come before. */
  readonly requestsAhead: number;
  /** Since when this request waits for its turn; null when it does not, or not yet. */
  readonly waitingSince: number | null;
  /** When calls of the lane were made lately, newest first. */
  readonly recentCalls: readonly number[];
  /** The number itself, without this request. */
  readonly number: NumberQueue;
  /** The other numbers of the lane that have calls to make. */
  readonly otherNumbers: readonly NumberQueue[];
}

/** One number of a lane, with whoever else has calls to make with it. */
export interface NumberQueue {
  /** When it may be asked again, its gap and its rest kept. */
  readonly freeAt: number;
  readonly hasGap: boolean;
  /** Its leave calls of the last day, newest first, as many as were asked for. */
  readonly recentCalls: readonly number[];
  readonly requests: readonly QueuedRequest[];
}

interface QueuedRequest {
  /** When its next call may be made, as far as it hangs on nobody else. */
  readonly from: number;
  /** Who waits longer goes first. */
  readonly waitingSince: number;
  readonly calls: number;
}
