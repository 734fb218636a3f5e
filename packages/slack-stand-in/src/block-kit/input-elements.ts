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
  typed,
} from './checks.ts';
import {
  actionable,
  choiceOption,
  confirmable,
  dispatchable,
  focusable,
  initialOptionsAreOffered,
  linkUrl,
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
  rule(({ min_length: min, max_length: max, initial_value: initial }, pointer) => [
    ...(typeof min === 'number' && typeof max === 'number' && min > max
      ? fault(`${pointer}/min_length`, 'must not be more than max_length')
      : []),
    ...(typeof initial === 'string' && typeof max === 'number' && initial.length > max
      ? fault(`${pointer}/initial_value`, 'must not be longer than max_length')
      : []),
  ]),
);

const numberInput = allOf(
  typed(
    'number_input',
    { is_decimal_allowed: aBoolean },
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
  rule((element, pointer) => {
    const named = ['initial_value', 'min_value', 'max_value'] as const;
    const written = named.filter((name) => typeof element[name] === 'string');
    const [initial, min, max] = named.map((name) => Number(element[name] ?? Number.NaN));
    const isOver = (one = 0, other = 0) => one > other;
    return [
      ...written
        .filter((name) => element.is_decimal_allowed === false && String(element[name]).includes('.'))
        .flatMap((name) => fault(`${pointer}/${name}`, 'must not be a decimal')),
      ...(isOver(min, max) ? fault(`${pointer}/min_value`, 'must not be more than max_value') : []),
      ...(isOver(min, initial) || isOver(initial, max)
        ? fault(`${pointer}/initial_value`, 'must be from min_value to max_value')
        : []),
    ];
  }),
);

const aDate: Check = (value, pointer) => {
  const isShaped = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value);
  const at = isShaped ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN);
  const isDate = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(String(value));
  return isDate ? [] : fault(pointer, 'must be a date as YYYY-MM-DD');
};

const button = recordOf(
  { type: oneOf('button'), text: plainText(75) },
  {
    ...actionable,
    ...confirmable,
    value: stringOf(0, 2000),
    url: linkUrl,
    style: oneOf('primary', 'danger'),
    accessibility_label: stringOf(1, 75),
  },
);

/** Everything that is not a menu. Source: docs.slack.dev/reference/block-kit/block-elements. */
export const inputElements: Readonly<Record<string, Check>> = {
  button,
  plain_text_input: plainTextInput,
  number_input: numberInput,
  datepicker: recordOf(
    { type: oneOf('datepicker') },
    {
      ...actionable,
      ...confirmable,
      ...focusable,
      ...placeholdable,
      initial_date: aDate,
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
  overflow: allOf(
    typed(
      'overflow',
      { options: listOf(overflowOption, { min: 1, max: 5 }) },
      { ...actionable, ...confirmable },
    ),
  ),
};
