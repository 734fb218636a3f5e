import { isWaitingForApproval } from '../advance/next-step.ts';
import type { RequestId, UserId, WorkspaceId } from '../ids.ts';
import type { Request } from '../request.ts';
import { approvalState } from '../rules/approval-state.ts';
import { mayApprove, type Person, type Rule } from '../rules/rules.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import { type Decision, decideOn } from './over-versions.ts';
import type { VerbMeans } from './verb-means.ts';

/** A press on **Approve** or **Don't leave**. */
export interface ApprovalPress {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId;
  readonly by: UserId;
  readonly person: Person | null;
  readonly press: 'approve' | 'decline';
  /** The list that the pressed button named. */
  readonly list: string;
}

/** Why a press changed nothing: over, too late, the same person again, or a card of another list. */
export type PressedForNothing = 'ended' | 'expired' | 'again' | 'other-list';

export type ApprovalPressed =
  | { readonly kind: 'counts'; readonly request: Request }
  | { readonly kind: 'nothing'; readonly why: PressedForNothing; readonly request: Request }
  | {
      readonly kind: 'refused';
      readonly rule: Rule;
      readonly settings: WorkspaceSettings;
      readonly request: Request;
    }
  | { readonly kind: 'not-found' };

/**
 * Counts for exactly the list the card showed, in time, and once for each person. **Don't leave** counts for everybody:
 * taken back by who asked, declined by who might have approved, stopped by anybody else. A refused press is on record.
 * Throws LedgerUnavailable.
 */
export async function pressApproval(
  { ledger, rules, now }: VerbMeans,
  { workspaceId, requestId, by, person, press, list }: ApprovalPress,
): Promise<ApprovalPressed> {
  const { settings } = await rules.get(workspaceId);
  let refusedBy: Rule | null = null;
  const decided = await decideOn(ledger, workspaceId, requestId, (request): Decision<PressedForNothing> => {
    refusedBy = null;
    const why = pressedForNothing(request, { by, press, list }, now());
    if (why !== null) return { kind: 'nothing', why };
    const takesBack = press === 'decline' && by === request.ask.by;
    if (takesBack) return { kind: 'append', events: [{ type: 'declined', by }] };
    const verdict = mayApprove(person, request.ask.by, request.ask, settings);
    // Anybody in the channel may stop what has not begun, here as on every card.
    if (verdict.kind === 'refused' && press === 'decline')
      return { kind: 'append', events: [{ type: 'stop-asked', by }] };
    if (verdict.kind === 'refused') {
      refusedBy = verdict.rule;
      return { kind: 'append', events: [{ type: 'press-refused', by, press, rule: verdict.rule }] };
    }
    if (press === 'decline') return { kind: 'append', events: [{ type: 'declined', by }] };
    const holdUntil = now() + settings.holdSeconds * 1000;
    return { kind: 'append', events: [{ type: 'approved', by, list, holdUntil }] };
  });
  if (decided.kind !== 'appended') return decided;
  const { request } = decided;
  return refusedBy === null
    ? { kind: 'counts', request }
    : { kind: 'refused', rule: refusedBy, settings, request };
}

function pressedForNothing(
  request: Request,
  { by, press, list }: Pick<ApprovalPress, 'by' | 'press' | 'list'>,
  now: number,
): PressedForNothing | null {
  const { approval, ending } = request;
  if (approval === null) return 'ended';
  if (ending?.kind === 'approval-expired') return 'expired';
  if (ending !== null) return 'ended';
  if (approvalState(approval) === 'waiting' && now >= approval.until) return 'expired';
  if (!isWaitingForApproval(request)) return 'ended';
  if (list !== approval.list) return 'other-list';
  return press === 'approve' && approval.approvedBy.includes(by) ? 'again' : null;
}
