import { ChannelId, UserId } from '../../leaving/ids.ts';
import { type LeaveCommand, parseLeaveCommand } from '../../leaving/typed/leave-command-text.ts';
import { type PlainMessage, sentences } from '../../messages/block-kit/message.ts';
import { helpMessage } from '../../messages/replies/help.ts';
import { historyOfWhat } from '../../messages/replies/history.ts';
import { tooLongText } from '../../messages/replies/malformed-input.ts';
import { stopWhat } from '../../messages/replies/stop-answers.ts';
import { triggerExpired } from '../../messages/replies/troubles.ts';
import { type CommandArgs, workspaceOf } from '../listener.ts';
import { history, type LookingBackServices, status } from '../looking-back/history-command.ts';
import { judgeLeaver } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { Services } from '../services.ts';
import { stopAll } from '../stopping/stop-all.ts';
import { ephemeral } from '../telling/content.ts';
import { isExpiredTrigger } from '../wire/slack-errors.ts';
import type { Asker } from './ask.ts';
import { openPicker } from './picker/open-picker.ts';
import { openPreview } from './preview/open-preview.ts';
import type { PreviewServices } from './preview/preview-services.ts';

type CommandServices = PreviewServices & LookingBackServices & Pick<Services, 'newRequestId' | 'turns'>;

/**
 * `/wasend-leave`. Acknowledges, then opens the modal from the payload alone: Slack's trigger dies within three
 * seconds, so everything that must be asked for arrives in it afterwards.
 */
export function leaveCommand(services: CommandServices) {
  return async ({ ack, client, command, context, respond }: CommandArgs): Promise<void> => {
    await ack();
    await services.turns.take('open');
    const asked = parseLeaveCommand(command.text);
    const asker: Asker = {
      workspaceId: workspaceOf(context),
      by: UserId.parse(command.user_id),
      channelId: ChannelId.parse(command.channel_id),
      responseUrl: command.response_url,
    };
    const answer = await privateAnswer(asked, asker, client, services);
    if (answer !== null) return void (await respond(ephemeral(answer)));
    try {
      await openModal(asked, asker, command.trigger_id, client, services);
    } catch (error) {
      if (!isExpiredTrigger(error)) throw error;
      await respond(ephemeral(triggerExpired('command')));
    }
  };
}

async function openModal(
  asked: LeaveCommand,
  asker: Asker,
  triggerId: string,
  client: CommandArgs['client'],
  services: CommandServices,
): Promise<void> {
  const requestId = services.newRequestId();
  if (asked.kind === 'groups' || asked.kind === 'too-many') {
    const passedOver = asked.kind === 'groups' ? asked.passedOver : 0;
    const ask = {
      ...asker,
      requestId,
      sessionId: null,
      references: asked.references,
      passedOver,
      after: null,
    };
    return openPreview(ask, triggerId, client, services);
  }
  const words = asked.kind === 'find' ? asked.words : null;
  return openPicker({ ...asker, requestId }, words, triggerId, client, services);
}

/** What is answered to the person alone, without a modal; null for everything that opens one. */
async function privateAnswer(
  asked: LeaveCommand,
  asker: Asker,
  client: CommandArgs['client'],
  services: CommandServices,
): Promise<PlainMessage | null> {
  switch (asked.kind) {
    case 'help':
      return help(asker, client, services);
    case 'status':
      return status(asker, client, services);
    case 'history':
      return history(asker, { filter: asked.filter, before: null }, client, services);
    case 'stop-all':
      return stopAll(asker, client, services);
    case 'stop-what':
      return stopWhat();
    case 'history-of-what':
      return sentences(historyOfWhat(asked.typed));
    case 'too-long':
      return sentences(tooLongText);
    case 'ask':
    case 'find':
    case 'groups':
    case 'too-many':
      return null;
  }
}

async function help(
  asker: Asker,
  client: CommandArgs['client'],
  services: CommandServices,
): Promise<PlainMessage> {
  const { workspaceId } = asker;
  const [{ verdict, settings }, connection] = await Promise.all([
    judgeLeaver(asker, client, services),
    services.connections.get(workspaceId).catch(() => null),
  ]);
  const nameOf = await services.names.of(workspaceId, namedIn(settings), client);
  const { leavers, othersMayAsk, stoppedBy } = settings;
  return helpMessage({
    mayLeave: verdict.kind === 'allowed',
    leavers,
    othersMayAsk,
    stoppedBy,
    isConnected: connection !== null,
    nameOf,
  });
}
