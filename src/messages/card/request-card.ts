import { canBeStopped, isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import { isOpen, mayBeTriedAgain } from '../../leaving/leave.ts';
import { needsAnotherKey, type Request } from '../../leaving/request.ts';
import { type ButtonParts, withButtons } from '../block-kit/buttons.ts';
import { plainGroupName } from '../block-kit/group-name.ts';
import { type Line, line, marked } from '../block-kit/marks.ts';
import { fallbackOf, type PlainMessage } from '../block-kit/message.ts';
import { context, section, sections } from '../block-kit/mrkdwn.ts';
import { personName } from '../block-kit/people.ts';
import { clockToTheSecond } from '../block-kit/times.ts';
import { actionIds } from '../ids.ts';
import { approvalButtons, approvalState, nobodyAskedLines, riskLine, riskLines } from './approval-lines.ts';
import { type CardState, keyFrom } from './card-state.ts';
import { fitting } from './fitting.ts';
import { greyLine } from './grey-line.ts';
import { bulkHeadline, isOver } from './headline.ts';
import { leaveLines } from './leave-lines.ts';
import { singleLines, singleState } from './single-lines.ts';
import { endReply, type ThreadReply } from './thread.ts';
import { shownAs } from './words/shown-as.ts';
import { outlookSentence, waitingSentence } from './words/waiting-words.ts';

interface Card {
  readonly message: PlainMessage;
  /** Owed in the card's thread once, when the request is over. */
  readonly thread: readonly ThreadReply[];
}

/** The one message of a request, as it now stands. The first line is the result; every group is named. */
export function requestCard(state: CardState): Card {
  const lines = cardLines(state);
  const [first, ...rest] = lines;
  const grey = greyOf(state);
  const head = first === undefined ? '' : marked(first);
  const isSingle = state.request.leaves.length === 1;
  const opening = section(isSingle ? lines.map(marked).join('\n') : head);
  const below = isSingle ? [] : sections(rest.map(marked));
  const blocks = withButtons(opening, [...below, context(grey)], buttonsOf(state));
  const text = fallbackOf([...lines, line(null, grey)]);
  return { message: { text, blocks }, thread: endReply(state) };
}

/** The result as lines: the first says it whole. */
export function cardLines(state: CardState): Line[] {
  const { request, outlook, now, nameOf } = state;
  const [only] = request.leaves;
  const isAwaited = isWaitingForApproval(request);
  const more = [...nobodyAskedLines(state), ...lateStop(state), ...askedAgain(state)];
  if (request.leaves.length === 1 && only !== undefined)
    return [...singleLines(state, only), ...(isAwaited ? [riskLine(only.group)] : []), ...more];
  const why = waitingSentence(outlook.waitingFor, now);
  const waiting = why === null ? [] : [why, outlookSentence({ ...outlook, expectedEndAt: null }, now)];
  const list = fitting((room) =>
    isAwaited
      ? riskLines(request, room)
      : leaveLines(
          { request, nameOf, keyFrom: keyFrom(state), now, waiting: waiting.filter((part) => part !== null) },
          room,
        ),
  );
  return [line(null, bulkHeadline(request, outlook, now)), ...more, ...list];
}

function greyOf(state: CardState): string {
  const { request, nameOf, now } = state;
  const [only] = request.leaves;
  const how =
    request.leaves.length === 1 && only !== undefined ? singleState(request, only, now) : checking(request);
  return greyLine(request, nameOf, { last: [...approvalState(state), ...how] });
}

/** Where all that is still owed is a look at what counts as left, nothing else on the card would say so. */
function checking({ leaves }: Request): string[] {
  const open = leaves.filter(isOpen);
  return open.length > 0 && open.every(({ status }) => shownAs(status) === 'left') ? ['checking'] : [];
}

/** Who pressed Stop when nothing could be saved any more hears when the call went out. */
function lateStop({ request, nameOf, now }: CardState): Line[] {
  const { ending, leaves } = request;
  if (ending?.kind !== 'stopped' || leaves.some(({ status }) => status.kind === 'stopped')) return [];
  const calledAt = Math.max(...leaves.map((leave) => leave.calledAt ?? 0));
  if (calledAt === 0) return [];
  return [
    line(
      null,
      `${personName(ending.by, nameOf)} pressed Stop at ${clockToTheSecond(ending.at, now)}, after the call had gone out at ${clockToTheSecond(calledAt, now)}.`,
    ),
  ];
}

function askedAgain({ successor }: CardState): Line[] {
  if (successor === null) return [];
  return [
    line(null, successor.url === null ? 'Asked again.' : `Asked again: <${successor.url}|the new card>`),
  ];
}

function buttonsOf({ request, successor }: CardState): ButtonParts[] {
  const value = request.requestId;
  if (isWaitingForApproval(request)) return approvalButtons(request);
  if (canBeStopped(request)) return [{ actionId: actionIds.stop, label: 'Stop', value }];
  if (!isOver(request) && request.leaves.every(({ status }) => status.kind === 'calling')) return [];
  const details: ButtonParts = { actionId: actionIds.details, label: 'Details', value };
  const isLast = isOver(request) && successor === null;
  return [...(isLast ? [...replaceKey(request), ...tryAgain(request)] : []), details];
}

/** The form is for admins; others who press are told so. */
function replaceKey(request: Request): ButtonParts[] {
  return needsAnotherKey(request) ? [{ actionId: actionIds.homeConnect, label: 'Replace the key' }] : [];
}

function tryAgain(request: Request): ButtonParts[] {
  const again = request.leaves.filter(mayBeTriedAgain);
  const [first] = again;
  if (first === undefined) return [];
  const what = again.length === 1 ? plainGroupName(first.group, 50) : `${again.length} groups`;
  const label = request.leaves.length === 1 ? 'Try again' : `Try again: ${what}`;
  return [{ actionId: actionIds.tryAgain, label, value: request.requestId }];
}
