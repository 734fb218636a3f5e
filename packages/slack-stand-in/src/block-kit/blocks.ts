import {
  aBoolean,
  allOf,
  type BlockKitFault,
  byType,
  type Check,
  fault,
  isRecord,
  listOf,
  oneOf,
  recordOf,
  rule,
  stringOf,
} from './checks.ts';
import { blockId, plainText, textObject } from './composition-objects.ts';
import { imageWith } from './images.ts';
import { inputElements } from './input-elements.ts';
import { alert, containerOf, newerMessageBlocks, togetherInAMessage, video } from './newer-blocks.ts';
import { newerInputs, newerPickers, richTextInput, workflowButton } from './newer-elements.ts';
import { elementsOf } from './parts-of-blocks.ts';
import { richTextBlock } from './rich-text.ts';
import { selectElements } from './select-elements.ts';

export type Surface = 'message' | 'modal' | 'home';

const image = imageWith({});
const defined = (table: Record<string, Check | undefined>) => table as Record<string, Check>;
const {
  button,
  overflow,
  plain_text_input: textInput,
  number_input: numberInput,
  ...pickers
} = inputElements;
const choosers = defined({ ...pickers, ...newerPickers, ...selectElements });
const pressed = defined({ button, overflow, workflow_button: workflowButton });

const actionElement = byType({ ...pressed, ...choosers, rich_text_input: richTextInput });
const accessory = byType({ ...pressed, ...choosers, image });
const inputElement = byType(
  defined({
    plain_text_input: textInput,
    number_input: numberInput,
    rich_text_input: richTextInput,
    ...newerInputs,
    ...choosers,
  }),
);
const contextText = textObject(3000);
const contextElement: Check = (value, pointer) =>
  isRecord(value) && value.type === 'image' ? image(value, pointer) : contextText(value, pointer);

const withId = { block_id: blockId };

const section = allOf(
  recordOf(
    { type: oneOf('section') },
    {
      ...withId,
      text: textObject(3000),
      fields: listOf(textObject(2000), { min: 1, max: 10 }),
      accessory,
      expand: aBoolean,
    },
  ),
  rule(({ text, fields }, pointer) =>
    text === undefined && fields === undefined
      ? fault(pointer, 'missing required field: text or fields')
      : [],
  ),
);

const everywhere: Readonly<Record<string, Check>> = {
  section,
  header: recordOf({ type: oneOf('header'), text: plainText(150) }, withId),
  context: recordOf(
    { type: oneOf('context'), elements: listOf(contextElement, { min: 1, max: 10 }) },
    withId,
  ),
  actions: recordOf({ type: oneOf('actions'), elements: listOf(actionElement, { min: 1, max: 25 }) }, withId),
  divider: recordOf({ type: oneOf('divider') }, withId),
  input: recordOf(
    { type: oneOf('input'), label: plainText(2000), element: inputElement },
    { ...withId, hint: plainText(2000), optional: aBoolean, dispatch_action: aBoolean },
  ),
  image: imageWith({ ...withId, title: plainText(2000) }),
  rich_text: richTextBlock,
  video,
};

const withContainer = (table: Readonly<Record<string, Check>>): Check =>
  byType({ ...table, container: containerOf(byType(table)) });

const blockOn: Record<Surface, Check> = {
  message: withContainer({
    ...everywhere,
    ...newerMessageBlocks,
    markdown: recordOf({ type: oneOf('markdown'), text: stringOf(1, 12_000) }, withId),
  }),
  modal: withContainer({ ...everywhere, alert }),
  home: withContainer(everywhere),
};

const mostBlocks: Record<Surface, number> = { message: 50, modal: 100, home: 100 };

/**
 * Everything Slack would refuse in a list of blocks: unknown types and fields, lengths, counts, ids used twice. What
 * Slack may take although it is not known here is a fault with `isDoubtful`.
 * Source: docs.slack.dev/reference/block-kit/blocks.
 */
export function findBlockFaults(surface: Surface, blocks: unknown, pointer: string): BlockKitFault[] {
  const faults = listOf(blockOn[surface], { max: mostBlocks[surface] })(blocks, pointer);
  if (!Array.isArray(blocks)) return faults;
  const records = blocks.filter(isRecord);
  return [
    ...faults,
    ...repeated(records.map(({ block_id: id }) => id)).flatMap((id) =>
      fault(pointer, `block_id "${id}" already exists`),
    ),
    ...blocks.flatMap((block, index) =>
      isRecord(block) ? actionIdFaults(block, `${pointer}/${index}`) : [],
    ),
    ...focusFaults(records, pointer),
    ...markdownFaults(records, pointer),
    ...responseUrlFaults(surface, records, pointer),
    ...(surface === 'message' ? togetherInAMessage(blocks, pointer) : []),
  ];
}

function actionIdFaults(block: Record<string, unknown>, pointer: string): BlockKitFault[] {
  const ids = elementsOf(block).map(({ action_id: id }) => id);
  return repeated(ids).flatMap((id) => fault(pointer, `action_id "${id}" already exists in this block`));
}

function focusFaults(blocks: Record<string, unknown>[], pointer: string): BlockKitFault[] {
  const focused = blocks.flatMap(elementsOf).filter(({ focus_on_load: focus }) => focus === true);
  return focused.length > 1 ? fault(pointer, 'only one element may have focus_on_load') : [];
}

/** Only the input blocks of a modal give a response_url. Source: docs.slack.dev/surfaces/modals#modal_response_url. */
function responseUrlFaults(
  surface: Surface,
  blocks: Record<string, unknown>[],
  pointer: string,
): BlockKitFault[] {
  const asking = blocks.filter((block) =>
    elementsOf(block).some(({ response_url_enabled: isAsked }) => isAsked === true),
  );
  return asking.some(({ type }) => surface !== 'modal' || type !== 'input')
    ? fault(pointer, 'response_url_enabled works only in the input blocks of a modal')
    : [];
}

function markdownFaults(blocks: Record<string, unknown>[], pointer: string): BlockKitFault[] {
  const texts = blocks.filter(({ type }) => type === 'markdown').map(({ text }) => String(text));
  return texts.length > 1 && texts.join('').length > 12_000
    ? fault(pointer, 'markdown blocks must be less than 12001 characters together')
    : [];
}

function repeated(ids: readonly unknown[]): string[] {
  const given = ids.filter((id): id is string => typeof id === 'string');
  return [...new Set(given.filter((id, index) => given.indexOf(id) !== index))];
}
