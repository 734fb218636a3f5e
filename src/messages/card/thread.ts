import type { Request } from '../../leaving/request.ts';
import type { Outlook } from '../../leaving/waiting.ts';
import { someOf } from '../block-kit/counts.ts';
import { groupName } from '../block-kit/group-name.ts';
import { line } from '../block-kit/marks.ts';
import { messageOf, type PlainMessage } from '../block-kit/message.ts';
import { mention } from '../block-kit/people.ts';
import { clock } from '../block-kit/times.ts';
import { endSentence, isOver } from './headline.ts';
import { isShownAsLeft, type Shown, shownAs, shownInOrder, shownWords } from './words/shown-as.ts';
import { waitingSentence } from './words/waiting-words.ts';

/** One message in a card's thread; `broadcast` shows it in the channel too. */
export interface ThreadReply extends PlainMessage {
  readonly broadcast: boolean;
}

/** After this long nobody watches the card any more. */
const watchedForMs = 60_000;
const mostNamed = 5;

/** Tells the asker, and whoever joined, of an end that came late or is not a good one. Empty where the card was enough. */
export function endReply({ request }: { readonly request: Request }): ThreadReply[] {
  if (request.finishedAt === null || !isOver(request)) return [];
  const isLate = request.finishedAt - request.askedAt > watchedForMs;
  const isGood = request.leaves.every(({ status }) => isWell(shownAs(status)));
  const { ending } = request;
  const isOwnStop =
    (ending?.kind === 'stopped' || ending?.kind === 'declined') && ending.by === request.ask.by;
  if (!isLate && (isGood || isOwnStop)) return [];
  const joined = request.joinedBy.map(({ by }) => by);
  const who = [...new Set([request.ask.by, ...joined])].map(mention).join(' ');
  const message = messageOf([line(null, `${who} ${shortEnd(request)}`)], []);
  return [{ ...message, broadcast: isLate && !isGood && !isOwnStop }];
}

/** `Left 5 of 7 groups. Still in: Depot bulletins. Refused: R&D & Ops.` */
export function shortEnd(request: Request): string {
  const [only] = request.leaves;
  if (request.leaves.length === 1 && only !== undefined) {
    const shown = shownAs(only.status);
    return isShownAsLeft(shown)
      ? `Left ${groupName(only.group)}.`
      : `${shownWords[shown].word}: ${groupName(only.group)}.`;
  }
  const exceptions = shownInOrder
    .filter((shown) => !isWell(shown))
    .flatMap((shown) => {
      const names = request.leaves
        .filter(({ status }) => shownAs(status) === shown)
        .map(({ group }) => groupName(group));
      return names.length === 0 ? [] : [`${shownWords[shown].word}: ${someOf(names, mostNamed)}.`];
    });
  const [left = ''] = endSentence(request).split(':');
  return [`${left}.`, ...exceptions].join(' ');
}

function isWell(shown: Shown): boolean {
  return isShownAsLeft(shown) || shown === 'already-out';
}

/** Tells the asker that it takes longer than was said. */
export function movedEnd({
  request,
  outlook,
  now,
}: {
  readonly request: Request;
  readonly outlook: Outlook;
  readonly now: number;
}): ThreadReply {
  const why = waitingSentence(outlook.waitingFor, now);
  const end =
    outlook.expectedEndAt === null
      ? 'It is not known when it ends.'
      : `It is done about ${clock(outlook.expectedEndAt, now)}.`;
  const text = [`${mention(request.ask.by)} This takes longer than was said.`, why, end]
    .filter((part) => part !== null)
    .join(' ');
  return { ...messageOf([line(null, text)], []), broadcast: false };
}
