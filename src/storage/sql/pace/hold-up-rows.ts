import { z } from 'zod';
import type { HoldUp } from '../../../leaving/ports/hold-ups.ts';
import type { SqlRow } from '../steps.ts';

export const HoldUpRow = z.object({
  why: z
    .enum(['unreachable', 'rate-limited', 'number-limited', 'session-starting', 'number-unread'])
    .nullable(),
  held_until: z.number(),
  failing_since: z.number().nullable(),
  last_try_at: z.number(),
  tries: z.number(),
});

/** What holds a lane or a number up; null when nothing does. It may be over: compare `until`. */
export function holdUpOf(row: SqlRow | undefined): HoldUp | null {
  if (row === undefined) return null;
  const {
    why,
    held_until: until,
    failing_since: since,
    last_try_at: lastTryAt,
    tries,
  } = HoldUpRow.parse(row);
  return why === null || since === null ? null : { why, until, failingSince: since, lastTryAt, tries };
}
