import { RequestId, UserId } from '../leaving/ids.ts';
import { canBeStopped } from '../leaving/next-step.ts';
import { foldRequest } from '../leaving/request.ts';
import { type ButtonArgs, workspaceOf } from './listener.ts';
import { type Services, wake } from './services.ts';

/**
 * **Stop**, open to anyone in the channel: what was not asked yet will not be. Idempotent; the first press is
 * recorded. A call already under way is let end, for it cannot be taken back.
 */
export function stopButton(services: Services) {
  return async ({ ack, action, body, context }: ButtonArgs): Promise<void> => {
    const requestId = RequestId.parse(action.value);
    const by = UserId.parse(body.user.id);
    const workspaceId = workspaceOf(context);
    for (;;) {
      const folded = foldRequest(await services.ledger.load(requestId));
      if (folded.kind !== 'request' || folded.request.workspaceId !== workspaceId) break;
      if (!canBeStopped(folded.request)) break;
      const { version } = folded.request;
      const result = await services.ledger.append(workspaceId, requestId, version, [
        { type: 'stop-asked', by },
      ]);
      if (result.kind === 'appended') break;
    }
    await wake(services, requestId);
    await ack();
  };
}
