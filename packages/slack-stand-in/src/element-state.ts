import { elementsOf, optionsOf } from './block-kit/parts-of-blocks.ts';
import { asObject, type JsonObject } from './json.ts';

/** `view.state.values`: block id, action id, and what is filled in there, in the shape of the element's type. */
export type ViewState = Record<string, Record<string, JsonObject>>;

/** What a person fills in: text, an option's value, several of them, or the whole state value. */
export type Filled = string | readonly string[] | JsonObject;

interface StateShape {
  /** The state value's field. */
  readonly field: string;
  /** The element's field for what is there at first. */
  readonly initial: string;
  readonly holds: 'text' | 'number' | 'rich text' | 'option' | 'texts' | 'options';
  readonly empty: null | readonly [];
}

const one = (field: string, initial: string, holds: StateShape['holds']): StateShape => ({
  field,
  initial,
  holds,
  empty: null,
});
const many = (field: string, initial: string, holds: StateShape['holds']): StateShape => ({
  field,
  initial,
  holds,
  empty: [],
});

const shapes: Readonly<Record<string, StateShape>> = {
  plain_text_input: one('value', 'initial_value', 'text'),
  number_input: one('value', 'initial_value', 'text'),
  datepicker: one('selected_date', 'initial_date', 'text'),
  email_text_input: one('value', 'initial_value', 'text'),
  url_text_input: one('value', 'initial_value', 'text'),
  rich_text_input: one('rich_text_value', 'initial_value', 'rich text'),
  timepicker: one('selected_time', 'initial_time', 'text'),
  datetimepicker: one('selected_date_time', 'initial_date_time', 'number'),
  file_input: many('files', 'initial_files', 'texts'),
  static_select: one('selected_option', 'initial_option', 'option'),
  external_select: one('selected_option', 'initial_option', 'option'),
  radio_buttons: one('selected_option', 'initial_option', 'option'),
  users_select: one('selected_user', 'initial_user', 'text'),
  conversations_select: one('selected_conversation', 'initial_conversation', 'text'),
  channels_select: one('selected_channel', 'initial_channel', 'text'),
  checkboxes: many('selected_options', 'initial_options', 'options'),
  multi_static_select: many('selected_options', 'initial_options', 'options'),
  multi_external_select: many('selected_options', 'initial_options', 'options'),
  multi_users_select: many('selected_users', 'initial_users', 'texts'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations', 'texts'),
  multi_channels_select: many('selected_channels', 'initial_channels', 'texts'),
};

/** Elements that keep a value, by block id and action id; buttons and overflow menus keep none. */
export function statefulElements(
  content: JsonObject,
): { blockId: string; block: JsonObject; element: JsonObject }[] {
  const blocks = Array.isArray(content.blocks) ? (content.blocks as JsonObject[]) : [];
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ type }) => Object.hasOwn(shapes, String(type)))
      .map((element) => ({ blockId: String(block.block_id), block, element })),
  );
}

/**
 * The state a view has when it opens, in that conversation. With `previous`, what was filled in stays where ids and type
 * are unchanged.
 */
export function initialState(
  content: JsonObject,
  previous: ViewState = {},
  conversation: string | null = null,
): ViewState {
  const state: ViewState = {};
  for (const { blockId, element } of statefulElements(content)) {
    const shape = shapes[String(element.type)] as StateShape;
    const actionId = String(element.action_id);
    const kept = previous[blockId]?.[actionId];
    const value = element[shape.initial] ?? currentConversation(element, shape, conversation) ?? shape.empty;
    const start: JsonObject = { type: element.type, [shape.field]: value };
    state[blockId] = { ...state[blockId], [actionId]: kept && kept.type === element.type ? kept : start };
  }
  return state;
}

function currentConversation(
  element: JsonObject,
  { empty }: StateShape,
  conversation: string | null,
): unknown {
  if (element.default_to_current_conversation !== true || conversation === null) return undefined;
  return empty === null ? conversation : [conversation];
}

/**
 * The state value of an element after a person filled it in. Short forms: a string for text, dates, ids and the value of
 * an offered option; several strings where several can be chosen. Throws where no such option is offered.
 */
export function filledState(element: JsonObject, filled: Filled): JsonObject {
  const whole = asObject(filled);
  if (whole) return { type: element.type, ...whole };
  const shape = shapes[String(element.type)];
  if (!shape) throw new Error(`A ${String(element.type)} keeps no value`);
  const given = typeof filled === 'string' ? [filled] : (filled as readonly string[]);
  const values = given.map((value) => held(element, shape, value));
  return { type: element.type, [shape.field]: shape.empty === null ? (values[0] ?? null) : values };
}

function held(element: JsonObject, { holds }: StateShape, value: string): unknown {
  switch (holds) {
    case 'option':
    case 'options':
      return offeredOption(element, value);
    case 'number':
      return Number(value);
    case 'rich text': {
      const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text: value }] }];
      return { type: 'rich_text', elements };
    }
    case 'text':
    case 'texts':
      return value;
  }
}

/** Whether nothing is filled in. */
export function isEmptyState(element: JsonObject, state: JsonObject | undefined): boolean {
  const value = state?.[shapes[String(element.type)]?.field ?? ''];
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The option with that value among those the element offers. Throws where there is none. */
export function offeredOption(element: JsonObject, value: string): unknown {
  const options = optionsOf(element);
  const option = options.find((one) => asObject(one)?.value === value);
  if (option) return option;
  const offered = options.map((one) => asObject(one)?.value).join(', ') || 'none';
  throw new Error(`No option "${value}" in ${String(element.action_id)}: offered are ${offered}`);
}
