import type { Leave } from '../../../leaving/leave.ts';
import type { LeaveAnswer } from '../../../leaving/outcome.ts';
import { countOf } from '../../block-kit/counts.ts';
import { cutText, quoted } from '../../block-kit/strangers.ts';
import { span } from '../../block-kit/times.ts';

/** What was asked and what was said to it, as one sentence in the API's own words, with the code where it was no success. */
export function answerSentence(leave: Leave, mostSaid = 300): string {
  if (leave.answer === null) return withoutAnswer(leave);
  return saidBy(leave.answer, tookMs(leave), mostSaid);
}

function withoutAnswer({ attempts, status }: Leave): string {
  if (status.kind === 'waiting') return '';
  if (attempts === 0) return 'Wasend was not asked.';
  return status.kind === 'calling' ? '' : 'No answer from Wasend is on record.';
}

/** `tookMs` is how long nothing came; null where that is not known. */
export function saidBy(answer: LeaveAnswer, tookMs: number | null, mostSaid = 300): string {
  const { status, said } = answer;
  if (answer.class === 'not-sent')
    return `Wasend could not be reached${inBrackets(answer.fault)}; the call never went out.`;
  if (status === null)
    return tookMs === null || tookMs < 5_000
      ? 'The connection to Wasend broke before an answer came.'
      : `No answer from Wasend within ${exactSpan(tookMs)}.`;
  const isYes = answer.class === 'accepted';
  if (said === null)
    return isYes ? `Wasend said yes without a word (${status}).` : `Wasend ${status}, without a word.`;
  const words = cutText(said, mostSaid);
  return isYes ? `Wasend: ${quoted(words)}` : `Wasend ${status}: ${quoted(words)}`;
}

/** `The call never went out (ECONNREFUSED).`, for after a sentence that says why. */
export function neverWentOut({ fault }: LeaveAnswer): string {
  return `The call never went out${inBrackets(fault)}.`;
}

/** Nobody waited two minutes where it was a minute and a half. */
function exactSpan(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 2 * 60 ? countOf(seconds, 'second') : span(seconds * 1_000);
}

function inBrackets(fault: string | undefined): string {
  return fault !== undefined && /^\w{1,40}$/.test(fault) ? ` (${fault})` : '';
}

function tookMs({ calledAt, answeredAt }: Leave): number | null {
  return calledAt === null || answeredAt === null ? null : answeredAt - calledAt;
}

/** The same answer about another group is the same: ids in it are cut out. */
export function withoutIds(said: string): string {
  return said.replace(/\d{5,}(?:-\d{5,})?(?:@g\.us)?/g, '…');
}
