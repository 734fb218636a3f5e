import { ChannelId, UserId } from '../../leaving/ids.ts';
import { type LeaveCommand, parseLeaveCommand } from '../../leaving/typed/leave-command-text.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import { helpMessage } from '../../messages/replies/help.ts';
import { historyOfWhat } from '../../messages/replies/history-of-what.ts';
import { stopWhat } from '../../messages/replies/stop-all.ts';
import { tooManyGroups } from '../../messages/replies/too-many.ts';
import { triggerExpired } from '../../messages/replies/trigger-expired.ts';
import type { CommandArgs } from '../listener.ts';
import { workspaceOf } from '../listener.ts';
import { historyFor, historyPage, status } from '../looking-back/history-command.ts';
import { judgeLeaver } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { stopAll } from '../stopping/stop-all.ts';
import { isExpiredTrigger } from '../wire/slack-errors.ts';
import { openConfirmModal } from './open-confirm-modal.ts';
import { type Asker, openPicker } from './open-picker.ts';

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
    const asker = {
      workspaceId,
      by,
      channelId: ChannelId.parse(command.channel_id),
      responseUrl: command.response_url,
    };
    const answer = await privateAnswer(asked, asker, client, services);
    if (answer !== null) {
      const blocks = answer.blocks ? { blocks: [...answer.blocks] } : {};
      await respond({ response_type: 'ephemeral', text: answer.text, ...blocks });
      return;
    }
    const requestId = services.newRequestId();
    try {
      if (asked.kind === 'groups') {
        await openConfirmModal(
          { ...asker, requestId, sessionId: null, references: asked.references },
          command.trigger_id,
          client,
          services,
        );
      } else {
        await openPicker({ ...asker, requestId }, command.trigger_id, client, services);
      }
    } catch (error) {
      if (!isExpiredTrigger(error)) throw error;
      await respond({ ...triggerExpired(), response_type: 'ephemeral' });
    }
  };
}

/** What is answered to the person alone, without a modal; null for everything that opens one. */
async function privateAnswer(
  asked: LeaveCommand,
  asker: Pick<Asker, 'workspaceId' | 'by' | 'channelId'>,
  client: CommandArgs['client'],
  services: Services,
): Promise<PlainMessage | null> {
  const { workspaceId } = asker;
  switch (asked.kind) {
    case 'help': {
      const { verdict } = await judgeLeaver(asker, client, services);
      return helpMessage({ mayLeave: verdict.kind === 'allowed' });
    }
    case 'too-many':
      return tooManyGroups(asked.count);
    case 'status':
      return historyFor(asker, client, services, (sessions) => status(workspaceId, sessions, services));
    case 'history':
      return historyFor(asker, client, services, (sessions) =>
        historyPage(workspaceId, asked.filter, null, sessions, services),
      );
    case 'stop-all':
      return stopAll(asker, client, services);
    case 'stop-what':
      return stopWhat();
    case 'history-of-what':
      return historyOfWhat(asked.typed);
    default:
      return null;
  }
}
