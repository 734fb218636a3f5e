import { readContent } from '../content/message-content.ts';
import { noteRefusal } from '../content/note-refusal.ts';
import { asObject, parseJson } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import type { Channel, Workspace } from '../world/workspace.ts';
import { verificationToken, workspaceOfActor } from './interaction-base.ts';
import { channelOfWriter } from './say.ts';

export interface TypedCommand {
  readonly user: string;
  /** A channel the person is in, or their direct message with the app. */
  readonly channel: string;
  readonly command?: string;
  /** What the app is sent: mentions as `<@U…|name>`. */
  readonly text?: string;
  /** A trigger that is already dead, for tests that need one. */
  readonly trigger?: 'fresh' | 'stale' | 'used';
}

/** Types a slash command. What the app says in its answer is shown to the person, or to the channel where it asks so. */
export async function typeCommand(
  slack: SlackParts,
  courier: Courier,
  typed: TypedCommand,
): Promise<Delivery> {
  const workspace = workspaceOfActor(slack, typed.user);
  const channel = channelOfWriter(workspace, typed.user, typed.channel);
  const { world } = slack;
  const target = { workspaceId: workspace.id, channelId: channel.id, userId: typed.user };
  const responsePath = slack.responseUrls.issue({ ...target, messageTs: null, threadTs: null });
  const { enterprise } = workspace;
  const delivery = await courier.deliver({
    type: 'slash_commands',
    payload: {
      token: verificationToken,
      team_id: workspace.id,
      team_domain: workspace.domain,
      channel_id: channel.id,
      channel_name: { im: 'directmessage', private: 'privategroup', public: channel.name }[channel.kind],
      user_id: typed.user,
      user_name: world.user(typed.user).name,
      command: typed.command ?? '/wasend-leave',
      text: typed.text ?? '',
      api_app_id: world.appId,
      is_enterprise_install: String(enterprise?.isOrgInstall ?? false),
      ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
      response_url: slack.baseUrl() + responsePath,
      trigger_id: slack.triggers.issue(target, typed.trigger).id,
    },
  });
  showReply(slack, workspace, channel, typed.user, delivery);
  return delivery;
}

function showReply(
  slack: SlackParts,
  workspace: Workspace,
  channel: Channel,
  userId: string,
  delivery: Delivery,
): void {
  const { status, body } = delivery;
  if (status !== 200 || body.trim() === '') return;
  const reply = asObject(parseJson(body)) ?? { text: body };
  const text = typeof reply.text === 'string' ? reply.text : '';
  const method = 'command reply';
  const read = readContent(slack, workspace, method, {
    text,
    blocks: reply.blocks,
    attachments: reply.attachments,
  });
  if ('refusal' in read) {
    noteRefusal(slack.journal, method, read.refusal);
    return;
  }
  slack.world.messages.post({
    ...read.content,
    ts: slack.ids.messageTs(),
    channelId: channel.id,
    workspaceId: workspace.id,
    threadTs: null,
    via: 'command-reply',
    onlyFor: reply.response_type === 'in_channel' ? null : userId,
    metadata: undefined,
  });
}
