import type { UserId } from '../../leaving/ids.ts';
import type { Request } from '../../leaving/request.ts';
import type { Stopped } from '../../leaving/verbs/stop.ts';
import { countOf, someOf } from '../block-kit/counts.ts';
import { groupName } from '../block-kit/group-name.ts';
import { type PlainMessage, sentences } from '../block-kit/message.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { clock, clockToTheSecond } from '../block-kit/times.ts';
import { endSentence, isOver } from '../card/headline.ts';

/** Tells whoever pressed **Stop** what that saved, and what not; too late, when the call went out. */
export function stopAnswer(stopped: Stopped, now: number): PlainMessage {
  switch (stopped.kind) {
    case 'not-found':
      return requestNotKnown();
    case 'stopped': {
      const { request, saved } = stopped;
      const names = someOf(
        saved.map((group) => groupName(group, 40)),
        5,
      );
      const rest = request.leaves.length - saved.length;
      return sentences(
        `Stopped. Not left: ${names}.${rest === 0 ? '' : ` For ${countOf(rest, 'group')} it was too late; the card shows how ${rest === 1 ? 'it ends' : 'they end'}.`}`,
      );
    }
    case 'too-late':
      return sentences(tooLate(stopped.request, now));
  }
}

/** A button of another workspace's request, or of one that was cut off the record. */
export function requestNotKnown(): PlainMessage {
  return sentences('This request is not known here.');
}

function tooLate(request: Request, now: number): string {
  const { ending } = request;
  if (ending?.kind === 'stopped')
    return `This was stopped already, at ${clock(ending.at, now)}. The card shows what was saved.`;
  const calledAt = Math.max(...request.leaves.map((leave) => leave.calledAt ?? 0));
  if (calledAt === 0) return `Nothing is left to stop: ${endSentence(request)}.`;
  const end = isOver(request) ? `${endSentence(request)}.` : 'The card shows how it ends.';
  return `Too late: the last call went out at ${clockToTheSecond(calledAt, now)}. ${end}`;
}

interface AllStop {
  /** The requests that this very stop has stopped. */
  readonly requests: readonly Request[];
  readonly by: UserId;
  readonly wasStoppedBy: UserId | null;
  readonly nameOf: NameOf;
}

/** Answers `/wasend-leave stop all`, with who else is hit. */
export function allStopped({ requests, by, wasStoppedBy, nameOf }: AllStop): PlainMessage {
  const others = [...new Set(requests.map(({ ask }) => ask.by))].filter((other) => other !== by);
  const whose =
    others.length === 0
      ? ''
      : `, also of ${someOf(
          others.map((other) => personName(other, nameOf)),
          5,
        )}`;
  const stopped =
    requests.length === 0
      ? 'No request was waiting.'
      : `${countOf(requests.length, 'request')} stopped${whose}.`;
  const before =
    wasStoppedBy === null ? '' : ` ${personName(wasStoppedBy, nameOf)} had stopped everything before.`;
  return sentences(
    `Everything is stopped.${before} ${stopped} A call that has gone out ends by itself; its card shows how.`,
    'Nothing can be left until an admin lifts this on the app’s Home tab.',
  );
}

/** Answers `stop` without `all`. */
export function stopWhat(): PlainMessage {
  return sentences(
    'Nothing was stopped. To stop one request, press *Stop* on its card or in `/wasend-leave status`. To stop everything in this workspace, type `/wasend-leave stop all`.',
  );
}
