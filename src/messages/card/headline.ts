import { isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import { isOpen } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import type { Outlook } from '../../leaving/waiting.ts';
import { clock, clockToTheSecond } from '../block-kit/times.ts';
import { isShownAsLeft, shownAs, shownInOrder, shownWords } from './words/shown-as.ts';

/** True when nothing of the request is owed any more. */
export function isOver(request: Request): boolean {
  return request.finishedAt !== null || !request.leaves.some(isOpen);
}

/** The first line of a card of several groups. Counts what was left out of what was asked; stopped is not done. */
export function bulkHeadline(request: Request, outlook: Outlook, now: number): string {
  if (isOver(request)) return endSentence(request);
  const all = request.leaves.length;
  const end = outlook.expectedEndAt === null ? '' : `, done about ${clock(outlook.expectedEndAt, now)}`;
  if (isWaitingForApproval(request))
    return `Approval needed by ${clock(request.approval?.until ?? now, now)} to leave ${all} groups`;
  if (request.leaves.every(({ attempts, status }) => attempts === 0 && status.kind === 'waiting'))
    return `Leaving ${all} groups${startOf(request, outlook, now)}${end}`;
  const isAsking = request.leaves.some(({ status: { kind } }) => kind === 'waiting' || kind === 'calling');
  if (isAsking) return `Leaving ${all} groups: left ${leftOf(request)} of ${all} so far${end}`;
  return resultOf(request, ' so far');
}

/** ` at 3:12:05 PM`, as long as Stop saves everything; behind others only ` after` it. */
export function startOf({ holdUntil }: Request, { ahead }: Outlook, now: number): string {
  if (now >= holdUntil) return '';
  return ` ${ahead === 0 ? 'at' : 'after'} ${clockToTheSecond(holdUntil, now)}`;
}

/** `Left 5 of 7 groups: 1 still in, 1 refused`; the whole result in one sentence. */
export function endSentence(request: Request): string {
  return resultOf(request, '');
}

/** Each group is counted once, under the word its line has. */
function resultOf(request: Request, soFar: string): string {
  const all = request.leaves.length;
  const head = `Left ${leftOf(request)} of ${all} group${all === 1 ? '' : 's'}${soFar}`;
  const rest = shownInOrder
    .filter((shown) => !isShownAsLeft(shown))
    .flatMap((shown) => {
      const count = request.leaves.filter(({ status }) => shownAs(status) === shown).length;
      return count === 0 ? [] : [`${count} ${shownWords[shown].counted}`];
    });
  return rest.length === 0 ? head : `${head}: ${rest.join(', ')}`;
}

function leftOf({ leaves }: Request): number {
  return leaves.filter(({ status }) => isShownAsLeft(shownAs(status))).length;
}
