import type { Request } from '../../leaving/request.ts';
import { type Approval, approvalState } from '../../leaving/rules/approval.ts';
import { slackDate } from '../block-kit/mrkdwn.ts';

/** How far the approval of a request has come, and by whom. */
export function approvalLine(request: Request, approval: Approval): string {
  const { needed, approvedBy, declinedBy, until } = approval;
  const by = approvedBy.map((userId) => `<@${userId}>`).join(', ');
  switch (approvalState(approval)) {
    case 'given':
      return `Approved by ${by}.`;
    case 'declined':
      return `Declined by <@${declinedBy}>. Nothing was done.`;
    case 'expired':
      return `Nobody approved it in time, until ${slackDate(until)}. Nothing was done.`;
    default: {
      if (request.stoppedBy !== null || request.halted !== null) return 'It was not approved yet.';
      const who = needed === 1 ? 'one other person who may leave' : `${needed} other people who may leave`;
      const sofar = approvedBy.length === 0 ? '' : ` ${approvedBy.length} of ${needed} so far: ${by}.`;
      return `*Approval needed* from ${who}, until ${slackDate(until)}.${sofar}`;
    }
  }
}

/** Told privately to somebody whose press on **Approve** or **Decline** changed nothing. */
export const latePress = {
  ended: 'Nothing was done by your press: this request has ended or was decided already. The card shows how.',
  expired: 'Nothing was done by your press: the time to approve this request is over.',
  again: 'You have approved this request already. It waits for others.',
  'other-list':
    'Nothing was done by your press: the card you saw is not the list that is asked for now. Look at the card again.',
} as const;
