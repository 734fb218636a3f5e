import { documentedPlans } from './documented.ts';
import { edgePlans } from './edge.ts';
import { enginePlans } from './engine.ts';
import { lyingPlans } from './lies.ts';
import type { FaultPlan } from './plan.ts';
import { transportPlans } from './transport.ts';

/** Every way a call can go wrong, by name. `redirect` keeps the method and the headers: a client that follows is caught. */
export const faultPlans = {
  ...documentedPlans,
  ...enginePlans,
  ...edgePlans,
  ...lyingPlans,
  ...transportPlans,
} satisfies Record<string, FaultPlan>;
export type FaultKind = keyof typeof faultPlans;
