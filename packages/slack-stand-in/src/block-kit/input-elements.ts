import {
  aBoolean,
  allOf,
  type Check,
  fault,
  integerOf,
  listOf,
  oneOf,
  recordOf,
  rule,
  stringLike,
  stringOf,
} from './checks.ts';
import {
  actionable,
  choiceOption,
  confirmable,
  dispatchable,
  focusable,
  httpUrl,
  initialOptionsAreOffered,
  overflowOption,
  placeholdable,
  plainText,
} from './composition-objects.ts';

const aNumber = stringLike(/^-?\d+(\.\d+)?$/u, 'a number written as a string');
const choices = listOf(choiceOption, { min: 1, max: 10 });

const plainTextInput = allOf(
  recordOf(
    { type: oneOf('plain_text_input') },
    {
      ...actionable,
      ...dispatchable,
      ...focusable,
      ...placeholdable,
      initial_value: stringOf(0, 3000),
      multiline: aBoolean,
      min_length: integerOf(0, 3000),
      max_length: integerOf(1, 3000),
    },
  ),
  rule(({ min_length: min, max_length: max }, pointer) =>
    typeof min === 'number' && typeof max === 'number' && min > max
      ? fault(`${pointer}/min_length`, 'must not be more than max_length')
      : [],
  ),
);

const button = recordOf(
  { type: oneOf('button'), text: plainText(75) },
  {
    ...actionable,
    ...confirmable,
    value: stringOf(0, 2000),
    url: httpUrl,
    style: oneOf('primary', 'danger'),
    accessibility_label: stringOf(1, 75),
  },
);

/** An image as an element; as a block it may also have a title. Source: docs.slack.dev/reference/block-kit/block-elements/image-element. */
export const imageFields = {
  required: { type: oneOf('image'), alt_text: stringOf(1, 2000), image_url: httpUrl },
} as const;

/** Everything that is not a menu. Source: docs.slack.dev/reference/block-kit/block-elements. */
export const inputElements: Readonly<Record<string, Check>> = {
  button,
  plain_text_input: plainTextInput,
  number_input: recordOf(
    { type: oneOf('number_input'), is_decimal_allowed: aBoolean },
    {
      ...actionable,
      ...dispatchable,
      ...focusable,
      ...placeholdable,
      initial_value: aNumber,
      min_value: aNumber,
      max_value: aNumber,
    },
  ),
  datepicker: recordOf(
    { type: oneOf('datepicker') },
    {
      ...actionable,
      ...confirmable,
      ...focusable,
      ...placeholdable,
      initial_date: stringLike(/^\d{4}-\d{2}-\d{2}$/u, 'a date as YYYY-MM-DD'),
    },
  ),
  checkboxes: allOf(
    recordOf(
      { type: oneOf('checkboxes'), options: choices },
      { ...actionable, ...confirmable, ...focusable, initial_options: choices },
    ),
    initialOptionsAreOffered,
  ),
  radio_buttons: allOf(
    recordOf(
      { type: oneOf('radio_buttons'), options: choices },
      { ...actionable, ...confirmable, ...focusable, initial_option: choiceOption },
    ),
    initialOptionsAreOffered,
  ),
  overflow: recordOf(
    { type: oneOf('overflow'), options: listOf(overflowOption, { min: 1, max: 5 }) },
    { ...actionable, ...confirmable },
  ),
};
