import type { Courier } from '../deliveries.ts';
import { filledState, statefulElements } from '../element-state.ts';
import type { JsonObject } from '../json.ts';
import { messagePayload } from '../message-payload.ts';
import type { StoredMessage } from '../message-store.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import { viewPayload } from '../view-payload.ts';
import { actionEntry, type ElementUse, findElement } from './block-action.ts';
import { interactionBase, viewOf, workspaceOfActor } from './interaction-base.ts';

export interface MessagePress extends ElementUse {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  /** How often the same payload is delivered, all at once. */
  readonly times?: number;
}

export interface ViewPress extends ElementUse {
  readonly user: string;
  readonly viewId: string;
}

/** Presses a button (or uses a menu) on a message. Throws when that person sees no such message, or it has no such button now. */
export async function press(slack: SlackParts, courier: Courier, act: MessagePress): Promise<Delivery[]> {
  const message = messageSeenBy(slack, act);
  const found = findElement(message.blocks, act, `message ${act.ts} in ${act.channel}`);
  const workspace = workspaceOfActor(slack, act.user);
  const channel = slack.world.channel(act.channel);
  const thread = message.threadTs === null ? {} : { thread_ts: message.threadTs };
  const isEphemeral = message.onlyFor !== null;
  const target = { workspaceId: workspace.id, channelId: channel.id, userId: act.user };
  const responsePath = slack.responseUrls.issue({
    ...target,
    messageTs: message.ts,
    threadTs: message.threadTs,
  });
  const payload: JsonObject = {
    ...interactionBase(slack, 'block_actions', act.user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...thread,
    },
    trigger_id: slack.triggers.issue(workspace.id, act.user).id,
    channel: { id: channel.id, name: channel.name },
    // Of an ephemeral message the app is shown only the container.
    ...(isEphemeral ? {} : { message: messagePayload(slack.world, message) }),
    state: { values: {} },
    response_url: slack.baseUrl() + responsePath,
    actions: [actionEntry(found, act.value, slack.ids.messageTs())],
  };
  const sendings = Array.from({ length: act.times ?? 1 }, () =>
    courier.deliver({ type: 'interactive', payload }),
  );
  return Promise.all(sendings);
}

function messageSeenBy({ world }: SlackParts, { user, channel, ts }: MessagePress): StoredMessage {
  const message = world.messages.find(channel, ts);
  const isSeen = message && world.channel(channel).members.has(user) && (message.onlyFor ?? user) === user;
  if (isSeen) return message;
  throw new Error(`${user} sees no message ${ts} in ${channel}`);
}

/** Presses a button or uses a menu in an open modal or on the Home tab; what is chosen stays filled in. Throws when it is not there. */
export async function pressInView(slack: SlackParts, courier: Courier, act: ViewPress): Promise<Delivery> {
  const view = viewOf(slack, act.user, act.viewId);
  const found = findElement(view.content.blocks as JsonObject[], act, `view ${act.viewId}`);
  const blockId = String(found.block.block_id);
  const keepsValue = statefulElements(view.content).some(({ element }) => element === found.element);
  if (keepsValue && act.value !== undefined) {
    view.state[blockId] = { ...view.state[blockId], [act.actionId]: filledState(found.element, act.value) };
  }
  return courier.deliver({
    type: 'interactive',
    payload: {
      ...interactionBase(slack, 'block_actions', act.user),
      container: { type: 'view', view_id: view.id },
      trigger_id: slack.triggers.issue(view.workspaceId, act.user).id,
      view: viewPayload(slack.world, view, view.state),
      actions: [actionEntry(found, act.value, slack.ids.messageTs())],
    },
  });
}
