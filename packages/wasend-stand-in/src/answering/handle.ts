import type { Faults } from '../faults/faults.ts';
import type { LateDeeds } from '../faults/late-deeds.ts';
import type { Call, Problem } from '../journal.ts';
import type { Stale } from '../reads/stale.ts';
import type { ShapeName } from '../shapes/shapes.ts';
import type { World } from '../world/world.ts';
import type { Gate } from './gate.ts';
import type { Limit } from './pace.ts';

/** A Wasend of one's own, with the WhatsApp behind it. */
export interface WasendStandIn {
  readonly url: string;
  readonly world: World;
  readonly faults: Faults;
  readonly gate: Gate;
  readonly stale: Stale;
  /** Leaves whose answer went out before they were done. */
  readonly lateDeeds: LateDeeds;
  /** How reads are written, from the next call on. Leaving is answered as documented, or as WAHA does in its shapes. */
  shape: ShapeName;
  /** Holds from the next call on. */
  limit: Limit;
  /** Every call, in order of arrival. */
  readonly journal: readonly Call[];
  /** What a careful client would not have sent; empty after a clean journey. */
  readonly problems: readonly Problem[];
  leaveCalls(groupId?: string): Call[];
  /** The most leave calls of one key that arrived within any such time, refused ones included. */
  mostInAnyWindow(windowMs: number): number;
  /** The most leave calls that were under way at once on one session. */
  maxConcurrentPerSession(): number;
  /** Stops listening and ends every connection, waiting ones too. May be called twice. */
  close(): Promise<void>;
}
