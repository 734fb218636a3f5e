import { elementsOf } from '../block-kit/parts-of-blocks.ts';
import { escapeEcho } from '../content/escape-echo.ts';
import { type Filled, filledState, offeredOption } from '../element-state.ts';
import { asObject, type JsonObject } from '../json.ts';

/** Which element is used, and how. */
export interface ElementUse {
  readonly actionId: string;
  /** Needed only where two blocks hold the same action id. */
  readonly blockId?: string;
  /** For a button: the value it must have. For a menu or input: what is chosen or typed. */
  readonly value?: Filled;
}

export interface FoundElement {
  readonly block: JsonObject;
  readonly element: JsonObject;
}

/** The element with that action id as it stands now. Throws, naming what is there, when there is none or the choice is open. */
export function findElement(blocks: readonly JsonObject[], use: ElementUse, where: string): FoundElement {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const found = all.filter(
    ({ block, element }) =>
      element.action_id === use.actionId &&
      (use.blockId === undefined || block.block_id === use.blockId) &&
      (element.type !== 'button' || use.value === undefined || element.value === use.value),
  );
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  const there = all.map(({ element }) => String(element.action_id)).filter((id) => id !== 'undefined');
  const why = first ? `${found.length} elements are` : 'nothing is';
  throw new Error(
    `${where}: ${why} named ${use.actionId}; there now: ${there.join(', ') || 'nothing to use'}`,
  );
}

/** The entry in `actions` for that use, with its texts as Slack echoes them. */
export function actionEntry(
  { block, element }: FoundElement,
  value: Filled | undefined,
  actionTs: string,
): JsonObject {
  const common = {
    action_id: element.action_id,
    block_id: block.block_id,
    type: element.type,
    action_ts: actionTs,
  };
  return { ...(escapeEcho({ ...used(element, value) }) as JsonObject), ...common };
}

function used(element: JsonObject, value: Filled | undefined): JsonObject {
  if (element.type === 'button') {
    const { text, value: buttonValue, style, url } = element;
    return Object.fromEntries(
      Object.entries({ text, value: buttonValue, style, url }).filter(([, field]) => field !== undefined),
    );
  }
  if (value === undefined) throw new Error(`Using a ${String(element.type)} needs a value`);
  if (element.type !== 'overflow') return filledState(element, value);
  return { selected_option: typeof value === 'string' ? offeredOption(element, value) : asObject(value) };
}
