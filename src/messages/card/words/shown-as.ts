import type { LeaveStatus } from '../../../leaving/leave.ts';
import type { Mark } from '../../block-kit/marks.ts';

/** A status as people are told it: what is the same for them is one. */
export type Shown =
  | 'still-in'
  | 'not-known'
  | 'refused'
  | 'checking'
  | 'set-aside'
  | 'not-asked'
  | 'declined'
  | 'not-approved'
  | 'stopped'
  | 'already-out'
  | 'left-not-confirmed'
  | 'left'
  | 'left-confirmed'
  | 'asking'
  | 'waiting';

interface ShownWords {
  readonly mark: Mark;
  /** Begins a line. */
  readonly word: string;
  /** Follows a number: `1 still in`. */
  readonly counted: string;
}

/** The fixed words, in the order of a list: what somebody must look at comes first. */
export const shownWords = {
  'still-in': { mark: 'look', word: 'Still in', counted: 'still in' },
  'not-known': { mark: 'look', word: 'Not known', counted: 'not known' },
  refused: { mark: 'refused', word: 'Refused', counted: 'refused' },
  checking: { mark: 'look', word: 'Checking', counted: 'being checked' },
  'set-aside': { mark: 'stopped', word: 'Set aside', counted: 'set aside' },
  'not-asked': { mark: 'stopped', word: 'Not asked', counted: 'not asked' },
  declined: { mark: 'stopped', word: 'Declined', counted: 'declined' },
  'not-approved': { mark: 'stopped', word: 'Not approved', counted: 'not approved' },
  stopped: { mark: 'stopped', word: 'Stopped', counted: 'stopped' },
  'already-out': { mark: 'left', word: 'Already out', counted: 'already out' },
  'left-not-confirmed': { mark: 'left', word: 'Left, not confirmed', counted: 'left' },
  left: { mark: 'left', word: 'Left', counted: 'left' },
  'left-confirmed': { mark: 'left', word: 'Left, confirmed', counted: 'left' },
  asking: { mark: 'waiting', word: 'Asking', counted: 'being asked' },
  waiting: { mark: 'waiting', word: 'Waiting', counted: 'waiting' },
} as const satisfies Record<Shown, ShownWords>;

export const shownInOrder = Object.keys(shownWords) as readonly Shown[];

/** What Wasend accepted counts as left until a look has seen the opposite. */
export function shownAs(status: LeaveStatus): Shown {
  switch (status.kind) {
    case 'calling':
      return 'asking';
    case 'looking':
      return status.after === 'accepted' && status.last?.sighting !== 'in' ? 'left' : 'checking';
    case 'left':
      return status.confirmed ? 'left-confirmed' : 'left-not-confirmed';
    case 'not-asked':
      if (status.why === 'declined') return 'declined';
      return status.why === 'approval-expired' ? 'not-approved' : 'not-asked';
    case 'waiting':
    case 'already-out':
    case 'still-in':
    case 'not-known':
    case 'refused':
    case 'stopped':
    case 'set-aside':
      return status.kind;
  }
}

export function isShownAsLeft(shown: Shown): boolean {
  return shown === 'left' || shown === 'left-confirmed' || shown === 'left-not-confirmed';
}
