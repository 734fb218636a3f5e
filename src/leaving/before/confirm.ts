import { outcomeIn } from '../advance/next-step.ts';
import type { AskedGroup, RequestedEvent } from '../events.ts';
import type { ChannelId, GroupId, LaneId, RequestId, SessionId, UserId, WorkspaceId } from '../ids.ts';
import { isSettled } from '../leave.ts';
import type { Ledger } from '../ports/ledger.ts';
import { foldRequest, type Request } from '../request.ts';
import { listHash } from '../rules/approval.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';

/** Everything a confirmed modal says, checked and allowed by the rules. */
export interface Confirmation {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId;
  readonly by: UserId;
  readonly channelId: ChannelId;
  readonly sessionId: SessionId;
  readonly lane: LaneId;
  readonly groups: readonly AskedGroup[];
  readonly reason: string | null;
  /** The rules of the workspace at this moment. */
  readonly settings: Pick<WorkspaceSettings, 'holdSeconds' | 'gapSeconds' | 'approval' | 'dailyCap'>;
  /** The step of a workflow that asks, to be told the end. */
  readonly executionId?: string;
}

/** A group that somebody else's open request is already leaving. */
export interface Joined {
  readonly group: AskedGroup;
  readonly by: UserId;
  readonly requestId: RequestId;
}

export type Confirmed =
  | { readonly kind: 'accepted'; readonly joined: readonly Joined[] }
  /** The same modal was submitted before: nothing new is owed. */
  | { readonly kind: 'repeated' }
  /** Every group is already being left: no request of its own. */
  | { readonly kind: 'all-joined'; readonly joined: readonly Joined[] }
  /** The session's calls of the last 24 hours and those already owed leave no room for these. */
  | { readonly kind: 'over-cap'; readonly used: number; readonly cap: number };

/**
 * Writes a confirmed ask into the ledger, once however often it is delivered. Confirmations of one workspace are
 * taken one after the other, so that two of them cannot both ask for the same group. Throws LedgerUnavailable.
 */
export function createConfirm(
  ledger: Ledger,
  now: () => number,
): (confirmation: Confirmation) => Promise<Confirmed> {
  const tails = new Map<WorkspaceId, Promise<unknown>>();
  return (confirmation) => {
    const { workspaceId } = confirmation;
    const before = tails.get(workspaceId) ?? Promise.resolve();
    const mine = before.then(() => confirm(confirmation, ledger, now));
    const tail = mine
      .catch(() => undefined)
      .then(() => {
        if (tails.get(workspaceId) === tail) tails.delete(workspaceId);
      });
    tails.set(workspaceId, tail);
    return mine;
  };
}

async function confirm(confirmation: Confirmation, ledger: Ledger, now: () => number): Promise<Confirmed> {
  const { workspaceId, requestId } = confirmation;
  if ((await ledger.load(requestId)).length > 0) return { kind: 'repeated' };
  const { sessionId, settings } = confirmation;
  const beingLeft = await findBeingLeft(workspaceId, sessionId, ledger);
  const joined = confirmation.groups.flatMap((group) => {
    const other = beingLeft.get(group.groupId);
    return other === undefined ? [] : [{ group, by: other.ask.by, requestId: other.requestId }];
  });
  const groups = confirmation.groups.filter((group) => !beingLeft.has(group.groupId));
  if (groups.length === 0) return { kind: 'all-joined', joined };
  if (settings.dailyCap !== null) {
    const used = (await ledger.callsOfSession(workspaceId, sessionId, now() - dayMs)) + owedCalls(beingLeft);
    if (used + groups.length > settings.dailyCap) return { kind: 'over-cap', used, cap: settings.dailyCap };
  }
  const appended = await ledger.append(workspaceId, requestId, 0, [requested(confirmation, groups, now())]);
  return appended.kind === 'stale' ? { kind: 'repeated' } : { kind: 'accepted', joined };
}

const dayMs = 24 * 60 * 60_000;

function requested(confirmation: Confirmation, groups: AskedGroup[], now: number): RequestedEvent {
  const { by, channelId, sessionId, lane, reason, settings, executionId } = confirmation;
  const { holdSeconds, gapSeconds, approval } = settings;
  const needsApproval = approval.needed > 0 && groups.length > approval.overGroups;
  const until = now + approval.minutes * 60_000;
  return {
    type: 'requested',
    by,
    channelId,
    sessionId,
    lane,
    groups,
    reason,
    holdUntil: now + holdSeconds * 1000,
    gapMs: { from: gapSeconds.from * 1000, to: gapSeconds.to * 1000 },
    ...(needsApproval
      ? { approval: { needed: approval.needed, until, list: listHash(sessionId, groups) } }
      : {}),
    ...(executionId === undefined ? {} : { step: { executionId } }),
  };
}

/** Calls that open requests of the session still have to make for the first time. */
function owedCalls(beingLeft: ReadonlyMap<GroupId, Request>): number {
  return [...beingLeft].filter(([groupId, request]) =>
    request.leaves.some((leave) => leave.group.groupId === groupId && leave.attempts === 0),
  ).length;
}

/** The groups that open requests of this session still owe an answer for, with the request. */
async function findBeingLeft(
  workspaceId: WorkspaceId,
  sessionId: SessionId,
  ledger: Ledger,
): Promise<ReadonlyMap<GroupId, Request>> {
  const beingLeft = new Map<GroupId, Request>();
  for (const requestId of await ledger.open(workspaceId)) {
    const folded = foldRequest(await ledger.load(requestId));
    if (folded.kind !== 'request' || folded.request.ask.sessionId !== sessionId) continue;
    const { request } = folded;
    for (const leave of request.leaves) {
      const isOver = outcomeIn(request, leave) !== null && isSettled(leave);
      const isGivenUp = leave.state === 'waiting' && outcomeIn(request, leave) !== null;
      if (!isOver && !isGivenUp) beingLeft.set(leave.group.groupId, request);
    }
  }
  return beingLeft;
}
