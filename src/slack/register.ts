import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import { actionIds, leaveCommandName, leaveStepName, viewIds } from '../messages/ids.ts';
import type { Installations } from '../workspaces/installations.ts';
import { approvalButton } from './approving/approval-buttons.ts';
import { askSubmission } from './asking/ask-submission.ts';
import { confirmSubmission } from './asking/confirm-submission.ts';
import { leaveCommand } from './asking/leave-command.ts';
import { pickSession } from './asking/pick-session.ts';
import { suggestGroups } from './asking/suggest-groups.ts';
import { tryAgainButton } from './asking/try-again-button.ts';
import { connectSubmission } from './home/connect-submission.ts';
import { connectionSubmission } from './home/connection-submission.ts';
import {
  bindChannelButton,
  connectButton,
  connectionButton,
  disconnectButton,
  liftStopButton,
  rulesButton,
} from './home/home-buttons.ts';
import { homeOpened, homeRefresh } from './home/open-home.ts';
import { channelSessionsSubmission, rulesSubmission } from './home/rules-submission.ts';
import { uninstalled } from './installing/uninstall.ts';
import { historyButton } from './looking-back/history-command.ts';
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
  app.view(viewIds.ask, askSubmission(services));
  app.view(viewIds.confirm, confirmSubmission(services));

  app.action<BlockAction<ButtonAction>>(actionIds.stop, stopButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.approve, approvalButton(services, 'approve'));
  app.action<BlockAction<ButtonAction>>(actionIds.decline, approvalButton(services, 'decline'));
  app.action<BlockAction<ButtonAction>>(actionIds.tryAgain, tryAgainButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.historyOlder, historyButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.historyNewest, historyButton(services));

  app.action<BlockAction<ButtonAction>>(actionIds.homeConnect, connectButton(services));
  app.view(viewIds.connect, connectSubmission(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeConnection, connectionButton(services));
  app.view(viewIds.connection, connectionSubmission(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeDisconnect, disconnectButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeRules, rulesButton(services));
  app.view(viewIds.rules, rulesSubmission(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeBindChannel, bindChannelButton(services));
  app.view(viewIds.channelSessions, channelSessionsSubmission(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeLiftStop, liftStopButton(services));
  app.action<BlockAction<ButtonAction>>(actionIds.homeRefresh, homeRefresh(services));

  app.event('app_home_opened', homeOpened(services));
  app.event('app_uninstalled', uninstalled(services, installations));
  app.event('tokens_revoked', uninstalled(services, installations));

  if (options.workflowStep) app.function(leaveStepName, leaveStep(services));
}
