import type { KnownBlock } from '@slack/types';
import { isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import type { Request } from '../../leaving/request.ts';
import type { PressedForNothing } from '../../leaving/verbs/approve.ts';
import { buttonRow } from '../block-kit/buttons.ts';
import { line, marked } from '../block-kit/marks.ts';
import { fallbackOf, type PlainMessage, sentences } from '../block-kit/message.ts';
import { context, sections } from '../block-kit/mrkdwn.ts';
import { personName } from '../block-kit/people.ts';
import { inPlace } from '../block-kit/places.ts';
import { clock } from '../block-kit/times.ts';
import { approvalButtons, approvalProgress } from '../card/approval-lines.ts';
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
  const lines = cardLines({ ...state, successor: null });
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

/** At half time, in the card's thread or as a direct message: once. */
export function approvalReminder({ request, nameOf, now }: CardState, cardUrl: string | null): PlainMessage {
  const until = clock(request.approval?.until ?? now, now);
  const what = request.leaves.length === 1 ? 'a group' : `${request.leaves.length} groups`;
  const link = cardUrl === null ? '' : ` <${cardUrl}|The card>`;
  return sentences(
    `Still to be approved by ${until}: ${personName(request.ask.by, nameOf)} wants to leave ${what}.${link}`,
  );
}

/** The end for whoever asked, where no thread can be written to. */
export function endDirect({ request }: Pick<CardState, 'request'>, cardUrl: string | null): PlainMessage {
  const link = cardUrl === null ? '' : ` <${cardUrl}|The card>`;
  return sentences(`${shortEnd(request)}${link}`);
}
