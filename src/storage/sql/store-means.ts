import type { Clock } from '../../clock.ts';
import type { Sql } from '../sqlite/sql.ts';
import type { Leases } from './pace/leases.ts';
import type { OwnCalls } from './pace/own-calls.ts';

/** What every part of the store works with. */
export interface StoreMeans {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly ownCalls: OwnCalls;
  /** Tells whoever waits that something may be due earlier than it was. */
  readonly changed: () => void;
}
