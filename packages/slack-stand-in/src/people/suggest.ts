import { listOf } from '../block-kit/checks.ts';
import { optionGroup, plainOption } from '../block-kit/composition-objects.ts';
import type { Courier } from '../deliveries.ts';
import { asObject, type JsonObject, parseJson } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import { viewPayload } from '../view-payload.ts';
import { findElement } from './block-action.ts';
import { interactionBase, viewOf } from './interaction-base.ts';

export interface Typing {
  readonly user: string;
  readonly viewId: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly typed: string;
}

/** What the menu shows: nothing where the app's answer was late, broken or over the limits. */
export interface Suggestions {
  readonly options: readonly JsonObject[];
  readonly delivery: Delivery;
}

/** Types into an external select and waits for its options, those of groups included. Throws below min_query_length. */
export async function suggest(slack: SlackParts, courier: Courier, typing: Typing): Promise<Suggestions> {
  const { user, viewId, blockId, actionId, typed } = typing;
  const view = viewOf(slack, user, viewId);
  const { element } = findElement(
    view.content.blocks as JsonObject[],
    { actionId, blockId },
    `view ${viewId}`,
  );
  const shortest = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  if (typed.length < shortest) throw new Error(`Slack asks for options from ${shortest} characters on`);
  const delivery = await courier.deliver({
    type: 'interactive',
    payload: {
      ...interactionBase(slack, 'block_suggestion', user),
      container: { type: 'view', view_id: view.id },
      action_id: actionId,
      block_id: blockId,
      value: typed,
      view: viewPayload(slack.world, view, view.state),
    },
  });
  return { options: readOptions(slack, delivery), delivery };
}

function readOptions({ journal }: SlackParts, { status, body }: Delivery): JsonObject[] {
  const reply = status === 200 ? asObject(parseJson(body)) : undefined;
  const { options, option_groups: groups } = reply ?? {};
  const faults =
    groups === undefined
      ? listOf(plainOption, { max: 100 })(options, '/options')
      : listOf(optionGroup, { max: 100 })(groups, '/option_groups');
  if (faults.length > 0) {
    for (const { message, pointer } of faults)
      journal.note('block_suggestion reply', `${message} [json-pointer:${pointer}]`);
    return [];
  }
  if (groups === undefined) return options as JsonObject[];
  return (groups as { options: JsonObject[] }[]).flatMap((group) => group.options);
}
