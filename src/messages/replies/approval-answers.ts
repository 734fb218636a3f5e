import type { KnownBlock } from '@slack/types';
import { isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import type { Request } from '../../leaving/request.ts';
import { approvalState } from '../../leaving/rules/approval-state.ts';
import type { PressedForNothing } from '../../leaving/verbs/approve.ts';
import { buttonRow } from '../block-kit/buttons.ts';
import { groupNameAndEnd } from '../block-kit/group-name.ts';
import { line, marked } from '../block-kit/marks.ts';
import { fallbackOf, type PlainMessage, sentences } from '../block-kit/message.ts';
import { context, sections } from '../block-kit/mrkdwn.ts';
import { numberLabel } from '../block-kit/number-label.ts';
import { personName } from '../block-kit/people.ts';
import { inPlace } from '../block-kit/places.ts';
import { clock } from '../block-kit/times.ts';
import { approvalButtons, approvalProgress, nobodyAskedSentence } from '../card/approval-lines.ts';
import type { CardState } from '../card/card-state.ts';
import { greyLine } from '../card/grey-line.ts';
import { cardLines } from '../card/request-card.ts';
import { shortEnd } from '../card/thread.ts';

/** Tells whoever pressed **Approve** or **Don't leave** that it counted for nothing, and why. */
export function pressedForNothing(why: PressedForNothing): PlainMessage {
  return sentences(pressWords[why]);
}

const pressWords = {
  ended: 'Your press came too late: this was decided already. The card shows how.',
  expired: 'Your press came too late: the time to approve is over. Wasend was not asked.',
  again: 'You have approved this already. It waits for others.',
  'other-list': 'Your press did not count: the list has changed since. Look at the card again.',
} as const satisfies Record<PressedForNothing, string>;

/** Tells whoever's press counted how far it is. */
export function pressCounted({ ending, approval }: Request): PlainMessage {
  if (ending?.kind === 'declined') return sentences('Declined. Wasend was not asked.');
  if (ending?.kind === 'stopped') return sentences('Stopped. Wasend was not asked.');
  const { needed, approvedBy } = approval ?? { needed: 0, approvedBy: [] };
  const more = Math.max(0, needed - approvedBy.length);
  return sentences(more === 0 ? 'Approved. It begins now.' : `Approved. ${more} more must approve.`);
}

/** The direct message to a named approver: all facts and the buttons; without buttons once it is decided. */
export function approverMessage(state: CardState, cardUrl: string | null): PlainMessage {
  const { request, nameOf } = state;
  const lines = isApproved(request)
    ? [line(null, `Approved: ${whatOf(request)}. The card shows how it ends.`)]
    : cardLines({ ...state, successor: null, askedAlone: null });
  const grey = greyLine(request, nameOf, {
    place: inPlace(request.ask.channelId),
    last: [...approvalProgress(request), ...(cardUrl === null ? [] : [`<${cardUrl}|card>`])],
  });
  const buttons: KnownBlock[] = isWaitingForApproval(request) ? [buttonRow(...approvalButtons(request))] : [];
  return {
    text: fallbackOf([...lines, line(null, grey)]),
    blocks: [...sections(lines.map(marked)), context(grey), ...buttons],
  };
}

/** From then on the message is not edited any more, so it tells nothing that changes. */
function isApproved({ approval }: Request): boolean {
  return approval !== null && approvalState(approval) === 'given';
}

function whatOf({ leaves }: Request): string {
  const [only] = leaves;
  return leaves.length === 1 && only !== undefined ? groupNameAndEnd(only.group) : `${leaves.length} groups`;
}

/** Beside a card that cannot be edited: nobody who may approve could be asked alone. */
export function nobodyAsked({ request, approvers }: Pick<CardState, 'request' | 'approvers'>): PlainMessage {
  return sentences(nobodyAskedSentence(request, approvers));
}

/** At half time, in the card's thread or as a direct message: once. */
export function approvalReminder({ request, nameOf, now }: CardState, cardUrl: string | null): PlainMessage {
  const until = clock(request.approval?.until ?? now, now);
  const { by, number, sessionId } = request.ask;
  const link = cardUrl === null ? '' : ` <${cardUrl}|The card>`;
  return sentences(
    `Still to be approved by ${until}: ${personName(by, nameOf)} wants to leave ${whatOf(request)} with ${numberLabel(number, sessionId)}.${link}`,
  );
}

/** The end for whoever asked, where no thread can be written to. */
export function endDirect({ request }: Pick<CardState, 'request'>, cardUrl: string | null): PlainMessage {
  const link = cardUrl === null ? '' : ` <${cardUrl}|The card>`;
  return sentences(`${shortEnd(request)}${link}`);
}
