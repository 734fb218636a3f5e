import { messagePayload } from '../content/message-payload.ts';
import { viewPayload } from '../content/view-payload.ts';
import { filledState, statefulElements, type ViewState } from '../element-state.ts';
import type { JsonObject } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import { allBlocksOf } from '../world/message-store.ts';
import { actionEntry, type ElementUse, type FoundElement, findElement } from './block-action.ts';
import { interactionBase, messageSeenBy, viewOf, workspaceOfActor } from './interaction-base.ts';

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
  const blocks = allBlocksOf(message);
  const found = findElement(blocks, act, `message ${act.ts} in ${act.channel}`);
  choose(message.state, blocks, found, act);
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
    trigger_id: slack.triggers.issue(target).id,
    channel: { id: channel.id, name: channel.name },
    // Of an ephemeral message the app is shown only the container.
    ...(isEphemeral ? {} : { message: messagePayload(slack.world, message) }),
    state: { values: structuredClone(message.state) },
    response_url: slack.baseUrl() + responsePath,
    actions: [actionEntry(found, act.value, slack.ids.messageTs())],
  };
  const sendings = Array.from({ length: act.times ?? 1 }, () =>
    courier.deliver({ type: 'interactive', payload }),
  );
  return Promise.all(sendings);
}

/** What is chosen stays chosen. */
function choose(
  state: ViewState,
  blocks: readonly JsonObject[],
  { block, element }: FoundElement,
  { value, actionId }: ElementUse,
): void {
  const blockId = String(block.block_id);
  const keepsValue = statefulElements({ blocks }).some((one) => one.element === element);
  if (keepsValue && value !== undefined)
    state[blockId] = { ...state[blockId], [actionId]: filledState(element, value) };
}

/** Presses a button or uses a menu in an open modal or on the Home tab; what is chosen stays filled in. Throws when it is not there. */
export async function pressInView(slack: SlackParts, courier: Courier, act: ViewPress): Promise<Delivery> {
  const view = viewOf(slack, act.user, act.viewId);
  const found = findElement(view.content.blocks as JsonObject[], act, `view ${act.viewId}`);
  choose(view.state, view.content.blocks as JsonObject[], found, act);
  return courier.deliver({
    type: 'interactive',
    payload: {
      ...interactionBase(slack, 'block_actions', act.user),
      container: { type: 'view', view_id: view.id },
      trigger_id: slack.triggers.issue(view).id,
      view: viewPayload(slack.world, view, view.state),
      actions: [actionEntry(found, act.value, slack.ids.messageTs())],
    },
  });
}
