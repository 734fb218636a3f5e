import type { Answer } from '../answering/answer.ts';
import type { Route } from '../answering/match-route.ts';
import * as waha from '../answering/waha-answers.ts';

/** What a fault's answer may speak of. */
export interface Faulted extends waha.Asked {
  readonly route: Route;
  readonly sessionId: string | null;
  /** The API key as it came. */
  readonly key: string;
}

/** How one call goes wrong: whether the work is done all the same, and how the call ends. */
export interface FaultPlan {
  /** `later`: the work is done some time after the answer, as behind a gateway that has given up. */
  readonly does: boolean | 'later';
  /** `slow` waits at the gate, then goes on as if nothing were; `never` leaves the caller waiting. */
  readonly ends: 'answered' | 'slow' | 'never' | 'cut' | 'cut-mid-body' | 'huge';
  /** Left out: the answer that would have come without the fault. */
  readonly answer?: (asked: Faulted) => Answer;
}

type Told = (asked: Faulted) => Answer;

export const refused = (answer: Told): FaultPlan => ({ does: false, ends: 'answered', answer });
export const done = (answer: Told): FaultPlan => ({ does: true, ends: 'answered', answer });
export const late = (answer: Told): FaultPlan => ({ does: 'later', ends: 'answered', answer });
/** WAHA's 500 around a text of its GOWS engine. */
export const engine = (details: string, code: 2 | 14 = 2): FaultPlan =>
  refused((asked) => waha.gowsError(details, asked, code));
