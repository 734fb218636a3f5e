import { isWaitingForApproval } from '../advance/next-step.ts';
import type { LedgerEvent } from '../events.ts';
import type { UserId } from '../ids.ts';
import type { Request } from '../request.ts';
import { approvalState } from './approval.ts';

/** A press on **Approve** or **Decline** by somebody whom the rules allow it. */
export interface ApprovalPress {
  readonly by: UserId;
  readonly press: 'approve' | 'decline';
  /** The list that the pressed button named. */
  readonly list: string;
  /** What the workspace keeps between the last approval and the first call. */
  readonly holdSeconds: number;
}

export type PressEffect =
  | { readonly kind: 'counts'; readonly event: LedgerEvent }
  /** Changes nothing: over, too late, the same person again, or a card of another list. */
  | { readonly kind: 'nothing'; readonly why: 'ended' | 'expired' | 'again' | 'other-list' };

const nothing = (why: Extract<PressEffect, { kind: 'nothing' }>['why']): PressEffect => ({
  kind: 'nothing',
  why,
});

/** What a press makes of the request as it stands. Pure. */
export function pressApproval(
  request: Request,
  { by, press, list, holdSeconds }: ApprovalPress,
  now: number,
): PressEffect {
  const { approval } = request;
  if (approval === null) return nothing('ended');
  const isOver = approvalState(approval) === 'expired' || now >= approval.until;
  if (isOver && approvalState(approval) !== 'given' && approval.declinedBy === null)
    return nothing('expired');
  if (!isWaitingForApproval(request)) return nothing('ended');
  if (list !== approval.list) return nothing('other-list');
  if (press === 'decline') return { kind: 'counts', event: { type: 'declined', by } };
  if (approval.approvedBy.includes(by)) return nothing('again');
  return { kind: 'counts', event: { type: 'approved', by, list, holdUntil: now + holdSeconds * 1000 } };
}
