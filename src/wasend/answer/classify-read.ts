import type { GroupPath, ReadFailure, ReadResult } from '../../leaving/ports/wasend.ts';
import type { Called } from '../call/call.ts';
import { isAboutSession, isEnginesOutside, isRouteMiss, saysNoSuchSession, saysOutside } from './hints.ts';
import type { Answer } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';
import { saidIn } from './said.ts';

/** What was read: only the refusal of a group's or a session's own read tells something about that group or session. */
export type ReadOf = 'session' | GroupPath | 'other';

/** What an answer to a read holds, or why there is nothing. `now` is epoch milliseconds. */
export function classifyRead<T>(called: Called<T>, of: ReadOf, now: number): ReadResult<T> {
  if (called.kind === 'timed-out') return failed('timed-out', null, null);
  if (called.kind !== 'answered') return failed('unreachable', null, null);
  const { status, headers, answer, value } = called;
  const said = saidIn(answer.sentences);
  if (status === 429) {
    const waitMs = retryAfterMs(headers, answer.retryAfterSeconds, now);
    return { ...failed('rate-limited', status, said), retryAfterMs: waitMs };
  }
  if (status < 200 || status >= 300)
    return { ...failed(whyOf(status, answer), status, said), ...told(status, answer, of) };
  if (answer.contradictsItself) return failed('refused', status, said);
  return value === null ? failed('unreadable', status, null) : { kind: 'ok', value };
}

export function failed(why: ReadFailure['why'], status: number | null, said: string | null): ReadFailure {
  return { kind: 'failed', why, status, said };
}

function whyOf(status: number, { sentences }: Answer): ReadFailure['why'] {
  if (status === 401) return 'unauthorized';
  if (status === 422 || (status === 400 && isAboutSession(sentences))) return 'session-in-doubt';
  // 408, 425 and 499 are a gateway's, and a redirect leads away: somebody else than Wasend answered.
  if (status >= 500 || status === 408 || status === 425 || status === 499) return 'unreachable';
  return status >= 400 ? 'refused' : 'unreadable';
}

/** Only JSON counts: a page or a text is a gateway's. */
function told(status: number, answer: Answer, of: ReadOf): Pick<ReadFailure, 'outsider' | 'namesSession'> {
  if (answer.form !== 'json' || of === 'other') return {};
  const { sentences } = answer;
  if (of === 'session') return status === 404 && saysNoSuchSession(sentences) ? { namesSession: true } : {};
  if (isEnginesOutside(sentences) && [403, 404, 500].includes(status))
    return { outsider: { namesGroup: true, path: of } };
  if ((status !== 403 && status !== 404) || isRouteMiss(sentences)) return {};
  return { outsider: { namesGroup: saysOutside(sentences), path: of } };
}
