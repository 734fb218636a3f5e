import type { LaneId, WorkspaceId } from '../../leaving/ids.ts';
import type { Sql, Steps } from './steps.ts';

/** How much a write must outlive: `durable` the machine's sudden death, `losable` only this process's. */
export type Durability = 'durable' | 'losable';

/** Whose writes must not come between. The database's own row locks guard everything else. */
export interface Held {
  /** Pace: windows, turns, hold-ups. */
  readonly lane?: LaneId;
  /** Gap, cap and one call at a time of a WhatsApp number, whichever keys use it. */
  readonly number?: string;
  /** The chain of entries, open leaves, rules. */
  readonly workspaceId?: WorkspaceId;
  /** One row of the key-value store. */
  readonly key?: string;
}

interface Writing extends Held {
  readonly durability: Durability;
  /** Whether something may be due earlier than it was: whoever waits is told. */
  readonly wakes?: boolean;
}

/** What a judgement comes to: a result without a write, or steps and how much they must outlive. */
export type Judged<T> =
  | { readonly kind: 'settled'; readonly result: T }
  | { readonly kind: 'write'; readonly durability: Durability; readonly steps: Steps<T> };

/**
 * One database. `now` is the store's time (epoch milliseconds), taken when everything that is held is held. Throws
 * LedgerUnavailable for every fault: without the ledger nothing may be left.
 */
export interface Store {
  readonly sql: Sql;
  /** Reads one state of the store. */
  read<T>(work: (now: number) => Steps<T>): Promise<T>;
  /** All of it or, when it throws, nothing. */
  write<T>(writing: Writing, work: (now: number) => Steps<T>): Promise<T>;
  /** The same, where only the reads before tell how durable the write must be. */
  judge<T>(writing: Omit<Writing, 'durability'>, judge: (now: number) => Steps<Judged<T>>): Promise<T>;
}
