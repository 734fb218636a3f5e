import { mayBeTriedAgain } from '../../leaving/advance/next-step.ts';
import { ChannelId, RequestId, UserId } from '../../leaving/ids.ts';
import { foldRequest } from '../../leaving/request.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import type { Services } from '../services.ts';
import { openConfirmModal } from './open-confirm-modal.ts';

/** **Try again**: opens the confirm modal for what is still open, as a new ask of whoever pressed. The rules apply anew. */
export function tryAgainButton(services: Services) {
  return async ({ ack, action, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const workspaceId = workspaceOf(context);
    const folded = foldRequest(await services.ledger.load(RequestId.parse(action.value)));
    if (folded.kind !== 'request' || folded.request.workspaceId !== workspaceId) return;
    const groups = folded.request.leaves.filter(mayBeTriedAgain).map((leave) => leave.group.groupId);
    if (groups.length === 0) return;
    const ask = {
      workspaceId,
      by: UserId.parse(body.user.id),
      channelId: ChannelId.parse(body.channel?.id ?? folded.request.ask.channelId),
      responseUrl: body.response_url,
      requestId: services.newRequestId(),
      sessionId: folded.request.ask.sessionId,
      references: groups.map((groupId) => ({
        typed: groupId,
        reference: { kind: 'group', groupId } as const,
      })),
    };
    await openConfirmModal(ask, body.trigger_id, client, services);
  };
}
