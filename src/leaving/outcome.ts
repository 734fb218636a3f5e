import { z } from 'zod';

/**
 * What Wasend's answer to one leave call means, by status and by what this machine itself knows; the table is in the
 * architecture. Its words never decide an end: `accepted`, `unknown` and `not-clear` are settled by looking,
 * `session-in-doubt` by reading the session. `rate-limited`, `number-limited` and `not-sent` are asked again by
 * themselves. `unauthorized` ends the whole request, `refused` is a clear no.
 */
export const AnswerClass = z.enum([
  'accepted',
  'unknown',
  'not-clear',
  'session-in-doubt',
  'unauthorized',
  'refused',
  'rate-limited',
  'number-limited',
  'not-sent',
]);
export type AnswerClass = z.infer<typeof AnswerClass>;

/** One classified answer. `said` is the API's own sentence without secrets, at most 300 characters, or null when it said nothing. */
export const LeaveAnswer = z.object({
  class: AnswerClass,
  /** HTTP status, or null when no answer arrived. */
  status: z.number().int().nullable(),
  said: z.string().max(300).nullable(),
  /** Only with `rate-limited`: how long the API asked us to wait, in milliseconds, from 1 s to 1 h. */
  retryAfterMs: z.number().int().nonnegative().optional(),
  /** True when WhatsApp's own limit on the number was named, whatever the status: the number rests. */
  numberRests: z.literal(true).optional(),
  /** Only with `not-sent`: the system's code, as in `ECONNREFUSED`. */
  fault: z.string().max(60).optional(),
});
export type LeaveAnswer = z.infer<typeof LeaveAnswer>;

/** What one look at the group showed about our own membership. */
export const Sighting = z.enum(['in', 'out', 'probably-out', 'cannot-tell']);
export type Sighting = z.infer<typeof Sighting>;

/** What a look saw, as a code; the words for it are made in `messages/`. */
export const Evidence = z.enum([
  /** in: a member of our name, who has not left. */
  'named-as-member',
  /** out: the members told whole, without the name by which this group knew us. */
  'members-without-us',
  /** out: a refusal that only somebody outside gets. */
  'refused-as-outsider',
  /** probably out: the whole list of groups does not name it. */
  'absent-from-list',
  'still-in-list',
  'list-empty',
  'list-not-whole',
  'members-not-told',
  /** Members told, but by no name under which we were seen before. */
  'name-not-seen-before',
  'refused-unclear',
  'group-unread',
  'not-connected',
  /** The machine was stopped or failed before a look could be taken. */
  'not-looked',
]);
export type Evidence = z.infer<typeof Evidence>;

/** How the session itself answered when it was read beside a look. */
export const SessionSeen = z.enum(['usable', 'starting', 'down', 'gone', 'unauthorized', 'not-known']);
export type SessionSeen = z.infer<typeof SessionSeen>;
