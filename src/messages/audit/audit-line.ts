import type { RefusedAsk, Request } from '../../leaving/request.ts';
import { type Approval, approvalState } from '../../leaving/rules/approval.ts';
import { groupLabel } from '../block-kit/group-label.ts';
import { mostSectionCharacters } from '../block-kit/limits.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { quoted, section, stranger } from '../block-kit/mrkdwn.ts';
import { outcomeWord } from '../card/leave-line.ts';
import { resultSentence } from '../card/result-sentence.ts';
import { ruleWord } from '../replies/not-allowed.ts';

export type Audited =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'refused-ask'; readonly ask: RefusedAsk };

/** The one line of the audit channel: what happened, by whom, where, and where the ledger says so. */
export function auditLine(audited: Audited): PlainMessage {
  const text = audited.kind === 'request' ? requestLine(audited.request) : refusedLine(audited.ask);
  return { text, blocks: [section(text)] };
}

function requestLine(request: Request): string {
  const { ask, requestId, seal, stoppedBy, approval } = request;
  const head = [
    request.leaves.length === 1 ? null : resultSentence(request),
    `by <@${ask.by}> in <#${ask.channelId}>`,
    `session \`${ask.sessionId}\``,
    approval === null ? null : approvalWords(approval),
    stoppedBy === null ? null : `stopped by <@${stoppedBy}>`,
    ask.reason === null ? null : `reason: ${stranger(ask.reason, 200)}`,
    `request \`${requestId}\``,
    sealWords(seal),
  ];
  const groups = request.leaves.map((leave) => {
    const said = leave.state === 'answered' ? quoted(leave.answer?.said ?? null, 120) : '';
    return `${outcomeWord(request, leave).toLowerCase()}: ${groupLabel(leave.group)}${said === '' ? '' : ` ${said}`}`;
  });
  return joinWithin(groups, head.filter((part) => part !== null).join(' · '));
}

function refusedLine({ refusal, requestId, seal }: RefusedAsk): string {
  const tail = [
    `refused: ${ruleWord(refusal.rule)}`,
    `asked by <@${refusal.by}> in <#${refusal.channelId}>`,
    `request \`${requestId}\``,
    sealWords(seal),
  ].join(' · ');
  return joinWithin(refusal.groups.map(groupLabel), tail);
}

function approvalWords(approval: Approval): string {
  const state = approvalState(approval);
  if (state === 'declined') return `declined by <@${approval.declinedBy}>`;
  if (state === 'expired') return 'not approved in time';
  const by = approval.approvedBy.map((userId) => `<@${userId}>`).join(', ');
  return by === '' ? 'not approved' : `approved by ${by}`;
}

export function sealWords({ sequence, hash }: { readonly sequence: number; readonly hash: string }): string {
  return `ledger ${sequence} · ${hash.slice(0, 8)}`;
}

/** As many groups as fit before the rest, which is always whole; how many are left out is said. */
function joinWithin(groups: readonly string[], tail: string): string {
  const room = mostSectionCharacters - tail.length - 60;
  const shown: string[] = [];
  let length = 0;
  for (const group of groups) {
    length += group.length + 2;
    if (length > room) break;
    shown.push(group);
  }
  const more = groups.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more, see the ledger`] : [])].join('; ').concat(' · ', tail);
}
