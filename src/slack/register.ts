import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import { actionIds, leaveCommandName, leaveStepName, viewIds } from '../messages/ids.ts';
import type { Installations } from '../workspaces/installed/installations.ts';
import { approvalButton } from './approving/approval-buttons.ts';
import { confirmSubmission } from './asking/confirm-submission.ts';
import { leaveCommand } from './asking/leave-command.ts';
import { askSubmission } from './asking/picker/ask-submission.ts';
import { pickFilter, pickSession } from './asking/picker/pick-session.ts';
import { suggestGroups } from './asking/picker/suggest-groups.ts';
import { tryAgainButton } from './asking/try-again-button.ts';
import { disconnectButton, liftStopButton } from './home/admin-button.ts';
import { connectSubmission } from './home/forms/connect-submission.ts';
import { connectionSubmission } from './home/forms/connection-submission.ts';
import { connectButton, connectionButton, rulesButton } from './home/forms/form-button.ts';
import { rulesSubmission } from './home/forms/rules-submission.ts';
import { homeOpened, homeRefresh } from './home/open-home.ts';
import { uninstalled } from './installing/uninstall.ts';
import { detailsButton } from './looking-back/details-button.ts';
import { historyButton } from './looking-back/history-command.ts';
import { sendListButton } from './looking-back/send-list-button.ts';
import type { Services } from './services.ts';
import { stopButton } from './stopping/stop-button.ts';
import { leaveStep } from './workflow/leave-step.ts';

/** Everything Slack can ask of this app. One listener for each id: two that match would acknowledge twice. */
export function register(
  app: App,
  services: Services,
  installations: Installations,
  options: { readonly workflowStep: boolean },
): void {
  app.command(leaveCommandName, leaveCommand(services));

  app.options<'block_suggestion'>(actionIds.pickGroups, suggestGroups(services));
  app.action<BlockAction<StaticSelectAction>>(actionIds.pickSession, pickSession(services));
  app.action<BlockAction<StaticSelectAction>>(actionIds.pickFilter, pickFilter(services));
  app.view(viewIds.ask, askSubmission(services));
  app.view(viewIds.confirm, confirmSubmission(services));
  app.view(viewIds.leaveById, confirmSubmission(services));

  app.action<BlockAction<ButtonAction>>(actionIds.stop, stopButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.approve, approvalButton(services, 'approve'));
  app.action<BlockAction<ButtonAction>>(actionIds.decline, approvalButton(services, 'decline'));
  app.action<BlockAction<ButtonAction>>(actionIds.tryAgain, tryAgainButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.details, detailsButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.sendList, sendListButton(services));
  // A button that is a link: Slack tells of the press, and only wants to hear that it was heard.
  app.action(actionIds.openCard, ({ ack }) => ack());
  app.action<BlockAction<ButtonAction>>(actionIds.historyOlder, historyButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.historyNewest, historyButton(services));

  app.action<BlockAction<ButtonAction>>(actionIds.homeConnect, connectButton(services));
  app.view(viewIds.connect, connectSubmission(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeConnection, connectionButton(services));
  app.view(viewIds.connection, connectionSubmission(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeDisconnect, disconnectButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeWho, rulesButton(services, 'who'));
  app.view(viewIds.who, rulesSubmission(services, 'who'));
  app.action<BlockAction<ButtonAction>>(actionIds.homeSafety, rulesButton(services, 'safety'));
  app.view(viewIds.safety, rulesSubmission(services, 'safety'));
  app.action<BlockAction<ButtonAction>>(actionIds.homePace, rulesButton(services, 'pace'));
  app.view(viewIds.pace, rulesSubmission(services, 'pace'));
  app.action<BlockAction<ButtonAction>>(actionIds.homeBindChannel, rulesButton(services, 'channelSessions'));
  app.view(viewIds.channelSessions, rulesSubmission(services, 'channelSessions'));
  app.action<BlockAction<ButtonAction>>(actionIds.homeLiftStop, liftStopButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeRefresh, homeRefresh(services));

  app.event('app_home_opened', homeOpened(services));
  app.event('app_uninstalled', uninstalled(services, installations));
  app.event('tokens_revoked', uninstalled(services, installations));

  if (options.workflowStep) app.function(leaveStepName, leaveStep(services));
}
