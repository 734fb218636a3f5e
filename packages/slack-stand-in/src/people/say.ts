import { messagePayload } from '../content/message-payload.ts';
import type { JsonObject } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import type { StoredMessage } from '../world/message-store.ts';
import { type Channel, isAppIn, openDirectMessage, type Workspace } from '../world/workspace.ts';
import { messageSeenBy, workspaceOfActor } from './interaction-base.ts';
import { sendEvent } from './send-event.ts';

export interface Saying {
  readonly user: string;
  /** A channel the person is in, or their direct message with the app. */
  readonly channel: string;
  /** Mentions as `<@U…>`. */
  readonly text: string;
  readonly threadTs?: string;
}

export interface Reaction {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  /** The emoji's name, without colons. */
  readonly name: string;
}

/** The conversation a person writes in. Throws where they are not in it. */
export function channelOfWriter(workspace: Workspace, user: string, channelId: string): Channel {
  const channel = workspace.channels.get(channelId);
  if (channel?.members.has(user)) return channel;
  const directMessage = openDirectMessage(workspace, user);
  if (directMessage.id === channelId) return directMessage;
  throw new Error(`${user} is not in ${channelId} and cannot type there`);
}

const channelTypes = { public: 'channel', private: 'group', im: 'im' } as const;
const subscriptions = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;

/**
 * A person writes a message. Where the app is in the conversation and subscribed to it, it is sent `message`, and
 * `app_mention` where it is mentioned.
 */
export async function say(
  slack: SlackParts,
  courier: Courier,
  { user, channel: channelId, text, threadTs }: Saying,
): Promise<{ readonly message: StoredMessage; readonly deliveries: Delivery[] }> {
  const workspace = workspaceOfActor(slack, user);
  const channel = channelOfWriter(workspace, user, channelId);
  const message = slack.world.messages.post({
    text,
    blocks: [],
    ts: slack.ids.messageTs(),
    channelId,
    workspaceId: workspace.id,
    threadTs: threadTs ?? null,
    via: 'person',
    author: user,
    onlyFor: null,
    metadata: undefined,
  });
  const payload = { ...messagePayload(slack.world, message), channel: channel.id, event_ts: message.ts };
  const isMentioned = text.includes(`<@${workspace.botUserId}>`) && channel.kind !== 'im';
  const events = [
    { name: subscriptions[channel.kind], event: { ...payload, channel_type: channelTypes[channel.kind] } },
    ...(isMentioned ? [{ name: 'app_mention', event: { ...payload, type: 'app_mention' } }] : []),
  ];
  const deliveries = await tellApp(slack, courier, workspace, channel, events);
  return { message, deliveries };
}

/** A person reacts to a message; the app is sent `reaction_added` where it is in the conversation and subscribed. */
export async function react(
  slack: SlackParts,
  courier: Courier,
  { user, channel: channelId, ts, name }: Reaction,
): Promise<Delivery[]> {
  const workspace = workspaceOfActor(slack, user);
  const channel = channelOfWriter(workspace, user, channelId);
  const message = messageSeenBy(slack, { user, channel: channelId, ts });
  message.reactions.set(name, (message.reactions.get(name) ?? new Set()).add(user));
  const item = { type: 'message', channel: channelId, ts };
  const event = {
    type: 'reaction_added',
    user,
    reaction: name,
    item,
    item_user: message.author ?? workspace.botUserId,
  };
  return tellApp(slack, courier, workspace, channel, [{ name: event.type, event }]);
}

function tellApp(
  slack: SlackParts,
  courier: Courier,
  workspace: Workspace,
  channel: Channel,
  events: readonly { readonly name: string; readonly event: JsonObject }[],
): Promise<Delivery[]> {
  const { events: subscribed } = slack.rules;
  const due = events.filter(
    ({ name }) => isAppIn(workspace, channel) && (subscribed === null || subscribed.has(name)),
  );
  return Promise.all(due.map(({ event }) => sendEvent(slack, courier, { workspace: workspace.id, event })));
}
