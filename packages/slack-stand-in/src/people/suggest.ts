import { listOf } from '../block-kit/checks.ts';
import { optionGroup, plainOption } from '../block-kit/composition-objects.ts';
import { messagePayload } from '../content/message-payload.ts';
import { refusedFaults } from '../content/refused-faults.ts';
import { viewPayload } from '../content/view-payload.ts';
import { asObject, type JsonObject, parseJson } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import { allBlocksOf } from '../world/message-store.ts';
import { findElement } from './block-action.ts';
import { interactionBase, messageSeenBy, viewOf } from './interaction-base.ts';

export interface Typing {
  readonly user: string;
  /** The view the menu is in, or the message. */
  readonly viewId?: string;
  readonly channel?: string;
  readonly ts?: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly typed: string;
}

/** What the menu shows: nothing where the app's answer was late, broken or over the limits. */
export interface Suggestions {
  readonly options: readonly JsonObject[];
  /** What stands above each of them; null where it is in no group. */
  readonly labels: readonly (string | null)[];
  readonly delivery: Delivery;
}

/** Types into an external select and waits for its options, those of groups included. Throws below min_query_length. */
export async function suggest(slack: SlackParts, courier: Courier, typing: Typing): Promise<Suggestions> {
  const { user, blockId, actionId, typed } = typing;
  const { blocks, place, where } = placeOf(slack, typing);
  const { element } = findElement(blocks, { actionId, blockId }, where);
  const shortest = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  if (typed.length < shortest) throw new Error(`Slack asks for options from ${shortest} characters on`);
  const delivery = await courier.deliver({
    type: 'interactive',
    payload: {
      ...interactionBase(slack, 'block_suggestion', user),
      action_id: actionId,
      block_id: blockId,
      value: typed,
      ...place,
    },
  });
  const found = readOptions(slack, delivery);
  return { options: found.map(({ option }) => option), labels: found.map(({ label }) => label), delivery };
}

function placeOf(slack: SlackParts, { user, viewId, channel: channelId = '', ts = '' }: Typing) {
  const { world } = slack;
  if (viewId !== undefined) {
    const view = viewOf(slack, user, viewId);
    const container = { type: 'view', view_id: view.id };
    return {
      blocks: view.content.blocks as JsonObject[],
      place: { container, view: viewPayload(world, view, view.state) },
      where: `view ${viewId}`,
    };
  }
  const message = messageSeenBy(slack, { user, channel: channelId, ts });
  const { id, name } = world.channel(channelId);
  const container = {
    type: 'message',
    message_ts: ts,
    channel_id: id,
    is_ephemeral: message.onlyFor !== null,
  };
  return {
    blocks: allBlocksOf(message),
    place: { container, channel: { id, name }, message: messagePayload(world, message) },
    where: `message ${ts} in ${channelId}`,
  };
}

const method = 'block_suggestion reply';

interface Found {
  readonly option: JsonObject;
  readonly label: string | null;
}

function readOptions(slack: SlackParts, { status, body }: Delivery): Found[] {
  const reply = status === 200 ? asObject(parseJson(body)) : undefined;
  const { options, option_groups: groups } = reply ?? {};
  const faults =
    groups === undefined
      ? listOf(plainOption, { max: 100 })(options, '/options')
      : listOf(optionGroup, { max: 100 })(groups, '/option_groups');
  const refused = refusedFaults(slack, method, faults);
  for (const message of refused) slack.journal.note(method, message);
  if (refused.length > 0) return [];
  if (groups === undefined) return (options as JsonObject[]).map((option) => ({ option, label: null }));
  return (groups as { label: { text: string }; options: JsonObject[] }[]).flatMap((group) =>
    group.options.map((option) => ({ option, label: group.label.text })),
  );
}
