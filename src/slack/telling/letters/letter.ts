import { z } from 'zod';
import { type PlaceKind, Rung, rungAt } from './ladder.ts';

/** One message that is owed, and what Slack holds of it. */
export const Letter = z.object({
  rung: Rung,
  /** The message that is edited; null where none can be. */
  message: z.object({ channel: z.string(), ts: z.string() }).nullable(),
  /** Digest of what was said last; null before the first post. */
  shown: z.string().nullable(),
  wasPostedAgain: z.boolean(),
  /** True when the whole ladder was tried in vain. */
  isUsedUp: z.boolean(),
  /** True when it is not edited any more. */
  isFinal: z.boolean(),
});
export type Letter = z.infer<typeof Letter>;

/** A message that nobody has been shown yet. */
export function unwritten(place: PlaceKind): Letter {
  return {
    rung: rungAt(place),
    message: null,
    shown: null,
    wasPostedAgain: false,
    isUsedUp: false,
    isFinal: false,
  };
}
