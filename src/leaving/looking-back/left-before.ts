import type { SessionId, WorkspaceId } from '../ids.ts';
import { outcomeOf } from '../leave.ts';
import type { Ledger } from '../ports/ledger.ts';
import { foldRequest } from '../request.ts';

/** Lists stay stale for days at most; older leaves are not looked for. */
const mostRequests = 100;
const keptMs = 30_000;

/**
 * Remembers which groups of a session this app has left lately, by group id with the time: lists are caches and go on
 * naming them. Answers from memory for 30 seconds.
 */
export function createLeftBefore(
  ledger: Ledger,
  now: () => number,
): (workspaceId: WorkspaceId, sessionId: SessionId) => Promise<ReadonlyMap<string, number>> {
  const kept = new Map<string, { readonly until: number; readonly left: ReadonlyMap<string, number> }>();
  return async (workspaceId, sessionId) => {
    const key = `${workspaceId}/${sessionId}`;
    const held = kept.get(key);
    if (held !== undefined && held.until > now()) return held.left;
    const left = await readLeft(ledger, workspaceId, sessionId);
    kept.set(key, { until: now() + keptMs, left });
    return left;
  };
}

async function readLeft(
  ledger: Ledger,
  workspaceId: WorkspaceId,
  sessionId: SessionId,
): Promise<Map<string, number>> {
  const left = new Map<string, number>();
  for (const requestId of await ledger.recent(workspaceId, { limit: mostRequests })) {
    const folded = foldRequest(await ledger.load(requestId));
    if (folded.kind !== 'request' || folded.request.ask.sessionId !== sessionId) continue;
    for (const leave of folded.request.leaves) {
      const { groupId } = leave.group;
      if (outcomeOf(leave) === 'left' && leave.answeredAt !== null && !left.has(groupId))
        left.set(groupId, leave.answeredAt);
    }
  }
  return left;
}
