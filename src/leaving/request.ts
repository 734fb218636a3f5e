import type {
  AskedGroup,
  AskRefusedEvent,
  ClosedEvent,
  HaltedEvent,
  LedgerEvent,
  RequestedEvent,
  SetAside,
  SettingsChangedEvent,
} from './events.ts';
import type { GroupId, RequestId, UserId, WorkspaceId } from './ids.ts';
import { asked, type Leave, leaveAfterAnswer, leaveAfterCall, leaveAfterLook } from './leave.ts';
import type { LedgerEntry } from './ports/ledger.ts';
import { type Approval, approvalState } from './rules/approval.ts';

/** A request as its ledger entries tell it. Nothing here is stored: fold the entries again instead. */
export interface Request {
  readonly requestId: RequestId;
  readonly workspaceId: WorkspaceId;
  /** The version to expect when appending. */
  readonly version: number;
  readonly ask: RequestedEvent;
  readonly askedAt: number;
  /** In the order the person saw them. */
  readonly leaves: readonly Leave[];
  /** Epoch milliseconds before which nothing is called and Stop saves everything. */
  readonly holdUntil: number;
  /** Null where nobody has to approve. */
  readonly approval: Approval | null;
  /** True when an approved list has been looked at again, so that its calls may begin. */
  readonly rechecked: boolean;
  /** Epoch milliseconds before which this request makes no further call of its own. */
  readonly nextCallNotBefore: number;
  readonly stoppedBy: UserId | null;
  readonly halted: HaltedEvent | null;
  readonly finishedAt: number | null;
  /** The entry that ended it: its sequence and hash go into the audit line. */
  readonly seal: { readonly sequence: number; readonly hash: string };
  readonly closed: boolean;
  /** How Slack was told in the end; null until then. */
  readonly closing: ClosedEvent | null;
}

/** An ask the rules refused: no leave was ever owed. */
export interface RefusedAsk {
  readonly requestId: RequestId;
  readonly workspaceId: WorkspaceId;
  readonly version: number;
  readonly refusal: AskRefusedEvent;
  readonly askedAt: number;
  readonly seal: { readonly sequence: number; readonly hash: string };
  readonly closed: boolean;
}

/** Somebody changed connection or rules. */
export interface SettingsChange {
  readonly requestId: RequestId;
  readonly workspaceId: WorkspaceId;
  readonly version: number;
  readonly change: SettingsChangedEvent;
  readonly changedAt: number;
  readonly seal: { readonly sequence: number; readonly hash: string };
  readonly closed: boolean;
}

export type Folded =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'refused-ask'; readonly ask: RefusedAsk }
  | { readonly kind: 'settings-change'; readonly change: SettingsChange }
  | { readonly kind: 'nothing' };

/** Folds the entries of one request, in order, into what stands now. Pure; throws on a history that cannot have happened. */
export function foldRequest(entries: readonly LedgerEntry[]): Folded {
  const first = entries[0];
  if (first === undefined) return { kind: 'nothing' };
  if (first.event.type === 'ask-refused') return { kind: 'refused-ask', ask: foldRefused(first, entries) };
  if (first.event.type === 'settings-changed') {
    const { requestId, workspaceId, time: changedAt, sequence, hash } = first;
    const closed = entries.some((entry) => entry.event.type === 'closed');
    const place = { requestId, workspaceId, version: entries.length, seal: { sequence, hash } };
    return { kind: 'settings-change', change: { ...place, change: first.event, changedAt, closed } };
  }
  if (first.event.type !== 'requested')
    throw new Error(`Request ${first.requestId} begins with ${first.event.type}`);
  let request = begin(first, first.event);
  for (const entry of entries.slice(1)) request = step(request, entry);
  return { kind: 'request', request };
}

function foldRefused(first: LedgerEntry, entries: readonly LedgerEntry[]): RefusedAsk {
  return {
    requestId: first.requestId,
    workspaceId: first.workspaceId,
    version: entries.length,
    refusal: first.event as AskRefusedEvent,
    askedAt: first.time,
    seal: { sequence: first.sequence, hash: first.hash },
    closed: entries.some((entry) => entry.event.type === 'closed'),
  };
}

