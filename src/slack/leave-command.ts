import { ChannelId, UserId } from '../leaving/ids.ts';
import { parseLeaveCommand } from '../leaving/leave-command-text.ts';
import { mayLeave } from '../leaving/rules.ts';
import { askModal } from '../messages/ask-modal.ts';
import { helpMessage } from '../messages/help.ts';
import { tooManyGroups } from '../messages/too-many.ts';
import { triggerExpired } from '../messages/trigger-expired.ts';
import type { CommandArgs } from './listener.ts';
import { workspaceOf } from './listener.ts';
import { openConfirmModal } from './open-confirm-modal.ts';
import { lookUpPerson } from './people.ts';
import type { Services } from './services.ts';
import { isExpiredTrigger } from './slack-errors.ts';

/**
 * `/wasend-leave`. Acknowledges, then opens the modal from the payload alone: Slack's trigger dies within three
 * seconds, so everything that must be asked for arrives in it afterwards.
 */
export function leaveCommand(services: Services) {
  return async ({ ack, client, command, context, respond }: CommandArgs): Promise<void> => {
    await ack();
    const workspaceId = workspaceOf(context);
    const by = UserId.parse(command.user_id);
    const asked = parseLeaveCommand(command.text);
    if (asked.kind === 'help') {
      const verdict = mayLeave(await lookUpPerson(client, by, workspaceId), services.leavers);
      await respond({ ...helpMessage({ mayLeave: verdict.kind === 'allowed' }), response_type: 'ephemeral' });
      return;
    }
    if (asked.kind === 'too-many') {
      await respond({ ...tooManyGroups(asked.count), response_type: 'ephemeral' });
      return;
    }
    const asker = {
      workspaceId,
      by,
      channelId: ChannelId.parse(command.channel_id),
      responseUrl: command.response_url,
    };
    const requestId = services.newRequestId();
    try {
      if (asked.kind === 'groups') {
        await openConfirmModal(
          { ...asker, requestId, references: asked.references },
          command.trigger_id,
          client,
          services,
        );
      } else {
        const view = askModal({ requestId });
        await Promise.all([
          client.views.open({ trigger_id: command.trigger_id, view }),
          services.drafts.put({
            ...asker,
            requestId,
            revision: 0,
            sessionId: null,
            groups: [],
            createdAt: services.clock.now(),
          }),
        ]);
      }
    } catch (error) {
      if (!isExpiredTrigger(error)) throw error;
      await respond({ ...triggerExpired(), response_type: 'ephemeral' });
    }
  };
}
