import { z } from 'zod';

/**
 * How one leave ended. `unknown` is a leave that was asked and whose answer is not known;
 * `not-asked` one that was never asked because the whole request ended before its turn.
 */
export const Outcome = z.enum(['left', 'already-out', 'refused', 'stopped', 'unknown', 'not-asked']);
export type Outcome = z.infer<typeof Outcome>;

/**
 * What Wasend's answer to one leave call means. The classes decide what happens next:
 * `accepted` and `unknown` are settled by looking, `rate-limited` and `not-sent` may be asked again by
 * themselves, `unauthorized`, `session-missing` and `session-down` end the whole request, the rest is final.
 */
export const AnswerClass = z.enum([
  'accepted',
  'already-out',
  'owner',
  'forbidden',
  'group-not-found',
  'session-missing',
  'session-down',
  'unauthorized',
  'rate-limited',
  'whatsapp-limited',
  'bad-id',
  'rejected',
  'not-sent',
  'unknown',
]);
export type AnswerClass = z.infer<typeof AnswerClass>;

/** One classified answer. `said` is the API's own sentence, at most 300 characters, or null when it said nothing. */
export const LeaveAnswer = z.object({
  class: AnswerClass,
  /** HTTP status, or null when no answer arrived. */
  status: z.number().int().nullable(),
  said: z.string().max(300).nullable(),
  /** Only with `rate-limited`: how long the API asked us to wait, in milliseconds. */
  retryAfterMs: z.number().int().nonnegative().optional(),
});
export type LeaveAnswer = z.infer<typeof LeaveAnswer>;

/** What one look at the group showed about our own membership. */
export const Sighting = z.enum(['in', 'out', 'probably-out', 'cannot-tell']);
export type Sighting = z.infer<typeof Sighting>;
