import { html } from '../answering/answer.ts';
import * as documented from '../answering/documented-answers.ts';
import { gatewayTimeout } from './edge.ts';
import { done, type FaultPlan, late } from './plan.ts';

/** Calls whose answer does not arrive, or not as it was sent. */
export const transportPlans = {
  slow: { does: true, ends: 'slow' },
  hang: { does: false, ends: 'never' },
  cut: { does: false, ends: 'cut' },
  'cut-mid-body': { does: true, ends: 'cut-mid-body' },
  huge: { does: true, ends: 'huge' },
  'done-but-cut': { does: true, ends: 'cut' },
  'done-but-timed-out': { does: true, ends: 'never' },
  'done-but-500': done(({ route }) => documented.internalError(route)),
  'done-but-504': done(() => html(504, gatewayTimeout)),
  'late-504': late(() => html(504, gatewayTimeout)),
  'late-cut': { does: 'later', ends: 'cut' },
  'late-timed-out': { does: 'later', ends: 'never' },
} satisfies Record<string, FaultPlan>;
