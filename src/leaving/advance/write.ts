import type { RequestEvent } from '../events.ts';
import type { Ledger } from '../ports/ledger.ts';
import { afterEntry, type Request } from '../request.ts';
import { nextStep } from './next-step.ts';

/** `again` is a time (epoch milliseconds) at which to come again where nothing on record says it. */
export interface Stepped {
  readonly again: number | null;
}

interface WriteMeans {
  readonly ledger: Ledger;
  readonly now: () => number;
}

/** Appends what a step found, and the end with it where nothing more is owed. Stale is no fault: someone moved the request on, and the next step sees it. */
export async function write(
  request: Request,
  events: readonly RequestEvent[],
  { ledger, now }: WriteMeans,
): Promise<Stepped> {
  await ledger.append(request, [...events, ...endAfter(request, events, now(), ledger.isLost)]);
  return { again: null };
}

/** The `finished` that these events bring, or nothing. Pure: the end is on record with what brought it. */
export function endAfter(
  request: Request,
  events: readonly RequestEvent[],
  at: number,
  isLost: Parameters<typeof nextStep>[2],
): readonly RequestEvent[] {
  if (events.some(({ type }) => type === 'finished')) return [];
  const after = events.reduce(
    (one, event, index) =>
      afterEntry(one, { version: request.version + index + 1, at, event, sequence: 0, hash: '' }),
    request,
  );
  return nextStep(after, at, isLost).kind === 'finish' ? [{ type: 'finished' }] : [];
}
