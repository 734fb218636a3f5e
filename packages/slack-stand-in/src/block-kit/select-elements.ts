import {
  aBoolean,
  allOf,
  type Check,
  type Fields,
  integerOf,
  listOf,
  oneOf,
  recordOf,
  stringOf,
} from './checks.ts';
import {
  actionable,
  confirmable,
  focusable,
  initialOptionsAreOffered,
  optionGroup,
  optionsOrGroups,
  placeholdable,
  plainOption,
} from './composition-objects.ts';

const everySelect: Fields = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const everyMultiSelect: Fields = { ...everySelect, max_selected_items: integerOf(1, 1000) };
const options: Fields = {
  options: listOf(plainOption, { min: 1, max: 100 }),
  option_groups: listOf(optionGroup, { min: 1, max: 100 }),
};
const conversationFilter = recordOf(
  {},
  {
    include: listOf(oneOf('im', 'mpim', 'private', 'public'), { min: 1, max: 4 }),
    exclude_external_shared_channels: aBoolean,
    exclude_bot_users: aBoolean,
  },
);
const conversations: Fields = { default_to_current_conversation: aBoolean, filter: conversationFilter };
const anId = stringOf(1, 255);
const someIds = listOf(anId, { max: 1000 });
const someOptions = listOf(plainOption, { min: 1, max: 100 });
const minQueryLength: Fields = { min_query_length: integerOf(0, 3000) };

const select = (type: string, own: Fields): Check =>
  recordOf({ type: oneOf(type) }, { ...everySelect, ...own });
const multiSelect = (type: string, own: Fields): Check =>
  recordOf({ type: oneOf(type) }, { ...everyMultiSelect, ...own });

/** Menus of one and of many. Source: docs.slack.dev/reference/block-kit/block-elements. */
export const selectElements: Readonly<Record<string, Check>> = {
  static_select: allOf(
    select('static_select', { ...options, initial_option: plainOption }),
    optionsOrGroups,
    initialOptionsAreOffered,
  ),
  multi_static_select: allOf(
    multiSelect('multi_static_select', { ...options, initial_options: someOptions }),
    optionsOrGroups,
    initialOptionsAreOffered,
  ),
  external_select: select('external_select', { ...minQueryLength, initial_option: plainOption }),
  multi_external_select: multiSelect('multi_external_select', {
    ...minQueryLength,
    initial_options: someOptions,
  }),
  users_select: select('users_select', { initial_user: anId }),
  multi_users_select: multiSelect('multi_users_select', { initial_users: someIds }),
  conversations_select: select('conversations_select', {
    ...conversations,
    initial_conversation: anId,
    response_url_enabled: aBoolean,
  }),
  multi_conversations_select: multiSelect('multi_conversations_select', {
    ...conversations,
    initial_conversations: someIds,
  }),
  channels_select: select('channels_select', { initial_channel: anId, response_url_enabled: aBoolean }),
  multi_channels_select: multiSelect('multi_channels_select', { initial_channels: someIds }),
};
