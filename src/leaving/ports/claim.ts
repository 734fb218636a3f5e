import type { GroupId } from '../ids.ts';
import type { Request } from '../request.ts';
import type { HoldUp } from './hold-ups.ts';

/** One call about to be made, with everything its transaction compares. */
export interface Claim {
  readonly groupId: GroupId;
  readonly attempt: number;
  /** Spellings under which members lists have named us. */
  readonly foundAs: readonly string[];
  /** The rules and the connection that were judged; a claim by older ones fails. */
  readonly settingsRevision: number;
  readonly connectionRevision: number;
  /** Whether the session was seen lately to have the number that was shown; nothing is claimed where it was not. */
  readonly isNumberKnown: boolean;
  /** Leave calls of the key allowed in any window. */
  readonly limit: number;
  readonly windowMs: number;
  /** The gap drawn for the number's next call, and the longest that could have been drawn. */
  readonly gapMs: number;
  readonly longestGapMs: number;
  readonly dailyCap: number | null;
  /** How long a call lasts at most, appending included (milliseconds). */
  readonly leaseMs: number;
}

/** Why a call has to wait. People read this on the card, in the status and on Home. */
export type WaitWhy =
  | 'hold-up-of-lane'
  | 'hold-up-of-number'
  | 'number-busy'
  | 'gap'
  | 'daily-cap'
  | 'lane-full'
  | 'not-our-turn';

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly request: Request }
  | { readonly kind: 'stale' }
  /** Settings or connection are not those that were judged: judge again. */
  | { readonly kind: 'rules-changed' }
  /** There is room, and the number must be read first. */
  | { readonly kind: 'number-not-read' }
  /** No room now; the request is woken at `until` (epoch milliseconds) or as soon as there is. */
  | { readonly kind: 'wait'; readonly why: WaitWhy; readonly until: number; readonly holdUp: HoldUp | null };
