import { isWaitingForApproval, outcomeIn } from '../../leaving/advance/next-step.ts';
import type { OpenRequest } from '../../leaving/looking-back/status.ts';
import { countOf } from '../block-kit/group-label.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { section, slackDate } from '../block-kit/mrkdwn.ts';

const mostShown = 20;

/** The open requests, their place in the lane and when they should end. */
export function statusMessage(open: readonly OpenRequest[], now: number): PlainMessage {
  if (open.length === 0) return { text: 'No request is open.' };
  const lines = open.slice(0, mostShown).map((one) => line(one, now));
  const more = open.length - lines.length;
  const text = [
    `*${countOf(open.length, 'request')} open*`,
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n');
  return { text, blocks: [section(text)] };
}

function line({ request, place, expectedEndAt }: OpenRequest, now: number): string {
  const done = request.leaves.filter((leave) => outcomeIn(request, leave) !== null).length;
  const parts = [
    `<@${request.ask.by}> in <#${request.ask.channelId}>`,
    `${done} of ${countOf(request.leaves.length, 'group')} done`,
    isWaitingForApproval(request) ? 'waits for approval' : stateOf(request.holdUntil, place, now),
    ...(expectedEndAt === null ? [] : [`ends about ${slackDate(expectedEndAt)}`]),
    `request \`${request.requestId}\``,
  ];
  return `• ${parts.join(' · ')}`;
}

function stateOf(holdUntil: number, place: number | null, now: number): string {
  if (place === null) return 'looking at groups to settle them';
  if (now < holdUntil) return 'on hold';
  return place === 1 ? 'next in its lane' : `place ${place} in its lane`;
}
