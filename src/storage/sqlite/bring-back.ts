import { cutImpossibleTimes, isBehind, requestsAhead, setBack } from '../sql/cut-times.ts';
import type { Steps } from '../sql/steps.ts';
import type { StoreMeans } from '../sql/store-means.ts';

/** What a clock that was ahead has left behind is brought back to now, in the caller's transaction: nobody else has the store. */
export function* bringBack(means: StoreMeans, now: number): Steps<void> {
  const { sql } = means;
  const wasAhead = yield* isBehind(sql, now);
  const ahead = yield* requestsAhead(sql, now);
  for (const requestId of ahead) yield* setBack(means, requestId, now);
  yield* cutImpossibleTimes(sql, now, wasAhead);
}
