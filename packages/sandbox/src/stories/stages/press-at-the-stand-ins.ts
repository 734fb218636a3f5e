import type { JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import type { Delivery } from '@wasend-slack/slack-stand-in/post-over-http.ts';
import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import type { OpenView } from '@wasend-slack/slack-stand-in/world/view-store.ts';
import { eventually } from '../../eventually.ts';
import { StepFailed } from '../../step-failed.ts';
import { buttonLabelled, buttonLabels, type FoundPart, textOf } from './find-by-label.ts';
import type { Eyes } from './read-screen.ts';

interface Pressing {
  readonly withinMs: number | undefined;
  /** Told what is read on the button before it is pressed. */
  callIt(label: string): void;
}

/**
 * Presses a button by its action id or what is read on it: the modal's own or one in it; else one on Home, or on the newest message that
 * has it. Throws, naming the buttons that are there, when there is none.
 */
export async function pressed(
  slack: SlackStandIn,
  { userId: user, at }: Eyes,
  label: string,
  { withinMs, callIt }: Pressing,
): Promise<readonly Delivery[]> {
  const view = slack.world.viewsOf(user).at(-1) ?? (at === 'home' ? slack.world.homeOf(user) : undefined);
  if (view !== undefined) return pressedInView(slack, view, label, callIt);
  const withIt = () => slack.world.messagesIn(at).findLast((one) => buttonLabelled(one.blocks, label));
  const card = await eventually(`a button “${label}” on a card`, withIt, withinMs);
  const found = buttonIn(card.blocks, label, []);
  callIt(textOf(found.element.text));
  return slack.press({ user, channel: at, ts: card.ts, ...useOf(found) });
}

async function pressedInView(
  slack: SlackStandIn,
  view: OpenView,
  label: string,
  callIt: Pressing['callIt'],
): Promise<readonly Delivery[]> {
  const { userId: user, id: viewId, content } = view;
  const own = content.submit === undefined ? [] : [textOf(content.submit)];
  if (own.length > 0 && (label === 'submit' || own.includes(label))) {
    callIt(own.join(''));
    return slack.submitView({ user, viewId });
  }
  const found = buttonIn(content.blocks as JsonObject[], label, own);
  callIt(textOf(found.element.text));
  return [await slack.pressInView({ user, viewId, ...useOf(found) })];
}

function buttonIn(blocks: readonly JsonObject[], label: string, others: readonly string[]): FoundPart {
  const found = buttonLabelled(blocks, label);
  if (found !== null) return found;
  throw new StepFailed(`No button “${label}”, only ${buttonLabels(blocks, others)}`);
}

function useOf({ block, element }: FoundPart) {
  const value = typeof element.value === 'string' ? { value: element.value } : {};
  return { blockId: String(block.block_id), actionId: String(element.action_id), ...value };
}
