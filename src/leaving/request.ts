import type { AskedGroup, EventOf, GivenUpWhy, HaltedWhy, RequestEvent, SetAside } from './events.ts';
import type { ChannelId, GroupId, RequestId, UserId, WorkspaceId } from './ids.ts';
import {
  asked,
  type Leave,
  type LeaveStatus,
  leaveAfterAnswer,
  leaveAfterCall,
  leaveAtEnd,
} from './leave.ts';
import { leaveAfterLook } from './looking.ts';
import { type Approval, approvalState, begunApproval } from './rules/approval-state.ts';

/** What ended a request for everything that was still waiting; the first one counts. */
type Ending =
  | { readonly kind: 'stopped'; readonly by: UserId; readonly at: number }
  | { readonly kind: 'halted'; readonly why: HaltedWhy; readonly said: string | null }
  | { readonly kind: 'given-up'; readonly why: GivenUpWhy; readonly reference: string | null }
  | { readonly kind: 'declined'; readonly by: UserId; readonly at: number }
  | { readonly kind: 'approval-expired'; readonly at: number };

/** A request as its ledger entries tell it. Nothing here is stored: fold the entries again instead. */
export interface Request {
  readonly requestId: RequestId;
  readonly workspaceId: WorkspaceId;
  /** How many entries tell it so far. */
  readonly version: number;
  readonly ask: EventOf<'requested'>;
  readonly askedAt: number;
  /** In the order the person saw them. */
  readonly leaves: readonly Leave[];
  /** Epoch milliseconds before which nothing is called and Stop saves everything. */
  readonly holdUntil: number;
  /** When the hold or the wait for an approval began (epoch milliseconds). */
  readonly waitsFrom: number;
  /** Null where nobody has to approve. */
  readonly approval: Approval | null;
  /** When an approved list was last looked at again (epoch milliseconds); null before that. */
  readonly recheckedAt: number | null;
  readonly ending: Ending | null;
  /** Others who asked for the same groups meanwhile. */
  readonly joinedBy: readonly { readonly by: UserId; readonly channelId: ChannelId }[];
  /** Presses on the card that the rules refused. */
  readonly refusedPresses: readonly EventOf<'press-refused'>[];
  readonly finishedAt: number | null;
  /** The entry that ended it, or its first: sequence and hash go into the audit line. */
  readonly seal: { readonly sequence: number; readonly hash: string };
  /** How Slack was told in the end; null until then. */
  readonly closing: EventOf<'closed'> | null;
}

/** One entry of a request, as the fold needs it. `at` is epoch milliseconds by the store's time. */
export interface RequestEntry {
  readonly version: number;
  readonly at: number;
  readonly event: RequestEvent;
  readonly sequence: number;
  readonly hash: string;
}

/** The request that a first entry begins. Throws on any other event. */
export function beginRequest(workspaceId: WorkspaceId, requestId: RequestId, first: RequestEntry): Request {
  const { event: ask, at } = first;
  if (ask.type !== 'requested') throw new Error(`Request ${requestId} begins with ${ask.type}`);
  return {
    requestId,
    workspaceId,
    version: first.version,
    ask,
    askedAt: at,
    leaves: ask.groups.map((group: AskedGroup) => asked(group)),
    holdUntil: ask.holdUntil,
    waitsFrom: at,
    approval: ask.approval === undefined ? null : begunApproval(ask.approval),
    recheckedAt: null,
    ending: null,
    joinedBy: [],
    refusedPresses: [],
    finishedAt: null,
    seal: { sequence: first.sequence, hash: first.hash },
    closing: null,
  };
}

/** The request after one more entry. Pure; throws on a history that cannot have happened. */
export function afterEntry(request: Request, entry: RequestEntry): Request {
  const moved = afterEvent({ ...request, version: entry.version }, entry);
  return moved.ending === null ? moved : { ...moved, leaves: moved.leaves.map(ended(moved.ending)) };
}

function afterEvent(request: Request, { event, at, sequence, hash }: RequestEntry): Request {
  switch (event.type) {
    case 'calling':
      return withLeave(request, event.groupId, (leave) => leaveAfterCall(leave, event, at));
    case 'answered':
      return withLeave(request, event.groupId, (leave) =>
        takesAnswer(request, leave, event) ? leaveAfterAnswer(leave, event.answer, at) : leave,
      );
    case 'looked':
      return withLeave(request, event.groupId, (leave) => leaveAfterLook(leave, event, at));
    case 'stop-asked':
      return withEnding(request, { kind: 'stopped', by: event.by, at });
    case 'halted':
      return withEnding(request, { kind: 'halted', why: event.why, said: event.said });
    case 'given-up':
      return givenUp(
        withEnding(request, { kind: 'given-up', why: event.why, reference: event.reference }),
        at,
      );
    case 'approved':
    case 'declined':
    case 'approval-expired':
      return withApproval(request, event, at);
    case 'rechecked':
      return { ...request, recheckedAt: at, leaves: setAside(request.leaves, event.setAside) };
    case 'put-aside':
      return { ...request, leaves: setAside(request.leaves, event.groups) };
    case 'clock-set-back':
      return countedFrom(request, at);
    case 'joined-by':
      return withJoined(request, event);
    case 'finished': {
      const leaves = request.leaves.map((leave) => leaveAtEnd(leave, at));
      return { ...request, leaves, finishedAt: at, seal: { sequence, hash } };
    }
    case 'closed':
      return { ...request, closing: event };
    case 'press-refused':
      return { ...request, refusedPresses: [...request.refusedPresses, event] };
    case 'requested':
      throw new Error(`Request ${request.requestId} is asked for twice`);
  }
}

