import { isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import type { Request } from '../../leaving/request.ts';
import type { Outlook } from '../../leaving/waiting.ts';
import { someOf } from '../block-kit/counts.ts';
import { groupName } from '../block-kit/group-name.ts';
import { numberLabel } from '../block-kit/number-label.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { inPlace } from '../block-kit/places.ts';
import { clock } from '../block-kit/times.ts';
import { bulkHeadline, endSentence, isOver } from '../card/headline.ts';
import { shownAs, shownWords } from '../card/words/shown-as.ts';
import { outlookSentence, waitingSentence } from '../card/words/waiting-words.ts';

/** A request as a line of a list. `cardUrl` leads to its card; null where it has none. */
export interface RequestRow {
  readonly request: Request;
  readonly outlook: Outlook;
  readonly cardUrl: string | null;
}

const mostGroupsNamed = 3;

/** An open request in two lines: which groups and how far; then number, people, why it waits and until when. */
export function openRow({ request, outlook, cardUrl }: RequestRow, now: number, nameOf: NameOf): string {
  const why = waitingSentence(outlook.waitingFor, now);
  const last = [why, outlookSentence(outlook, now)].filter((part) => part !== null).join(' ');
  return [
    `*${groupsOf(request)}* · ${howFar(request, outlook, now)}`,
    people(request, cardUrl, nameOf),
    ...(last === '' ? [] : [last]),
  ].join('\n');
}

/** A past request in two lines: when, which groups and how it ended; then number and people. */
export function pastRow(request: Request, cardUrl: string | null, now: number, nameOf: NameOf): string {
  const going = isOver(request) ? '' : ' (still going on)';
  return `${clock(request.askedAt, now)} · *${groupsOf(request)}* · ${endOf(request)}${going}\n${people(request, cardUrl, nameOf)}`;
}

function groupsOf({ leaves }: Request): string {
  return someOf(
    leaves.map(({ group }) => groupName(group, 40)),
    mostGroupsNamed,
  );
}

function howFar(request: Request, outlook: Outlook, now: number): string {
  if (isWaitingForApproval(request)) return `needs approval by ${clock(request.approval?.until ?? now, now)}`;
  if (request.leaves.length === 1) return endOf(request);
  const [head = ''] = bulkHeadline(request, { ...outlook, expectedEndAt: null }, now).split(' at <');
  return head[0]?.toLowerCase() + head.slice(1);
}

function endOf(request: Request): string {
  const [only] = request.leaves;
  if (request.leaves.length > 1 || only === undefined) return lowered(endSentence(request));
  return lowered(shownWords[shownAs(only.status)].word);
}

function lowered(text: string): string {
  return `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;
}

function people({ ask }: Request, cardUrl: string | null, nameOf: NameOf): string {
  return [
    numberLabel(ask.number, ask.sessionId),
    `asked by ${personName(ask.by, nameOf)} ${inPlace(ask.channelId)}`,
    ...(cardUrl === null ? [] : [`<${cardUrl}|card>`]),
  ].join(' · ');
}
