import type { LaneId, RequestId } from '../leaving/ids.ts';

/** A waiter that does not come back this long after its time has gone another way. */
const patienceMs = 5_000;

interface Waiter {
  readonly order: number;
  readonly wakeAt: number;
}

/**
 * Who waits for a slot in which lane, and since when. Slots go to those who wait longest; whoever got one goes to the
 * back when it waits again, so a long request cannot keep a short one waiting for more than one slot.
 */
export class Turns {
  readonly #lanes = new Map<LaneId, Map<RequestId, Waiter>>();
  #order = 0;

  /** True when, with this many slots free, it is the request's turn. */
  isTurnOf(lane: LaneId, requestId: RequestId, freeSlots: number, now: number): boolean {
    const waiters = this.#waiters(lane, now);
    const mine = waiters.get(requestId)?.order ?? Number.POSITIVE_INFINITY;
    let ahead = 0;
    for (const [other, { order }] of waiters) if (other !== requestId && order < mine) ahead += 1;
    return ahead < freeSlots;
  }

  /** Notes that the request was told to come back at `wakeAt`; it keeps the place it had. */
  wait(lane: LaneId, requestId: RequestId, wakeAt: number, now: number): void {
    const waiters = this.#waiters(lane, now);
    const before = waiters.get(requestId);
    if (before === undefined) this.#order += 1;
    waiters.set(requestId, { order: before?.order ?? this.#order, wakeAt });
  }

  /** The request got its slot. */
  served(lane: LaneId, requestId: RequestId): void {
    this.#lanes.get(lane)?.delete(requestId);
  }

  #waiters(lane: LaneId, now: number): Map<RequestId, Waiter> {
    const waiters = this.#lanes.get(lane) ?? new Map<RequestId, Waiter>();
    this.#lanes.set(lane, waiters);
    for (const [requestId, { wakeAt }] of waiters) if (wakeAt + patienceMs < now) waiters.delete(requestId);
    return waiters;
  }
}
