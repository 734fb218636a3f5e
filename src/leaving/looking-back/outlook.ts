import { canBeStopped, isWaitingForApproval } from '../advance/next-step.ts';
import { firstCallWithGap, type Pace } from '../advance/pace.ts';
import type { Ledger, QueuePlace } from '../ports/ledger.ts';
import type { QueueAhead } from '../ports/queue-ahead.ts';
import type { RulesStore } from '../ports/rules.ts';
import type { Request } from '../request.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import type { Outlook, WaitingFor } from '../waiting.ts';
import { expectedEnd } from './expected-end.ts';

export interface OutlookMeans {
  readonly ledger: Ledger;
  readonly rules: RulesStore;
  readonly pace: Pace;
  readonly now: () => number;
}

/** What can be said of the end of a request: one source for card, status, Home and preview. */
export async function outlookOf(
  request: Request,
  { ledger, rules, pace, now }: OutlookMeans,
): Promise<Outlook> {
  if (!canBeStopped(request)) return { waitingFor: null, ahead: 0, expectedEndAt: null };
  const { workspaceId, requestId, ask } = request;
  const { settings } = await rules.get(workspaceId);
  const place = { workspaceId, requestId, lane: ask.lane, sessionId: ask.sessionId };
  const queue = await ledger.queueAhead(place, windowOf(pace, settings));
  const waitingFor = whatFor(request, queue, now());
  const calls = request.leaves.filter(({ status }) => status.kind === 'waiting').length;
  const start = Math.max(now(), request.holdUntil);
  return {
    waitingFor,
    ahead: queue.requestsAhead,
    // Only people know when it is approved; every other wait ends by the clock.
    expectedEndAt:
      waitingFor?.kind === 'approval'
        ? null
        : roundedEnd(expectedEnd({ start, calls, queue, ...paceOf(pace, settings) }), now()),
  };
}

/** Calls that nobody has asked for yet. */
export interface Wished extends Omit<QueuePlace, 'requestId'> {
  readonly calls: number;
}

/** When calls that are asked for now would end, by the same facts (epoch milliseconds). */
export async function expectedEndOf(
  { calls, ...place }: Wished,
  { ledger, rules, pace, now }: OutlookMeans,
): Promise<number> {
  const { settings } = await rules.get(place.workspaceId);
  const queue = await ledger.queueAhead({ ...place, requestId: null }, windowOf(pace, settings));
  const start = now() + settings.holdSeconds * 1000;
  return expectedEnd({ start, calls, queue, ...paceOf(pace, settings) });
}

const minuteMs = 60_000;

/** To the minute, and what is more than an hour away to five: a message is not changed for a difference of seconds. Pure. */
export function roundedEnd(at: number, now: number): number {
  const stepMs = at - now > 60 * minuteMs ? 5 * minuteMs : minuteMs;
  return Math.ceil(at / stepMs) * stepMs;
}

function windowOf({ windowMs, limit }: Pace, { dailyCap }: WorkspaceSettings) {
  return { windowMs, limit, callsOfNumber: Math.max(firstCallWithGap, dailyCap ?? 0) };
}

function paceOf(pace: Pace, { gapSeconds: { from, to }, dailyCap }: WorkspaceSettings) {
  return { pace, gapMs: { from: from * 1000, to: to * 1000 }, dailyCap };
}

function whatFor(request: Request, queue: QueueAhead, now: number): WaitingFor | null {
  const { approval, holdUntil, leaves } = request;
  if (isWaitingForApproval(request) && approval !== null) {
    const { until, needed, approvedBy } = approval;
    return { kind: 'approval', until, needed, approvedBy };
  }
  if (leaves.some(({ status }) => status.kind === 'calling')) return null;
  if (holdUntil > now) return { kind: 'hold', until: holdUntil };
  // What holds up everybody is known at once; why this one waits is known only from when it last tried.
  const { laneHoldUp, numberHoldUp } = queue;
  if (laneHoldUp !== null && laneHoldUp.until > now) return heldUp('lane', laneHoldUp, now, request);
  if (numberHoldUp !== null && numberHoldUp.until > now) return heldUp('number', numberHoldUp, now, request);
  if (queue.wait === null) return null;
  const { why, until } = queue.wait;
  switch (why) {
    case 'hold-up-of-lane':
      return heldUp('lane', queue.laneHoldUp, until, request);
    case 'hold-up-of-number':
      return heldUp('number', queue.numberHoldUp, until, request);
    case 'number-busy':
    case 'gap':
    case 'daily-cap':
      return { kind: why, until };
    case 'lane-full':
    case 'not-our-turn':
      return { kind: 'queue', until };
  }
}

function heldUp(
  of: 'lane' | 'number',
  holdUp: QueueAhead['laneHoldUp'],
  until: number,
  request: Request,
): WaitingFor {
  if (holdUp === null) return { kind: 'queue', until };
  const answered = request.leaves
    .filter((leave) => leave.status.kind === 'waiting' && leave.answer !== null)
    .at(-1);
  return {
    kind: 'hold-up',
    of,
    why: holdUp.why,
    until: Math.max(until, holdUp.until),
    at: holdUp.lastTryAt,
    answer: answered?.answer ?? null,
  };
}
