import { optionsOf } from '@wasend-slack/slack-stand-in/block-kit/parts-of-blocks.ts';
import type { Filled } from '@wasend-slack/slack-stand-in/element-state.ts';
import { asObject, type JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import type { OpenView } from '@wasend-slack/slack-stand-in/world/view-store.ts';
import { StepFailed } from '../../step-failed.ts';
import { acknowledged } from './acknowledged.ts';
import { type FoundPart, textOf } from './find-by-label.ts';

/** What a select is filled with when these options are chosen by what is read on them. Throws StepFailed where one is not offered. */
export async function chosen(
  slack: SlackStandIn,
  view: OpenView,
  { block, element }: FoundPart,
  labels: readonly string[],
): Promise<Filled> {
  const type = String(element.type);
  if (type === 'multi_external_select') {
    const options = [];
    for (const label of labels)
      options.push(optionCalled(await suggested(slack, view, block, element, label), label));
    return { selected_options: options };
  }
  if (type.endsWith('_input')) throw new StepFailed('this is a text field, nothing to choose from');
  const named = namedIn(slack, view, type);
  const values = labels.map((label) =>
    named === null ? offered(element, label) : (named(label) ?? fail(label)),
  );
  return type.startsWith('multi_') ? values : (values[0] ?? []);
}

/** Finds people and channels, which Slack offers by itself; null where the app has sent the options. */
function namedIn(
  { world }: SlackStandIn,
  { workspaceId }: OpenView,
  type: string,
): ((label: string) => string | undefined) | null {
  const { users, channels } = world.workspace(workspaceId);
  if (type.endsWith('users_select'))
    return (label) => [...users.values()].find(({ realName }) => realName === label)?.id;
  if (type.endsWith('conversations_select'))
    return (label) => [...channels.values()].find(({ name }) => name === label.replace(/^# ?/, ''))?.id;
  return null;
}

function offered(element: JsonObject, label: string): string {
  return String(optionCalled(optionsOf(element), label).value);
}

async function suggested(
  slack: SlackStandIn,
  view: OpenView,
  block: JsonObject,
  element: JsonObject,
  typed: string,
): Promise<readonly unknown[]> {
  const place = { blockId: String(block.block_id), actionId: String(element.action_id) };
  const { options, delivery } = await slack.suggest({ user: view.userId, viewId: view.id, ...place, typed });
  acknowledged([delivery]);
  return options;
}

function optionCalled(options: readonly unknown[], label: string): JsonObject {
  const all = options.map(asObject);
  const isExactly = all.find((option) => textOf(option?.text) === label || option?.value === label);
  return isExactly ?? all.find((option) => textOf(option?.text).includes(label)) ?? fail(label);
}

function fail(label: string): never {
  throw new StepFailed(`There is no option “${label}”`);
}
