import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { ChannelId, UserId, WorkspaceId } from '../leaving/ids.ts';
import type { PrivatePlace } from './telling/tell-privately.ts';

export type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
export type SubmissionArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;
export type ButtonArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;

/** The workspace a delivery belongs to, as authorised: the organisation where the app is installed org-wide. */
export function workspaceOf(context: {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall: boolean;
}): WorkspaceId {
  return WorkspaceId.parse(context.isEnterpriseInstall ? context.enterpriseId : context.teamId);
}

/** Where whoever pressed a button can be told something alone. */
export function privatePlaceOf(
  body: BlockAction<ButtonAction>,
  elsewhere: ChannelId | null = null,
): PrivatePlace {
  const by = UserId.parse(body.user.id);
  // A button on Home or in a modal stands in no channel: its person is told directly.
  const channelId = ChannelId.parse(body.channel?.id ?? elsewhere ?? by);
  return { by, channelId, responseUrl: body.response_url ?? null };
}