/** Whoever asked twice is told once. */
function withJoined(request: Request, { by, channelId }: EventOf<'joined-by'>): Request {
  const isKnown = request.joinedBy.some((one) => one.by === by && one.channelId === channelId);
  return isKnown ? request : { ...request, joinedBy: [...request.joinedBy, { by, channelId }] };
}

/** The answer of the call under way; a late one replaces *unknown* until the request has finished, and is a note after that. */
function takesAnswer(request: Request, leave: Leave, { attempt, answer }: EventOf<'answered'>): boolean {
  if (leave.attempts !== attempt) return false;
  if (leave.status.kind === 'calling') return true;
  const wasLost = leave.answer?.class === 'unknown' && leave.answer.status === null;
  return request.finishedAt === null && wasLost && answer.status !== null;
}

/** What still waits when a request has ended is not asked any more. */
function ended(ending: Ending): (leave: Leave) => Leave {
  const status: LeaveStatus =
    ending.kind === 'stopped'
      ? { kind: 'stopped', by: ending.by }
      : { kind: 'not-asked', why: 'why' in ending ? ending.why : ending.kind };
  return (leave) => (leave.status.kind === 'waiting' ? { ...leave, status } : leave);
}

function withEnding(request: Request, ending: Ending): Request {
  return { ...request, ending: request.ending ?? ending };
}

/** A request that broke ends whole: what was called and is not settled stays not known. */
function givenUp(request: Request, at: number): Request {
  if (request.ending?.kind !== 'given-up' || request.ending.why !== 'broken') return request;
  const status = { kind: 'not-known', evidence: 'not-looked', at } as const;
  const isUnsettled = ({ status: { kind } }: Leave): boolean => kind === 'calling' || kind === 'looking';
  return {
    ...request,
    leaves: request.leaves.map((leave) => (isUnsettled(leave) ? { ...leave, status } : leave)),
  };
}

function withLeave(request: Request, groupId: GroupId, change: (leave: Leave) => Leave): Request {
  return {
    ...request,
    leaves: request.leaves.map((leave) => (leave.group.groupId === groupId ? change(leave) : leave)),
  };
}

/** The same person counts once, and what comes after the end of an approval counts for nothing. */
function withApproval(
  request: Request,
  event: EventOf<'approved' | 'declined' | 'approval-expired'>,
  at: number,
): Request {
  const { approval } = request;
  if (approval === null || request.ending !== null || approvalState(approval) !== 'waiting') return request;
  if (event.type === 'approval-expired') return withEnding(request, { kind: 'approval-expired', at });
  if (event.type === 'declined') return withEnding(request, { kind: 'declined', by: event.by, at });
  if (event.list !== approval.list || approval.approvedBy.includes(event.by) || event.by === request.ask.by)
    return request;
  const after = { ...approval, approvedBy: [...approval.approvedBy, event.by] };
  return approvalState(after) === 'given'
    ? { ...request, approval: after, holdUntil: event.holdUntil, waitsFrom: at }
    : { ...request, approval: after };
}

/** Whether something that is waited for was written under a clock ahead of this one (epoch milliseconds). Pure. */
export function isAheadOf(request: Request, now: number): boolean {
  const { waitsFrom, recheckedAt, leaves } = request;
  const times = leaves.flatMap(({ calledAt, answeredAt }) => [calledAt, answeredAt]);
  return [waitsFrom, recheckedAt, ...times].some((time) => time !== null && time > now);
}

/** No wait is longer than its own length from here on, and what was looked at ahead of now is not known to be fresh. */
function countedFrom(request: Request, at: number): Request {
  const aheadMs = Math.max(0, request.waitsFrom - at);
  const { approval, recheckedAt } = request;
  const atMost = (time: number | null): number | null => (time === null ? null : Math.min(time, at));
  return {
    ...request,
    waitsFrom: request.waitsFrom - aheadMs,
    holdUntil: request.holdUntil - aheadMs,
    approval: approval === null ? null : { ...approval, until: approval.until - aheadMs },
    recheckedAt: recheckedAt !== null && recheckedAt > at ? null : recheckedAt,
    leaves: request.leaves.map((leave) => ({
      ...leave,
      calledAt: atMost(leave.calledAt),
      answeredAt: atMost(leave.answeredAt),
    })),
  };
}

function setAside(leaves: readonly Leave[], groups: readonly SetAside[]): Leave[] {
  const whyOf = new Map(groups.map(({ groupId, why }) => [groupId, why]));
  return leaves.map((leave) => {
    const why = whyOf.get(leave.group.groupId);
    return why === undefined || leave.status.kind !== 'waiting'
      ? leave
      : { ...leave, status: { kind: 'set-aside', why } };
  });
}
