import { canBeStopped } from '../advance/next-step.ts';
import { expectedDurationMs, type Pace, paceOf } from '../advance/pace.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import { foldRequest, type Request } from '../request.ts';

/** An open request with its place among those that still have calls to make in the same lane. */
export interface OpenRequest {
  readonly request: Request;
  /** 1 is next; null when it only waits for looks. */
  readonly place: number | null;
  /** Epoch milliseconds; null when no call is owed any more. */
  readonly expectedEndAt: number | null;
}

/** The open requests of a workspace, in the order of their turns. */
export async function readStatus(
  ledger: Ledger,
  workspaceId: WorkspaceId,
  pace: Pace,
  now: number,
): Promise<readonly OpenRequest[]> {
  const ids = await ledger.open(workspaceId);
  const folded = await Promise.all(ids.map(async (requestId) => foldRequest(await ledger.load(requestId))));
  const requests = folded.flatMap((one) => (one.kind === 'request' ? [one.request] : []));
  requests.sort(
    (one, other) => one.nextCallNotBefore - other.nextCallNotBefore || one.askedAt - other.askedAt,
  );
  const ahead = new Map<string, { requests: number; calls: number }>();
  return requests.map((request) => {
    if (!canBeStopped(request)) return { request, place: null, expectedEndAt: null };
    const lane = ahead.get(request.ask.lane) ?? { requests: 0, calls: 0 };
    const waiting = request.leaves.filter((leave) => leave.state === 'waiting').length;
    const place = lane.requests + 1;
    const calls = lane.calls + waiting;
    ahead.set(request.ask.lane, { requests: place, calls });
    const alone =
      Math.max(now, request.nextCallNotBefore) + expectedDurationMs(waiting, paceOf(request.ask, pace));
    const together = now + Math.floor((calls - 1) / pace.limit) * pace.windowMs;
    return { request, place, expectedEndAt: Math.max(alone, together) };
  });
}
