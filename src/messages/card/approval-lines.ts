import { isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import type { AskedGroup, Risk } from '../../leaving/events.ts';
import type { RequestId, UserId } from '../../leaving/ids.ts';
import type { Leave } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import type { Leavers } from '../../leaving/rules/settings.ts';
import type { ButtonParts } from '../block-kit/buttons.ts';
import { countOf, listOf, someOf } from '../block-kit/counts.ts';
import { groupNameAndEnd, plainGroupName } from '../block-kit/group-name.ts';
import { type Line, line } from '../block-kit/marks.ts';
import { approversNamed, personName } from '../block-kit/people.ts';
import { capital } from '../block-kit/sentences.ts';
import { actionIds } from '../ids.ts';
import type { CardState } from './card-state.ts';
import type { Room } from './leave-lines.ts';
import { riskWords } from './words/risk-words.ts';

const risksInOrder = Object.keys(riskWords) as readonly Risk[];

/** Of one group that waits for approval: its risks and size. */
export function riskLine({ risks = [], memberCount }: AskedGroup): Line {
  const members = memberCount === null ? 'members not known' : countOf(memberCount, 'member');
  return line(risks.length === 0 ? null : 'look', capital([...wordsOf(risks), members].join(' · ')));
}

/** Of several: those with the same risks on one line, each group once, then the others. */
export function riskLines({ leaves }: Request, { mostName }: Room): Line[] {
  const alike = Map.groupBy(leaves, ({ group }) => wordsOf(group.risks ?? []).join(' · '));
  const others = alike.get('') ?? [];
  alike.delete('');
  const risky = [...alike].map(([words, groups]) => line('look', `${namesOf(groups, mostName)}: ${words}`));
  if (others.length === 0) return risky;
  return [...risky, line('waiting', `Waiting (${others.length}): ${namesOf(others, mostName)}`)];
}

function namesOf(leaves: readonly Leave[], mostName: number): string {
  return leaves.map(({ group }) => groupNameAndEnd(group, mostName)).join(', ');
}

function wordsOf(risks: readonly Risk[]): string[] {
  return risksInOrder.filter((risk) => risks.includes(risk)).map((risk) => riskWords[risk]);
}

/** `1 of 2 so far`, where more than one must approve. */
export function approvalProgress(request: Request): string[] {
  const { approval } = request;
  if (approval === null || approval.needed < 2 || !isWaitingForApproval(request)) return [];
  return [`${approval.approvedBy.length} of ${approval.needed} so far`];
}

/** Who is waited for, mentioned, how far it has come, and who of those whom nobody names was asked alone. */
export function approvalState({ request, approvers, askedAlone, nameOf }: CardState): string[] {
  const { approval } = request;
  if (approval === null || !isWaitingForApproval(request)) return [];
  if (askedAlone?.length === 0) return approvalProgress(request);
  const isNamed = typeof approvers !== 'string';
  const waitedFor = (askedAlone ?? []).filter((id) => !approval.approvedBy.includes(id));
  return [
    ...approvalProgress(request),
    `${whoMust(request, approvers)} must approve`,
    ...(isNamed || waitedFor.length === 0 ? [] : [askedWords(waitedFor.map((id) => personName(id, nameOf)))]),
  ];
}

const mostAskedNamed = 3;

function askedWords(names: readonly string[]): string {
  const who = names.length > mostAskedNamed ? someOf(names, mostAskedNamed) : listOf(names, 'and');
  return `${who} ${names.length === 1 ? 'was' : 'were'} asked by direct message`;
}

/** Where nobody who may approve could be asked, somebody must carry it to them. */
export function nobodyAskedLines({ request, approvers, askedAlone }: CardState): Line[] {
  if (askedAlone?.length !== 0 || !isWaitingForApproval(request)) return [];
  return [line('look', nobodyAskedSentence(request, approvers))];
}

export function nobodyAskedSentence(request: Request, approvers: Leavers): string {
  // Whom the card mentions may have heard of it all the same.
  const isMentioned = typeof approvers !== 'string' && approvers.users.some((id) => id !== request.ask.by);
  const heard = isMentioned ? 'No direct message reached them' : 'Nobody was notified';
  return `${heard}: ${whoMust(request, approvers)} must approve. Tell them.`;
}

function whoMust({ approval, ask }: Request, approvers: Leavers): string {
  const { needed, approvedBy } = approval ?? { needed: 1, approvedBy: [] };
  return approversNamed(withoutThose(approvers, approvedBy), needed - approvedBy.length, ask.by);
}

/** Who has approved is not waited for. */
function withoutThose(approvers: Leavers, approvedBy: readonly UserId[]): Leavers {
  if (typeof approvers === 'string') return approvers;
  return { ...approvers, users: approvers.users.filter((id) => !approvedBy.includes(id)) };
}

export function approvalButtons(request: Request): ButtonParts[] {
  const { approval, leaves } = request;
  if (approval === null) return [];
  const value = approvalValue(request.requestId, approval.list);
  const [only] = leaves;
  const what =
    leaves.length === 1 && only !== undefined
      ? plainGroupName(only.group, 60)
      : countOf(leaves.length, 'group');
  return [
    {
      actionId: actionIds.approve,
      label: 'Approve',
      value,
      style: 'primary',
      confirm: {
        title: `Leave ${what}?`,
        text: 'This cannot be undone.',
        yes: 'Approve',
        no: 'Back',
        style: 'danger',
      },
    },
    { actionId: actionIds.decline, label: 'Don’t leave', value },
  ];
}

/** A press counts for exactly the list that was shown. */
function approvalValue(requestId: RequestId, list: string): string {
  return `${requestId}.${list}`;
}
