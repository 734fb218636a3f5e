import { z } from 'zod';
import { readContent } from '../../content/message-content.ts';
import { messagePayload } from '../../content/message-payload.ts';
import type { StoredMessage } from '../../world/message-store.ts';
import {
  accept,
  defineMethod,
  formBoolean,
  needed,
  refuse,
  type WebApiCall,
  type WebApiMethod,
} from '../web-api-method.ts';
import { findChannelToPostTo, findVisibleChannel } from './channel-access.ts';

const content = {
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
};

const shown = {
  username: z.string().optional(),
  icon_emoji: z.string().optional(),
  icon_url: z.string().optional(),
};

/** Under what name and picture it is shown; without the scope Slack shows the app's own. */
function shownAs(
  { slack, workspace }: Pick<WebApiCall<unknown>, 'slack' | 'workspace'>,
  method: string,
  { username, icon_emoji: emoji, icon_url: url }: z.output<z.ZodObject<typeof shown>>,
) {
  const isAsked = [username, emoji, url].some(Boolean);
  if (isAsked && !workspace.scopes.has('chat:write.customize')) {
    slack.journal.note(method, 'username and icon are not shown without the scope chat:write.customize');
    return {};
  }
  return { username: username || null, icon: emoji || url || null };
}

const postMessage = defineMethod({
  tier: 'one-a-second-per-channel',
  scopes: ['chat:write'],
  args: z.looseObject({
    ...content,
    channel: needed('channel'),
    ...shown,
    thread_ts: z.string().optional(),
    reply_broadcast: formBoolean.optional(),
    metadata: z.looseObject({ event_type: z.string(), event_payload: z.looseObject({}) }).optional(),
  }),
  run({ slack, workspace, args }) {
    const found = findChannelToPostTo(workspace, args.channel);
    if ('refusal' in found) return refuse(found.refusal);
    const read = readContent(slack, workspace, 'chat.postMessage', args);
    if ('refusal' in read) return read.refusal;
    const { world, ids } = slack;
    const channelId = found.channel.id;
    if (args.thread_ts !== undefined && !world.messages.find(channelId, args.thread_ts)) {
      return refuse('cannot_reply_to_message');
    }
    const message = world.messages.post({
      ...read.content,
      ...shownAs({ slack, workspace }, 'chat.postMessage', args),
      isBroadcast: args.thread_ts !== undefined && args.reply_broadcast === true,
      ts: ids.messageTs(),
      channelId,
      workspaceId: workspace.id,
      threadTs: args.thread_ts ?? null,
      via: 'chat.postMessage',
      onlyFor: null,
      metadata: args.metadata,
    });
    return accept({ channel: channelId, ts: message.ts, message: messagePayload(world, message) });
  },
});

const postEphemeral = defineMethod({
  tier: 4,
  scopes: ['chat:write'],
  args: z.looseObject({
    ...content,
    channel: needed('channel'),
    user: needed('user'),
    ...shown,
    thread_ts: z.string().optional(),
  }),
  run({ slack, workspace, args }) {
    const found = findChannelToPostTo(workspace, args.channel);
    if ('refusal' in found) return refuse(found.refusal);
    if (!found.channel.members.has(args.user)) return refuse('user_not_in_channel');
    const read = readContent(slack, workspace, 'chat.postEphemeral', args);
    if ('refusal' in read) return read.refusal;
    const message = slack.world.messages.post({
      ...read.content,
      ...shownAs({ slack, workspace }, 'chat.postEphemeral', args),
      ts: slack.ids.messageTs(),
      channelId: found.channel.id,
      workspaceId: workspace.id,
      threadTs: args.thread_ts ?? null,
      via: 'chat.postEphemeral',
      onlyFor: args.user,
      metadata: undefined,
    });
    return accept({ message_ts: message.ts });
  },
});

type Addressed = WebApiCall<{ channel: string; ts: string }>;

/** The message a call is about: visible to the app, not lost, and not an ephemeral, which nobody can edit by ts. */
function findMessage({
  slack,
  workspace,
  args,
}: Addressed): { message: StoredMessage } | { refusal: string } {
  const found = findVisibleChannel(workspace, args.channel);
  if ('refusal' in found) return found;
  const message = slack.world.messages.find(found.channel.id, args.ts);
  if (!message || message.onlyFor !== null || slack.knobState.isLost(args.ts)) {
    return { refusal: 'message_not_found' };
  }
  return { message };
}

const longestUpdate = 4000;

const update = defineMethod({
  tier: 3,
  scopes: ['chat:write'],
  args: z.looseObject({ ...content, channel: needed('channel'), ts: needed('ts') }),
  run(call) {
    const { slack, workspace, args } = call;
    const found = findMessage(call);
    if ('refusal' in found) return refuse(found.refusal);
    if (found.message.author !== null) return refuse('cant_update_message');
    if (workspace.channels.get(args.channel)?.isArchived) return refuse('is_inactive');
    if ((args.text ?? '').length > longestUpdate) return refuse('msg_too_long');
    const read = readContent(slack, workspace, 'chat.update', args);
    if ('refusal' in read) return read.refusal;
    if (args.blocks === undefined && found.message.blocks.length > 0) {
      slack.journal.note('chat.update', 'text without blocks on a message that has blocks: send both');
    }
    slack.world.messages.edit(found.message, read.content);
    const message = messagePayload(slack.world, found.message);
    return accept({ channel: args.channel, ts: args.ts, text: found.message.text, message });
  },
});

const remove = defineMethod({
  tier: 3,
  scopes: ['chat:write'],
  args: z.looseObject({ channel: needed('channel'), ts: needed('ts') }),
  run(call) {
    const found = findMessage(call);
    if ('refusal' in found) return refuse(found.refusal);
    if (found.message.author !== null) return refuse('cant_delete_message');
    call.slack.world.messages.remove(found.message);
    return accept({ channel: call.args.channel, ts: call.args.ts });
  },
});

/** The chat family. Source: docs.slack.dev/reference/methods. */
export const chatMethods: Readonly<Record<string, WebApiMethod>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
};
