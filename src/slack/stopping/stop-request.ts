import { canBeStopped } from '../../leaving/advance/next-step.ts';
import type { RequestId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import { foldRequest } from '../../leaving/request.ts';
import { type Services, wake } from '../services.ts';

/**
 * What was not asked yet will not be. Idempotent; the first stop is recorded. A call already under way is let end, for
 * it cannot be taken back. Answers whether this very stop was the one.
 */
export async function stopRequest(
  workspaceId: WorkspaceId,
  requestId: RequestId,
  by: UserId,
  services: Services,
): Promise<boolean> {
  let isStopped = false;
  for (;;) {
    const folded = foldRequest(await services.ledger.load(requestId));
    if (folded.kind !== 'request' || folded.request.workspaceId !== workspaceId) break;
    if (!canBeStopped(folded.request)) break;
    const { version } = folded.request;
    const stop = { type: 'stop-asked', by } as const;
    const result = await services.ledger.append(workspaceId, requestId, version, [stop]);
    isStopped = result.kind === 'appended';
    if (isStopped) break;
  }
  await wake(services, requestId);
  return isStopped;
}
