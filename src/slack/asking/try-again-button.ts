import { ChannelId, RequestId, UserId } from '../../leaving/ids.ts';
import { noticeModal } from '../../messages/modals/notices.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import type { Services } from '../services.ts';
import { openPreview } from './preview/open-preview.ts';
import type { PreviewServices } from './preview/preview-services.ts';

/** **Try again**: opens the preview of what is still open, as a new ask of whoever pressed. The rules apply anew. */
export function tryAgainButton(services: PreviewServices & Pick<Services, 'newRequestId'>) {
  return async ({ ack, action, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const workspaceId = workspaceOf(context);
    const again = await services.requests.tryAgain(workspaceId, RequestId.parse(action.value));
    if (again === null) {
      await client.views.open({
        trigger_id: body.trigger_id,
        view: noticeModal({ kind: 'nothing-to-try-again' }),
      });
      return;
    }
    const { request, groupIds } = again;
    const ask = {
      workspaceId,
      by: UserId.parse(body.user.id),
      channelId: ChannelId.parse(body.channel?.id ?? request.ask.channelId),
      responseUrl: body.response_url ?? null,
      requestId: services.newRequestId(),
      sessionId: request.ask.sessionId,
      number: request.ask.number,
      references: groupIds.map((groupId) => ({
        typed: groupId,
        reference: { kind: 'group', groupId } as const,
      })),
      passedOver: 0,
      after: request.requestId,
    };
    await openPreview(ask, body.trigger_id, client, services);
  };
}
