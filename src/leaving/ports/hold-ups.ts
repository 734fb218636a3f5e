import type { GivenUpWhy } from '../events.ts';

/** What keeps a lane or a number from being asked: since when it fails, how often it was tried, until when it rests. */
export interface HoldUp {
  readonly why: Exclude<GivenUpWhy, 'broken'>;
  /** Epoch milliseconds, all of them. */
  readonly until: number;
  readonly failingSince: number;
  readonly lastTryAt: number;
  readonly tries: number;
}

/** Why a session's own read could not tell which number it has, and how long that keeps it, or its lane, from being asked. */
export type NumberHeld =
  | { readonly why: 'unreachable' | 'session-starting' | 'number-unread' }
  | { readonly why: 'rate-limited'; readonly forMs: number };
