import { type Check, integerOf, listOf, oneOf, recordOf, stringLike, stringOf, typed } from './checks.ts';
import {
  actionable,
  confirmable,
  dispatchable,
  focusable,
  httpUrl,
  linkUrl,
  placeholdable,
  plainText,
  userId,
} from './composition-objects.ts';
import { richTextBlock } from './rich-text.ts';

const label = { accessibility_label: stringOf(1, 75) };
const aTime = stringLike(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'a time as HH:mm');
const tenDigits = integerOf(1_000_000_000, 9_999_999_999);
const typedText = { ...actionable, ...dispatchable, ...focusable, ...placeholdable };
const feedback = recordOf({ text: plainText(75), value: stringOf(1, 2000) }, label);
const parameter = recordOf({ name: stringOf(1, 255), value: stringOf(0, 3000) });

/** Fields that are only filled in. Source: @slack/types 3.2. */
export const newerInputs: Readonly<Record<string, Check>> = {
  email_text_input: typed('email_text_input', {}, { ...typedText, initial_value: stringOf(0, 3000) }),
  url_text_input: typed('url_text_input', {}, { ...typedText, initial_value: stringOf(0, 3000) }),
  file_input: typed(
    'file_input',
    {},
    { ...actionable, filetypes: listOf(stringOf(1, 50), { max: 100 }), max_files: integerOf(1, 10) },
  ),
};

/** Pickers of times, good wherever a date can be picked; and the composer. */
export const newerPickers: Readonly<Record<string, Check>> = {
  timepicker: typed(
    'timepicker',
    {},
    {
      ...actionable,
      ...confirmable,
      ...focusable,
      ...placeholdable,
      initial_time: aTime,
      timezone: stringOf(1, 255),
    },
  ),
  datetimepicker: typed(
    'datetimepicker',
    {},
    { ...actionable, ...confirmable, ...focusable, initial_date_time: tenDigits },
  ),
};

export const richTextInput = typed(
  'rich_text_input',
  {},
  { ...typedText, initial_value: richTextBlock, min_lines: integerOf(1, 100), max_lines: integerOf(1, 100) },
);

export const workflowButton = typed(
  'workflow_button',
  {
    text: plainText(75),
    workflow: recordOf({
      trigger: recordOf({ url: httpUrl }, { customizable_input_parameters: listOf(parameter, { max: 100 }) }),
    }),
  },
  { ...actionable, ...confirmable, ...label, style: oneOf('primary', 'danger') },
);

/** What stands in a block of context actions. */
export const contextActionElements: Readonly<Record<string, Check>> = {
  feedback_buttons: typed(
    'feedback_buttons',
    { positive_button: feedback, negative_button: feedback },
    actionable,
  ),
  icon_button: typed(
    'icon_button',
    { icon: stringOf(1, 255), text: plainText(75) },
    {
      ...actionable,
      ...confirmable,
      ...label,
      value: stringOf(0, 2000),
      visible_to_user_ids: listOf(userId, { max: 1000 }),
    },
  ),
};

/** A source that a task card names. */
export const urlSource = typed('url', { url: linkUrl, text: stringOf(1, 3000) });
