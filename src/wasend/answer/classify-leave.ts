import type { AnswerClass, LeaveAnswer } from '../../leaving/outcome.ts';
import type { Called } from '../call/call.ts';
import { isAboutSession, namesNumberLimit } from './hints.ts';
import type { Answer } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';
import { saidIn } from './said.ts';

/**
 * What an answer to a leave call means: by its status and by what this machine itself knows. Prose decides nothing but
 * whose limit was met and whether to read the session first. Whatever is no definite answer is `unknown`, never a
 * failure. `now` is epoch milliseconds.
 */
export function classifyLeave(called: Called<unknown>, now: number): LeaveAnswer {
  if (called.kind === 'not-sent') return { class: 'not-sent', status: null, said: null, fault: called.fault };
  if (called.kind !== 'answered') return { class: 'unknown', status: null, said: null };
  const { status, headers, answer } = called;
  const said = saidIn(answer.sentences);
  const waitMs = () => retryAfterMs(headers, answer.retryAfterSeconds, now);
  if (namesNumberLimit(answer.sentences)) {
    return status === 429
      ? { class: 'number-limited', status, said, numberRests: true }
      : { class: 'unknown', status, said, numberRests: true };
  }
  if (status === 429) return { class: 'rate-limited', status, said, retryAfterMs: waitMs() };
  return { class: classOf(status, answer), status, said };
}

function classOf(status: number, answer: Answer): AnswerClass {
  if (status >= 200 && status < 300) return classOfSuccess(answer);
  switch (status) {
    case 400:
      return isAboutSession(answer.sentences) ? 'session-in-doubt' : 'refused';
    case 401:
      return 'unauthorized';
    case 402:
      return 'refused';
    case 403:
    case 404:
    case 409:
    case 423:
      return 'not-clear';
    case 422:
      return 'session-in-doubt';
    default:
      return 'unknown';
  }
}

/** A 2xx is accepted unless it says otherwise; a page or a torn answer is from somewhere else and tells nothing. */
function classOfSuccess({ form, contradictsItself }: Answer): AnswerClass {
  if (form === 'markup' || form === 'unreadable') return 'unknown';
  return contradictsItself ? 'not-clear' : 'accepted';
}
