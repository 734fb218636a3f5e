import type { AnswerHeaders } from '../../http/exchange.ts';
import type { Self } from '../../leaving/ports/wasend.ts';
import { type Answer, unreadAnswer } from '../answer/read-answer.ts';
import type { Facts, FactsKind } from '../parsing/facts.ts';
import type { ParseAnswer } from '../parsing/parse-answer.ts';
import { type HttpCall, type HttpMeans, type HttpResult, httpCall } from './http-call.ts';

/** What came of one call: the answer reduced to what was asked of it, or why there is none. */
export type Called<T> =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly answer: Answer;
      readonly isTooLong: boolean;
      /** Null when the answer does not hold what was asked of it, whatever its status. */
      readonly value: T | null;
    }
  | Exclude<HttpResult, { kind: 'answer' }>;

export interface Asked<Kind extends FactsKind> {
  readonly kind: Kind;
  readonly self: Self;
}

export interface CallMeans extends HttpMeans {
  readonly parse: ParseAnswer;
}

/** Makes one call, once, and reads its answer; nothing of the key is in what comes back. Never throws. */
export async function call<Kind extends FactsKind>(
  http: HttpCall,
  means: CallMeans,
  { kind, self }: Asked<Kind>,
): Promise<Called<Facts[Kind]>> {
  const result = await httpCall(http, means);
  if (result.kind !== 'answer') return result;
  const { status, headers, contentType, body, extent } = result;
  const isTooLong = extent === 'too-long';
  if (extent !== 'whole')
    return { kind: 'answered', status, headers, answer: unreadAnswer('unreadable'), isTooLong, value: null };
  return {
    kind: 'answered',
    status,
    headers,
    isTooLong,
    ...(await means.parse({ body, contentType, kind, self, apiKey: http.apiKey })),
  };
}
