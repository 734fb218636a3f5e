import { json } from '../answering/answer.ts';
import type { FaultPlan } from './plan.ts';

/** An answer of one's own, for whatever no kind has. The work is not done unless ordered with `does`. */
export interface CustomAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, and without a type of its own; anything else as JSON; left out: an empty body. */
  readonly body?: unknown;
}

/** The plan that gives this answer to whatever is asked. */
export function planOf({ status, headers = {}, body }: CustomAnswer): FaultPlan {
  const answer =
    body === undefined || typeof body === 'string'
      ? { status, headers, text: body ?? '' }
      : json(status, body, headers);
  return { does: false, ends: 'answered', answer: () => answer };
}
