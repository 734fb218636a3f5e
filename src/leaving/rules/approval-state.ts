import type { UserId } from '../ids.ts';

/** What a request that others must approve has come to. Folded from its events. */
export interface Approval {
  readonly needed: number;
  /** Epoch milliseconds after which nobody can approve any more. */
  readonly until: number;
  /** Names exactly the list that is approved. */
  readonly list: string;
  readonly approvedBy: readonly UserId[];
}

export function begunApproval(asked: Omit<Approval, 'approvedBy'>): Approval {
  return { ...asked, approvedBy: [] };
}

/** `waiting` for people, or `given` by enough of them. Pure. */
export function approvalState({ needed, approvedBy }: Approval): 'waiting' | 'given' {
  return approvedBy.length >= needed ? 'given' : 'waiting';
}
