import type { HoldUp } from '../../../leaving/ports/hold-ups.ts';
import type { Outlook, WaitingFor } from '../../../leaving/waiting.ts';
import { countOf } from '../../block-kit/counts.ts';
import { oneAfterAnother } from '../../block-kit/sentences.ts';
import { clock } from '../../block-kit/times.ts';
import { neverWentOut, saidBy } from './answer-words.ts';

type HeldUp = Extract<WaitingFor, { kind: 'hold-up' }>;

/** Why no call is made just now, as one sentence; null where the wait needs no reason: a hold, an approval, the usual pause. */
export function waitingSentence(waitingFor: WaitingFor | null, now: number): string | null {
  if (waitingFor === null) return null;
  const until = clock(waitingFor.until, now);
  switch (waitingFor.kind) {
    case 'hold':
    case 'approval':
    case 'gap':
      return null;
    case 'hold-up':
      return heldUpWords[waitingFor.why](until);
    case 'number-busy':
      return 'Another group is being left with this number.';
    case 'daily-cap':
      return `The number has left as many groups as it may in 24 hours; it waits until ${until}.`;
    case 'queue':
      return `The queue of calls to Wasend is full until about ${until}.`;
  }
}

const heldUpWords = {
  unreachable: (until) => `Wasend cannot be reached; it is tried again at ${until}.`,
  'rate-limited': (until) => `Wasend’s limit of calls is reached until about ${until}.`,
  'number-limited': (until) => `WhatsApp limits this number until about ${until}.`,
  'session-starting': (until) => `The number is starting in Wasend; it is tried again at ${until}.`,
  'number-unread': (until) => `Wasend does not tell which number this is; it is asked again at ${until}.`,
} as const satisfies Record<HoldUp['why'], (until: string) => string>;

/** What was said last, who is ahead and when it should be done; null when there is nothing to say. */
export function outlookSentence({ waitingFor, ahead, expectedEndAt }: Outlook, now: number): string | null {
  const said = waitingFor?.kind === 'hold-up' ? saidLast(waitingFor, now) : null;
  const queue = [
    ...(ahead === 0 ? [] : [`${countOf(ahead, 'request')} ahead`]),
    ...(expectedEndAt === null ? [] : [`done about ${clock(expectedEndAt, now)}`]),
  ].join('; ');
  const sentence = queue === '' ? null : `${queue[0]?.toUpperCase()}${queue.slice(1)}.`;
  const parts = [said, sentence].filter((part) => part !== null);
  return parts.length === 0 ? null : oneAfterAnother(parts);
}

/** `Wasend 500 at 3:31 PM: “rate-overlimit”.` */
function saidLast({ answer, at }: HeldUp, now: number): string | null {
  if (answer === null) return null;
  // That Wasend cannot be reached has been said by then.
  if (answer.class === 'not-sent') return neverWentOut(answer);
  const said = saidBy(answer, null);
  const when = ` at ${clock(at, now)}`;
  const coded = /^Wasend \d{3}/.exec(said);
  return coded === null ? said : `${coded[0]}${when}${said.slice(coded[0].length)}`;
}
