import type { KnownBlock, ModalView } from '@slack/types';
import type { UserId } from '../../leaving/ids.ts';
import type { Leave } from '../../leaving/leave.ts';
import type { Request, RequestEntry } from '../../leaving/request.ts';
import { pressesRefused } from '../audit/presses-refused.ts';
import { buttonRow } from '../block-kit/buttons.ts';
import { countOf } from '../block-kit/counts.ts';
import { groupName } from '../block-kit/group-name.ts';
import { line, marked } from '../block-kit/marks.ts';
import { context, section } from '../block-kit/mrkdwn.ts';
import { numberLabel } from '../block-kit/number-label.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { inPlace } from '../block-kit/places.ts';
import { quoted, stranger } from '../block-kit/strangers.ts';
import { clock, clockToTheSecond } from '../block-kit/times.ts';
import { headOf, toldLeave } from '../card/told-leave.ts';
import { evidenceSentence } from '../card/words/evidence-words.ts';
import { shownWords } from '../card/words/shown-as.ts';
import { actionIds, viewIds } from '../ids.ts';
import { modal } from './modal.ts';

export interface Details {
  readonly request: Request;
  /** The record itself. */
  readonly entries: readonly RequestEntry[];
  readonly nameOf: NameOf;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Everything that is known of a request, for those who may leave: whole ids, times, answers, evidence, places in the ledger. */
export function detailsModal(details: Details): ModalView {
  const { request } = details;
  const blocks: KnownBlock[] = [
    section(aboutRequest(details).join('\n')),
    ...request.leaves.map((leave) => section(aboutLeave(leave, details).join('\n'))),
    context(lastLine(details)),
    buttonRow({ actionId: actionIds.sendList, label: 'Send me the list', value: request.requestId }),
  ];
  return modal({ callbackId: viewIds.details, metadata: '', title: 'Details', blocks, close: 'Close' });
}

function lastLine({ request, entries }: Details): string {
  const places = entries.length === 0 ? [] : [placesOf(entries)];
  return [`request \`${request.requestId}\``, ...places, `hash \`${request.seal.hash.slice(0, 16)}\``].join(
    ' · ',
  );
}

function aboutRequest({ request, nameOf, now }: Details): string[] {
  const { ask, approval } = request;
  const named = (userId: UserId): string => `${personName(userId, nameOf)} (\`${stranger(userId, 30)}\`)`;
  return [
    `*${numberLabel(ask.number, ask.sessionId)}* · session \`${stranger(ask.sessionId, 60)}\``,
    `Asked by ${named(ask.by)} ${inPlace(ask.channelId)}, ${clock(request.askedAt, now)}`,
    ...request.joinedBy.map(({ by, channelId }) => `Also asked by ${named(by)} ${inPlace(channelId)}`),
    ...(ask.reason === null ? [] : [`Reason: ${quoted(ask.reason, 500)}`]),
    ...(approval === null ? [] : approval.approvedBy.map((by) => `Approved by ${named(by)}`)),
    ...pressesRefused(request, nameOf),
    ...(ask.after === undefined ? [] : [`Asks again for groups of request \`${ask.after}\``]),
  ];
}

function aboutLeave(leave: Leave, { request, entries, nameOf, now }: Details): string[] {
  const { group, status } = leave;
  const told = toldLeave(leave, request, { now, mostSaid: 300, keyFrom: null });
  const head = headOf(told.shown, request, nameOf, now);
  const members = group.memberCount === null ? 'members not known' : countOf(group.memberCount, 'member');
  const evidence =
    status.kind === 'left' && status.confirmed
      ? evidenceSentence(status.evidence, status.at, now)
      : told.seen;
  const own = entries.filter(({ event }) => 'groupId' in event && event.groupId === group.groupId);
  return [
    marked(line(shownWords[told.shown].mark, `*${head}*: ${groupName(group)}`)),
    `\`${group.groupId}\` · ${members} · ${roleWords[group.standing]}`,
    ...timesOf(leave, now),
    ...[told.said, evidence, told.next].filter((part): part is string => part !== null && part !== ''),
    ...(own.length === 0 ? [] : [placesOf(own)]),
  ];
}

const roleWords = {
  member: 'role: member',
  admin: 'role: admin',
  owner: 'role: owner',
  'not-a-member': 'not a member',
  'not-known': 'role not known',
} as const satisfies Record<Leave['group']['standing'], string>;

function timesOf({ attempts, calledAt, answeredAt }: Leave, now: number): string[] {
  if (calledAt === null) return [];
  const times = attempts > 1 ? ` (${attempts} times)` : '';
  const answered = answeredAt === null ? 'no answer yet' : `answered ${clockToTheSecond(answeredAt, now)}`;
  return [`Asked ${clockToTheSecond(calledAt, now)}${times}, ${answered}`];
}

function placesOf(entries: readonly RequestEntry[]): string {
  return `ledger ${entries
    .map(({ sequence }) => sequence)
    .slice(0, 30)
    .join(', ')}`;
}
