import { messagePayload } from '../content/message-payload.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import { interactionBase, messageSeenBy, workspaceOfActor } from './interaction-base.ts';

/** A global shortcut, or, with a message, one from that message's menu. */
export interface ShortcutUse {
  readonly user: string;
  readonly callbackId: string;
  readonly on?: { readonly channel: string; readonly ts: string };
}

/** Uses a shortcut of the app. A global one has no channel and no response_url. Throws where the message is not seen. */
export async function useShortcut(
  slack: SlackParts,
  courier: Courier,
  { user, callbackId, on }: ShortcutUse,
): Promise<Delivery> {
  const workspace = workspaceOfActor(slack, user);
  const trigger = slack.triggers.issue({
    workspaceId: workspace.id,
    userId: user,
    channelId: on?.channel ?? null,
  });
  const common = {
    ...interactionBase(slack, on ? 'message_action' : 'shortcut', user),
    callback_id: callbackId,
    action_ts: slack.ids.messageTs(),
    trigger_id: trigger.id,
  };
  if (!on) return courier.deliver({ type: 'interactive', payload: common });
  const channel = slack.world.channel(on.channel);
  const message = messageSeenBy(slack, { user, ...on });
  const target = { workspaceId: workspace.id, channelId: channel.id, userId: user };
  const path = slack.responseUrls.issue({ ...target, messageTs: null, threadTs: message.threadTs });
  return courier.deliver({
    type: 'interactive',
    payload: {
      ...common,
      channel: { id: channel.id, name: channel.name },
      message_ts: message.ts,
      message: messagePayload(slack.world, message),
      response_url: slack.baseUrl() + path,
    },
  });
}
