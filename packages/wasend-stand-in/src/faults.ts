import type { FaultKind } from './fault-plans.ts';
import type { Matched, Route } from './match-route.ts';

/** Which calls a fault meets; what is left out matches any. */
interface FaultTarget {
  readonly route?: Route;
  readonly groupId?: string;
}

export interface Faults {
  /** The next matching calls go wrong, one after another in the order in which the faults were queued. */
  next(kind: FaultKind, target?: FaultTarget & { readonly times?: number }): void;
  /** From now on this share (0 to 1) of the matching calls goes wrong; `random` answers from 0 up to 1. */
  always(kind: FaultKind, share: number, target: FaultTarget & { readonly random: () => number }): void;
  clear(): void;
}

/** The faults as tests set them, and `take`, which uses one up for a call. Queued faults come before shares. */
export function createFaults(): { readonly faults: Faults; take(call: Matched): FaultKind | null } {
  let queued: { readonly kind: FaultKind; readonly target: FaultTarget; left: number }[] = [];
  let shares: { kind: FaultKind; share: number; target: FaultTarget; random: () => number }[] = [];
  return {
    faults: {
      next(kind, { times = 1, ...target } = {}) {
        queued.push({ kind, target, left: times });
      },
      always(kind, share, { random, ...target }) {
        shares.push({ kind, share, target, random });
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
        return next.kind;
      }
      const often = shares.find(({ share, target, random }) => isMetBy(call, target) && random() < share);
      return often?.kind ?? null;
    },
  };
}

function isMetBy(call: Matched, { route, groupId }: FaultTarget): boolean {
  return (route === undefined || route === call.route) && (groupId === undefined || groupId === call.groupId);
}
