import { z } from 'zod';
import type { SlackFailure } from '../../wire/slack-errors.ts';

/** The kinds of places where something can be said; a message names those it may go to, in order. */
export const PlaceKind = z.enum([
  'channel',
  'thread',
  'response-url',
  'direct-message',
  'audit-channel',
  'step',
]);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** How far down its ladder one message has come. */
export const Rung = z.object({
  place: PlaceKind,
  /** True once the place has refused the blocks: the text is said without them. */
  plain: z.boolean(),
  /** Refusals in a row at this place that may pass. */
  tries: z.number().int().nonnegative(),
  /** How often in a row Slack was out of reach. */
  unreached: z.number().int().nonnegative(),
  /** Epoch milliseconds of the first time. */
  since: z.number().int().nullable(),
});
export type Rung = z.infer<typeof Rung>;

export type NextRung =
  /** To be tried at `at`, which may be now. */
  | { readonly kind: 'rung'; readonly rung: Rung; readonly at: number }
  /** The ladder is used up. */
  | { readonly kind: 'nobody' };

/** Three times again, each later than the one before. */
const pausesMs = [2_000, 10_000, 30_000] as const;

/** A Slack that is away as a whole is away for every place: going down the ladder meanwhile would only use it up. */
const patienceMs = 60 * 60_000;
const longestPauseMs = 5 * 60_000;

/** The top of a ladder, or of a place on the way down. */
export function rungAt(place: PlaceKind): Rung {
  return { place, plain: false, tries: 0, unreached: 0, since: null };
}

/**
 * Where to go on after a failure at `rung`: the same place again, the same place without blocks, or the next one.
 * Pure. A place that is not among `places` any more counts as left behind.
 */
export function afterFailure(
  rung: Rung,
  failure: SlackFailure,
  places: readonly PlaceKind[],
  now: number,
): NextRung {
  switch (failure.kind) {
    case 'unreachable':
      return afterSilence(rung, failure.retryAfterMs, places, now);
    case 'passing': {
      const pauseMs = pausesMs[rung.tries];
      const failed = { ...rung, tries: rung.tries + 1, unreached: 0, since: null };
      if (pauseMs !== undefined) return again(failed, now + pauseMs);
      return rung.plain ? nextPlace(rung, places, now) : again({ ...failed, plain: true }, now);
    }
    case 'content-refused':
      return rung.plain ? nextPlace(rung, places, now) : again({ ...rungAt(rung.place), plain: true }, now);
    case 'message-gone':
    case 'place-closed':
      return nextPlace(rung, places, now);
  }
}

function afterSilence(
  rung: Rung,
  retryAfterMs: number | null,
  places: readonly PlaceKind[],
  now: number,
): NextRung {
  const { place, unreached, since } = rung;
  // An address that lives for half an hour and takes five messages is not waited for.
  const mayWait = place === 'response-url' ? unreached === 0 : now - (since ?? now) < patienceMs;
  if (!mayWait) return nextPlace(rung, places, now);
  const pauseMs = retryAfterMs ?? Math.min(longestPauseMs, 5_000 * 2 ** Math.min(unreached, 10));
  return again({ ...rung, unreached: unreached + 1, since: since ?? now }, now + pauseMs);
}

function again(rung: Rung, at: number): NextRung {
  return { kind: 'rung', rung, at };
}

function nextPlace({ place }: Rung, places: readonly PlaceKind[], now: number): NextRung {
  const next = places[places.indexOf(place) + 1];
  return next === undefined ? { kind: 'nobody' } : again(rungAt(next), now);
}
