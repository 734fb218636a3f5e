import type { Matched, Route } from '../answering/match-route.ts';
import { type CustomAnswer, planOf } from './custom-answer.ts';
import { type FaultKind, faultPlans } from './fault-plans.ts';
import type { FaultPlan } from './plan.ts';

/** Which calls a fault meets; what is left out matches any. */
interface FaultTarget {
  readonly route?: Route;
  readonly groupId?: string;
  readonly sessionId?: string;
}

/** Whether the work is done, against what the kind says by itself: `true` before the answer, `later` after it. */
interface Deed {
  readonly does?: boolean | 'later';
  /** How long after the answer a `later` deed is done; 20 s when left out. */
  readonly laterMs?: number;
}

type Order = FaultTarget & Deed;

export interface Faults {
  /**
   * The next matching calls go wrong, one after another in the order in which the faults were queued. A kind is one
   * of `faultPlans`, or an answer of your own. `times` may be Infinity: until cleared.
   */
  next(kind: FaultKind | CustomAnswer, order?: Order & { readonly times?: number }): void;
  /** From now on this share (0 to 1) of the matching calls goes wrong; `random` answers from 0 up to 1. */
  always(
    kind: FaultKind | CustomAnswer,
    share: number,
    order: Order & { readonly random: () => number },
  ): void;
  clear(): void;
}

/** A fault that meets a call. */
export interface TakenFault {
  /** `custom` for an answer of one's own. */
  readonly kind: FaultKind | 'custom';
  readonly plan: FaultPlan;
  readonly laterMs: number;
}

const usualLaterMs = 20_000;

/** The faults as tests set them, and `take`, which uses one up for a call. Queued faults come before shares. */
export function createFaults(): { readonly faults: Faults; take(call: Matched): TakenFault | null } {
  let queued: { readonly fault: TakenFault; readonly target: FaultTarget; left: number }[] = [];
  let shares: { fault: TakenFault; share: number; target: FaultTarget; random: () => number }[] = [];
  return {
    faults: {
      next(kind, { times = 1, ...order } = {}) {
        queued.push({ fault: faultOf(kind, order), target: order, left: times });
      },
      always(kind, share, { random, ...order }) {
        shares.push({ fault: faultOf(kind, order), share, target: order, random });
      },
      clear() {
        queued = [];
        shares = [];
      },
    },
    take(call) {
      const next = queued.find(({ target, left }) => left > 0 && isMetBy(call, target));
      if (next !== undefined) {
        next.left -= 1;
        return next.fault;
      }
      const often = shares.find(({ share, target, random }) => isMetBy(call, target) && random() < share);
      return often?.fault ?? null;
    },
  };
}

function faultOf(kind: FaultKind | CustomAnswer, { does, laterMs = usualLaterMs }: Deed): TakenFault {
  const plan: FaultPlan = typeof kind === 'string' ? faultPlans[kind] : planOf(kind);
  return {
    kind: typeof kind === 'string' ? kind : 'custom',
    plan: does === undefined ? plan : { ...plan, does },
    laterMs,
  };
}

function isMetBy(call: Matched, { route, groupId, sessionId }: FaultTarget): boolean {
  const isSame = (wanted: string | undefined, is: string | null): boolean =>
    wanted === undefined || wanted === is;
  return isSame(route, call.route) && isSame(groupId, call.groupId) && isSame(sessionId, call.sessionId);
}
