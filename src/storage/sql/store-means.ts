import type { Leases } from './pace/leases.ts';
import type { OwnCalls } from './pace/own-calls.ts';
import type { Sql } from './steps.ts';
import type { Store } from './store.ts';

/** What every part of the store works with. */
export interface StoreMeans {
  readonly store: Store;
  /** The same store where nobody waits for a disk: for what may be lost. */
  readonly losable: Store;
  readonly sql: Sql;
  readonly leases: Leases;
  readonly ownCalls: OwnCalls;
  /** Milliseconds that pass, by a clock that nobody can set. */
  readonly monotonic: () => number;
  /** Makes a ULID that was never made before. */
  readonly newId: () => string;
}
