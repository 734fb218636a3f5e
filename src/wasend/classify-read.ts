import type { ReadFailure, ReadResult } from '../leaving/ports/wasend.ts';
import { type AnswerText, readAnswer } from './answer-text.ts';
import type { HttpResult } from './http-call.ts';
import { retryAfterMs } from './retry-after.ts';

/** What an answer to a read holds: the parsed body, or why there is none. `now` is epoch milliseconds. */
export function classifyRead(result: HttpResult, now: number): ReadResult<unknown> {
  if (result.kind === 'not-sent' || result.kind === 'broken') return failed('unreachable', null, null);
  if (result.kind === 'timed-out') return failed('timed-out', null, null);
  const { status, headers } = result;
  const text = readAnswer(result);
  if (status === 429)
    return {
      ...failed('rate-limited', status, text.said),
      retryAfterMs: retryAfterMs(headers, text.parsed, now),
    };
  if (status < 200 || status >= 300) return failed(whyOf(status, text), status, text.said);
  if (text.isHtml || text.parsed === undefined) return failed('unreadable', status, null);
  const isRefusal =
    typeof text.parsed === 'object' &&
    text.parsed !== null &&
    'success' in text.parsed &&
    text.parsed.success === false;
  return isRefusal ? failed('rejected', status, text.said) : { kind: 'ok', value: text.parsed };
}

/** True for a framework's "no such route", which says nothing about the group or the session. */
export function isRouteMiss(failure: ReadFailure): boolean {
  return failure.status === 404 && failure.why === 'rejected';
}

export function failed(why: ReadFailure['why'], status: number | null, said: string | null): ReadFailure {
  return { kind: 'failed', why, status, said };
}

function whyOf(status: number, { hint }: AnswerText): ReadFailure['why'] {
  if (/not participating in that group|not a (?:member|participant)/.test(hint)) return 'not-a-member';
  if (/that group does not exist/.test(hint)) return 'group-not-found';
  if (status === 401) return 'unauthorized';
  if (status === 404) return whyMissing(hint);
  if (status === 422) return 'session-down';
  if (status >= 500) return /rate-overlimit/.test(hint) ? 'rate-limited' : 'unreachable';
  return 'rejected';
}

function whyMissing(hint: string): ReadFailure['why'] {
  if (/cannot get/.test(hint)) return 'rejected';
  return /session/.test(hint) ? 'session-missing' : 'group-not-found';
}
