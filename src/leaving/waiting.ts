import type { UserId } from './ids.ts';
import type { LeaveAnswer } from './outcome.ts';
import type { HoldUp } from './ports/hold-ups.ts';

/** Why a request makes no call just now. `until` is epoch milliseconds; null where nobody can say. */
export type WaitingFor =
  /** Anyone may still press Stop and save everything. */
  | { readonly kind: 'hold'; readonly until: number }
  | {
      readonly kind: 'approval';
      readonly until: number;
      readonly needed: number;
      readonly approvedBy: readonly UserId[];
    }
  /** Wasend, or WhatsApp for this number, asked to wait; or could not be reached. `answer` is what was said last. */
  | {
      readonly kind: 'hold-up';
      readonly of: 'lane' | 'number';
      readonly why: HoldUp['why'];
      readonly until: number;
      /** When the newest answer came. */
      readonly at: number;
      readonly answer: LeaveAnswer | null;
    }
  /** Another leave of the same number is being made. */
  | { readonly kind: 'number-busy'; readonly until: number }
  /** The pause between leaves that protects the number. */
  | { readonly kind: 'gap'; readonly until: number }
  | { readonly kind: 'daily-cap'; readonly until: number }
  /** The calls of the key are used up for now, or others wait longer. */
  | { readonly kind: 'queue'; readonly until: number };

/** What people are told about the end of a request: one source for card, status, Home and preview. */
export interface Outlook {
  /** Null when a call or only looks are under way, and when everything is done. */
  readonly waitingFor: WaitingFor | null;
  /** Requests of the same queue whose calls come before. */
  readonly ahead: number;
  /** When the last call will be made, as things stand (epoch milliseconds); null when that cannot be said. */
  readonly expectedEndAt: number | null;
}
