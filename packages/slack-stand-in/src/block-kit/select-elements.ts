import {
  aBoolean,
  allOf,
  type Check,
  type Fields,
  fault,
  integerOf,
  listOf,
  oneOf,
  recordOf,
  rule,
} from './checks.ts';
import {
  actionable,
  channelId,
  confirmable,
  conversationId,
  focusable,
  initialOptionsAreOffered,
  notTooManyAtFirst,
  optionGroup,
  optionsOrGroups,
  placeholdable,
  plainOption,
  userId,
} from './composition-objects.ts';

const everySelect: Fields = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const everyMultiSelect: Fields = { ...everySelect, max_selected_items: integerOf(1, 1000) };
const options: Fields = {
  options: listOf(plainOption, { min: 1, max: 100 }),
  option_groups: listOf(optionGroup, { min: 1, max: 100 }),
};
const conversationFilter = allOf(
  recordOf(
    {},
    {
      include: listOf(oneOf('im', 'mpim', 'private', 'public'), { min: 1, max: 4 }),
      exclude_external_shared_channels: aBoolean,
      exclude_bot_users: aBoolean,
    },
  ),
  rule((filter, pointer) =>
    Object.keys(filter).length === 0 ? fault(pointer, 'must have at least one field') : [],
  ),
);
const conversations: Fields = { default_to_current_conversation: aBoolean, filter: conversationFilter };
const some = (id: Check): Check => listOf(id, { max: 1000 });
const someOptions = listOf(plainOption, { min: 1, max: 100 });
const minQueryLength: Fields = { min_query_length: integerOf(0, 3000) };

const select = (type: string, own: Fields): Check =>
  recordOf({ type: oneOf(type) }, { ...everySelect, ...own });
const multiSelect = (type: string, own: Fields): Check =>
  allOf(recordOf({ type: oneOf(type) }, { ...everyMultiSelect, ...own }), notTooManyAtFirst);

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
  users_select: select('users_select', { initial_user: userId }),
  multi_users_select: multiSelect('multi_users_select', { initial_users: some(userId) }),
  conversations_select: select('conversations_select', {
    ...conversations,
    initial_conversation: conversationId,
    response_url_enabled: aBoolean,
  }),
  multi_conversations_select: multiSelect('multi_conversations_select', {
    ...conversations,
    initial_conversations: some(conversationId),
  }),
  channels_select: select('channels_select', { initial_channel: channelId, response_url_enabled: aBoolean }),
  multi_channels_select: multiSelect('multi_channels_select', { initial_channels: some(channelId) }),
};
