import type { PastRequest } from '../../leaving/looking-back/history.ts';
import { groupLabel } from '../block-kit/group-label.ts';
import { slackDate } from '../block-kit/mrkdwn.ts';
import { resultSentence } from '../card/result-sentence.ts';
import { ruleWord } from './not-allowed.ts';

const mostGroupsNamed = 3;

/** One past request in two lines: when, who, where and how it ended; then its groups and its id. */
export function pastRequestLine(past: PastRequest): string {
  const { ask, askedAt, requestId, groups, result } = partsOf(past);
  const when = slackDate(askedAt, '{date_short_pretty} {time}');
  const named = groups.slice(0, mostGroupsNamed).map(groupLabel);
  const more = groups.length - named.length;
  const list = [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
  return `*${when}* · <@${ask.by}> in <#${ask.channelId}> · ${result}\n${list}\nrequest \`${requestId}\``;
}

function partsOf(past: PastRequest) {
  if (past.kind === 'refused-ask') {
    const { refusal, askedAt, requestId } = past.ask;
    return {
      ask: refusal,
      askedAt,
      requestId,
      groups: refusal.groups,
      result: `Refused: ${ruleWord(refusal.rule)}.`,
    };
  }
  const { request } = past;
  const isOpen = request.finishedAt === null ? ' (still going on)' : '';
  const { ask, askedAt, requestId } = request;
  return { ask, askedAt, requestId, groups: ask.groups, result: `${resultSentence(request)}${isOpen}` };
}
