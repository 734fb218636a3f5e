import type { AnswerClass, LeaveAnswer } from '../leaving/outcome.ts';
import { type AnswerText, readAnswer } from './answer-text.ts';
import type { HttpResult } from './http-call.ts';
import { retryAfterMs } from './retry-after.ts';

/**
 * What an answer to a leave call means: by status first, its text only as a hint. Whatever is no definite answer is
 * `unknown`, never a failure. `now` is epoch milliseconds.
 */
export function classifyLeave(result: HttpResult, now: number): LeaveAnswer {
  if (result.kind === 'not-sent') return { class: 'not-sent', status: null, said: null };
  if (result.kind !== 'answer') return { class: 'unknown', status: null, said: null };
  const text = readAnswer(result);
  const kind = classOf(result.status, text);
  const answer = { class: kind, status: result.status, said: text.said };
  return kind === 'rate-limited'
    ? { ...answer, retryAfterMs: retryAfterMs(result.headers, text.parsed, now) }
    : answer;
}

function classOf(status: number, text: AnswerText): AnswerClass {
  if (status >= 200 && status < 300) return classOfSuccess(text);
  if (status >= 500) return classOfServerFault(text.hint);
  switch (status) {
    case 400:
      return 'bad-id';
    case 401:
      return 'unauthorized';
    case 403:
      return classOfForbidden(text.hint);
    case 404:
      return classOfMissing(text.hint);
    case 422:
      return 'session-down';
    case 429:
      return 'rate-limited';
    default:
      return 'rejected';
  }
}

/** A 2xx is accepted unless it says otherwise; a page or a torn answer is from somewhere else and tells nothing. */
function classOfSuccess({ parsed, isHtml, hint }: AnswerText): AnswerClass {
  if (isHtml || parsed === undefined) return 'unknown';
  const isRefusal =
    typeof parsed === 'object' && parsed !== null && 'success' in parsed && parsed.success === false;
  if (!isRefusal) return 'accepted';
  const kind = classOfForbidden(hint);
  return kind === 'forbidden' ? 'rejected' : kind;
}

function classOfForbidden(hint: string): AnswerClass {
  if (/not a (?:member|participant)|not participating|already left|not in (?:the|this) group/.test(hint))
    return 'already-out';
  return /owner|you own|creator/.test(hint) ? 'owner' : 'forbidden';
}

function classOfMissing(hint: string): AnswerClass {
  if (/cannot (?:post|get)/.test(hint)) return 'rejected';
  return /session/.test(hint) ? 'session-missing' : 'group-not-found';
}

/** WhatsApp's own answers arrive inside a 500 (WAHA's AllExceptionsFilter around whatsmeow's errors). */
function classOfServerFault(hint: string): AnswerClass {
  if (/rate-overlimit|"data":\s*429/.test(hint)) return 'whatsapp-limited';
  if (/not participating in that group/.test(hint)) return 'already-out';
  if (/not-acceptable|failed to parse/.test(hint)) return 'bad-id';
  if (/websocket not connected|14 unavailable/.test(hint)) return 'not-sent';
  return 'unknown';
}