function begin(entry: LedgerEntry, ask: RequestedEvent): Request {
  return {
    requestId: entry.requestId,
    workspaceId: entry.workspaceId,
    version: entry.version,
    ask,
    askedAt: entry.time,
    leaves: ask.groups.map((group: AskedGroup) => asked(group)),
    holdUntil: ask.holdUntil,
    approval: ask.approval ? { ...ask.approval, approvedBy: [], declinedBy: null, expired: false } : null,
    rechecked: false,
    nextCallNotBefore: ask.holdUntil,
    stoppedBy: null,
    halted: null,
    finishedAt: null,
    seal: { sequence: entry.sequence, hash: entry.hash },
    closed: false,
    closing: null,
  };
}

function step(request: Request, entry: LedgerEntry): Request {
  const moved = { ...request, version: entry.version };
  const event: LedgerEvent = entry.event;
  switch (event.type) {
    case 'calling':
      return {
        ...withLeave(moved, event.groupId, (leave) => leaveAfterCall(leave, event.attempt, entry.time)),
        nextCallNotBefore: event.nextNotBefore,
      };
    case 'answered':
      return withLeave(moved, event.groupId, (leave) => leaveAfterAnswer(leave, event.answer, entry.time));
    case 'looked':
      return withLeave(moved, event.groupId, (leave) => leaveAfterLook(leave, event));
    case 'stop-asked':
      return { ...moved, stoppedBy: moved.stoppedBy ?? event.by };
    case 'halted':
      return { ...moved, halted: event };
    case 'finished':
      return { ...moved, finishedAt: entry.time, seal: { sequence: entry.sequence, hash: entry.hash } };
    case 'closed':
      return { ...moved, closed: true, closing: event };
    case 'approved':
    case 'declined':
    case 'approval-expired':
      return withApproval(moved, event);
    case 'rechecked':
      return { ...moved, rechecked: true, leaves: setAside(moved.leaves, event.setAside) };
    case 'press-refused':
      return moved;
    case 'requested':
    case 'ask-refused':
    case 'settings-changed':
      throw new Error(`Request ${request.requestId} has ${event.type} in the middle of its history`);
  }
}

function withLeave(request: Request, groupId: GroupId, change: (leave: Leave) => Leave): Request {
  return {
    ...request,
    leaves: request.leaves.map((leave) => (leave.group.groupId === groupId ? change(leave) : leave)),
  };
}

type ApprovalEvent = Extract<LedgerEvent, { type: 'approved' | 'declined' | 'approval-expired' }>;

/** The same person counts once, and what comes after the end of an approval counts for nothing. */
function withApproval(request: Request, event: ApprovalEvent): Request {
  const { approval } = request;
  if (approval === null || approvalState(approval) !== 'waiting') return request;
  if (event.type === 'approval-expired') return { ...request, approval: { ...approval, expired: true } };
  if (event.type === 'declined') return { ...request, approval: { ...approval, declinedBy: event.by } };
  if (event.list !== approval.list || approval.approvedBy.includes(event.by) || event.by === request.ask.by)
    return request;
  const after = { ...approval, approvedBy: [...approval.approvedBy, event.by] };
  if (approvalState(after) !== 'given') return { ...request, approval: after };
  return { ...request, approval: after, holdUntil: event.holdUntil, nextCallNotBefore: event.holdUntil };
}

function setAside(leaves: readonly Leave[], groups: readonly SetAside[]): Leave[] {
  const whyOf = new Map(groups.map(({ groupId, why }) => [groupId, why]));
  return leaves.map((leave) => {
    const why = whyOf.get(leave.group.groupId);
    return why === undefined || leave.state !== 'waiting'
      ? leave
      : { ...leave, state: 'set-aside', setAside: why };
  });
}
