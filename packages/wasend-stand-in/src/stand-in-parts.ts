import type { FaultKind } from './fault-plans.ts';
import type { GateKeeper } from './gate.ts';
import type { Journal } from './journal.ts';
import type { Matched } from './match-route.ts';
import type { Pace } from './pace.ts';
import type { ShapeName } from './shapes/shapes.ts';
import type { Stale } from './stale.ts';
import type { WorldState } from './world-state.ts';

/** Everything a call passes through. */
export interface StandInParts {
  readonly state: WorldState;
  readonly stale: Stale;
  readonly gateKeeper: GateKeeper;
  readonly pace: Pace;
  readonly journal: Journal;
  readonly settings: { shape: ShapeName };
  takeFault(call: Matched): FaultKind | null;
}
