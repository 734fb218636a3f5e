import { elementsOf } from '@wasend-slack/slack-stand-in/block-kit/parts-of-blocks.ts';
import { asObject, type JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import { StepFailed } from '../../step-failed.ts';

/** An element on the screen, with the block that holds it. */
export interface FoundPart {
  readonly block: JsonObject;
  readonly element: JsonObject;
}

/** The field of a form with this action id or label. Throws StepFailed, naming the labels that are there. */
export function fieldLabelled(blocks: readonly JsonObject[], label: string): FoundPart {
  const inputs = blocks.filter(({ type }) => type === 'input');
  const block =
    inputs.find((one) => asObject(one.element)?.action_id === label) ??
    inputs.find((one) => textOf(one.label) === label);
  const element = asObject(block?.element);
  if (block !== undefined && element !== undefined) return { block, element };
  throw new StepFailed(`No field “${label}”, only ${listed(inputs.map((one) => textOf(one.label)))}`);
}

/** The button with this action id or label, or null. */
export function buttonLabelled(blocks: readonly JsonObject[], label: string): FoundPart | null {
  const found = buttonsIn(blocks).find(
    ({ element }) => element.action_id === label || textOf(element.text) === label,
  );
  return found ?? null;
}

/** The labels of all buttons in the blocks and of those `beside` them, for saying what there is instead. */
export function buttonLabels(blocks: readonly JsonObject[], beside: readonly string[] = []): string {
  return listed([...buttonsIn(blocks).map(({ element }) => textOf(element.text)), ...beside]);
}

function buttonsIn(blocks: readonly JsonObject[]): FoundPart[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ type }) => type === 'button')
      .map((element) => ({ block, element })),
  );
}

/** The text of a text object; empty where there is none. */
export function textOf(text: unknown): string {
  return String(asObject(text)?.text ?? '');
}

function listed(labels: readonly string[]): string {
  return labels.length === 0 ? 'none' : labels.map((label) => `“${label}”`).join(', ');
}
