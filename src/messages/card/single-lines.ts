import { isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import type { Leave } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import { groupName, groupNameAndEnd } from '../block-kit/group-name.ts';
import { type Line, line } from '../block-kit/marks.ts';
import { oneAfterAnother } from '../block-kit/sentences.ts';
import { clock } from '../block-kit/times.ts';
import { type CardState, keyFrom } from './card-state.ts';
import { startOf } from './headline.ts';
import { headOf, toldLeave } from './told-leave.ts';
import { shownWords } from './words/shown-as.ts';
import { outlookSentence, waitingSentence } from './words/waiting-words.ts';

/** A card of one group: the sentence, and below it what else must be known. */
export function singleLines(state: CardState, leave: Leave): Line[] {
  const { request, now, nameOf } = state;
  const told = toldLeave(leave, request, { now, mostSaid: 300, keyFrom: keyFrom(state) });
  const { shown, said, seen, next } = told;
  const name = groupName(leave.group);
  const { mark } = shownWords[shown];
  const head = headOf(shown, request, nameOf, now);
  switch (shown) {
    case 'waiting':
      return waitingLines(state, leave);
    case 'asking':
      return [line(null, `Asking Wasend to leave ${name}`)];
    case 'left':
    case 'left-confirmed':
    case 'left-not-confirmed':
      return [line(mark, withWords(`Left ${name}`, said)), ...below(seen, next)];
    case 'already-out':
      return [line(mark, withWords(`Already out of ${name}`, said)), ...below(seen, next)];
    case 'still-in':
      return [
        line(mark, withWords(`${head}: ${name}`, said)),
        ...below(seen, 'It is not asked again by itself.'),
      ];
    case 'not-asked':
      return said === ''
        ? [line(mark, withWords(`${head}: ${name}`, oneAfterAnother([seen, next])))]
        : [line(mark, withWords(`${head}: ${name}`, said)), ...below(seen, next)];
    case 'not-known':
    case 'refused':
    case 'checking':
    case 'set-aside':
    case 'declined':
    case 'not-approved':
    case 'stopped':
      return [line(mark, withWords(`${head}: ${name}`, said)), ...below(seen, next)];
  }
}

/** A name may end in any sign; the stop after it belongs to us. */
function withWords(head: string, words: string): string {
  return words === '' ? head : `${head}. ${words}`;
}

function below(...parts: readonly (string | null)[]): Line[] {
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? [] : [line(null, oneAfterAnother(told))];
}

function waitingLines({ request, outlook, now }: CardState, leave: Leave): Line[] {
  const name = groupName(leave.group);
  if (isWaitingForApproval(request))
    return [
      line(
        null,
        `Approval needed by ${clock(request.approval?.until ?? now, now)} to leave ${groupNameAndEnd(leave.group)}`,
      ),
    ];
  const why = waitingSentence(outlook.waitingFor, now);
  if (why !== null)
    return [line('waiting', `Waiting: ${name}. ${why}`), ...below(outlookSentence(outlook, now))];
  return [
    line(null, `Leaving ${name}${startOf(request, outlook, now)}`),
    ...below(outlook.ahead === 0 ? null : outlookSentence(outlook, now)),
  ];
}

/** Told in the grey line of a card of one group. */
export function singleState(request: Request, leave: Leave, now: number): string[] {
  const { status } = leave;
  if (status.kind === 'left')
    return [status.confirmed ? `confirmed ${clock(status.at, now)}` : 'not confirmed'];
  return status.kind === 'looking' && status.after === 'accepted' && request.finishedAt === null
    ? ['checking']
    : [];
}
