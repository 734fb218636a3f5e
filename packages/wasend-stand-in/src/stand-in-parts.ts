import type { GateKeeper } from './answering/gate.ts';
import type { Matched } from './answering/match-route.ts';
import type { Pace } from './answering/pace.ts';
import type { TakenFault } from './faults/faults.ts';
import type { createLateDeeds } from './faults/late-deeds.ts';
import type { Journal } from './journal.ts';
import type { Stale } from './reads/stale.ts';
import type { ShapeName } from './shapes/shapes.ts';

import type { WorldState } from './world/world-state.ts';

/** Everything a call passes through. */
export interface StandInParts {
  readonly state: WorldState;
  readonly stale: Stale;
  readonly gateKeeper: GateKeeper;
  readonly late: ReturnType<typeof createLateDeeds>;
  readonly pace: Pace;
  readonly journal: Journal;
  readonly settings: { shape: ShapeName; readonly isStrict: boolean };
  takeFault(call: Matched): TakenFault | null;
}
