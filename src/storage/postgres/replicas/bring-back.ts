import { cutImpossibleTimes, isBehind, requestsAhead, setBack } from '../../sql/cut-times.ts';
import { loadRequest } from '../../sql/entries/load.ts';
import { placeOf } from '../../sql/pace/number-place.ts';
import type { StoreMeans } from '../../sql/store-means.ts';

/** What another replica dated while this one read the time does not lie ahead of it. */
const othersMs = 5_000;

/**
 * Where the database's clock lies behind what it has dated, everything is brought back to now: the tables in one
 * transaction, each request under its own locks. Otherwise nothing is touched, for other replicas are at work.
 */
export async function bringBack(means: StoreMeans): Promise<void> {
  const { store, sql } = means;
  const ahead = await store.read(function* (now) {
    return (yield* isBehind(sql, now + othersMs)) ? yield* requestsAhead(sql, now + othersMs) : null;
  });
  if (ahead === null) return;
  await store.write({ durability: 'durable' }, (now) => cutImpossibleTimes(sql, now, true));
  for (const requestId of ahead) {
    const request = await store.read(() => loadRequest(sql, requestId));
    if (request === null) continue;
    const { workspaceId, ask } = request;
    const held = { lane: ask.lane, number: placeOf(ask).number, workspaceId };
    await store.write({ durability: 'durable', ...held }, (now) => setBack(means, requestId, now));
  }
}
