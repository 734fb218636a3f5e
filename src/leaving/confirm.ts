import type { Ledger } from '../storage/ledger.ts';
import type { AskedGroup } from './events.ts';
import type { ChannelId, GroupId, LaneId, RequestId, SessionId, UserId, WorkspaceId } from './ids.ts';
import { isSettled } from './leave.ts';
import { outcomeIn } from './next-step.ts';
import { foldRequest, type Request } from './request.ts';

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
  readonly holdSeconds: number;
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
  | { readonly kind: 'all-joined'; readonly joined: readonly Joined[] };

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
  const beingLeft = await findBeingLeft(workspaceId, confirmation.sessionId, ledger);
  const joined = confirmation.groups.flatMap((group) => {
    const other = beingLeft.get(group.groupId);
    return other === undefined ? [] : [{ group, by: other.ask.by, requestId: other.requestId }];
  });
  const groups = confirmation.groups.filter((group) => !beingLeft.has(group.groupId));
  if (groups.length === 0) return { kind: 'all-joined', joined };
  const { by, channelId, sessionId, lane, reason, holdSeconds } = confirmation;
  const holdUntil = now() + holdSeconds * 1000;
  const appended = await ledger.append(workspaceId, requestId, 0, [
    { type: 'requested', by, channelId, sessionId, lane, groups, reason, holdUntil },
  ]);
  return appended.kind === 'stale' ? { kind: 'repeated' } : { kind: 'accepted', joined };
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
