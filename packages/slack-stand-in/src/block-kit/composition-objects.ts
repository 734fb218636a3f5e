import { isDeepStrictEqual } from 'node:util';
import {
  aBoolean,
  byType,
  type Check,
  type Fields,
  fault,
  listOf,
  oneOf,
  recordOf,
  rule,
  stringLike,
  stringOf,
} from './checks.ts';
import { optionsOf } from './parts-of-blocks.ts';

// Lengths: docs.slack.dev/reference/block-kit/composition-objects and the comments of @slack/types.

const exactly = (type: string): Check => oneOf(type);

/** Plain text of 1 to `max` characters. */
export function plainText(max: number): Check {
  return byType({ plain_text: plainTextRecord(max) });
}

/** Plain text or mrkdwn of 1 to `max` characters. */
export function textObject(max: number): Check {
  return byType({ plain_text: plainTextRecord(max), mrkdwn: mrkdwnRecord(max) });
}

function plainTextRecord(max: number): Check {
  return recordOf({ type: exactly('plain_text'), text: stringOf(1, max) }, { emoji: aBoolean });
}

function mrkdwnRecord(max: number): Check {
  return recordOf({ type: exactly('mrkdwn'), text: stringOf(1, max) }, { verbatim: aBoolean });
}

export const blockId = stringOf(1, 255);
export const httpUrl = stringLike(/^https?:\/\/\S{1,2991}$/u, 'a valid url of at most 3000 characters');
/** What a button may open: apps and mail programs as well as pages. */
export const linkUrl = stringLike(
  /^(?:https?|slack|mailto|tel):\S{1,2990}$/u,
  'a valid url of at most 3000 characters',
);
export const placeholder = plainText(150);
/** A person, a channel, any conversation, by id. */
export const userId = stringLike(/^[UW][A-Z0-9]{2,}$/u, 'the id of a user');
export const channelId = stringLike(/^[CG][A-Z0-9]{2,}$/u, 'the id of a channel');
export const conversationId = stringLike(/^[CDGUW][A-Z0-9]{2,}$/u, 'the id of a conversation');

/** What every interactive element may carry. */
export const actionable: Fields = { action_id: stringOf(1, 255) };

export const confirmable: Fields = {
  confirm: recordOf(
    { text: textObject(300) },
    { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
  ),
};

export const focusable: Fields = { focus_on_load: aBoolean };
export const placeholdable: Fields = { placeholder };

export const dispatchable: Fields = {
  dispatch_action_config: recordOf(
    {},
    { trigger_actions_on: listOf(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }) },
  ),
};

// The reference allows 150 for an option's value and the comments of @slack/types 75: what passes the stricter passes both.
const optionValue: Check = (value, pointer) =>
  typeof value === 'string' && value.length > 75 && value.length <= 150
    ? [{ pointer, message: 'must be less than 76 characters', isDoubtful: true }]
    : stringOf(1, 150)(value, pointer);

export const plainOption: Check = recordOf(
  { text: plainText(75), value: optionValue },
  { description: plainText(75) },
);

export const overflowOption: Check = recordOf(
  { text: plainText(75), value: optionValue },
  { description: plainText(75), url: linkUrl },
);

/** Options of checkboxes and radio buttons may be mrkdwn. */
export const choiceOption: Check = recordOf(
  { text: textObject(75), value: optionValue },
  { description: textObject(75) },
);

export const optionGroup: Check = recordOf({
  label: plainText(75),
  options: listOf(plainOption, { min: 1, max: 100 }),
});

/** What is chosen at first must be, field for field, one of the options offered. */
export const initialOptionsAreOffered: Check = rule((element, pointer) => {
  const offered = optionsOf(element);
  const isOffered = (option: unknown) => offered.some((one) => isDeepStrictEqual(one, option));
  const single =
    element.initial_option !== undefined && !isOffered(element.initial_option)
      ? fault(`${pointer}/initial_option`, 'must match one of the options exactly')
      : [];
  const several = Array.isArray(element.initial_options)
    ? element.initial_options.flatMap((option, index) =>
        isOffered(option)
          ? []
          : fault(`${pointer}/initial_options/${index}`, 'must match one of the options exactly'),
      )
    : [];
  return [...single, ...several];
});

/** At first no more is chosen than may be. */
export const notTooManyAtFirst: Check = rule((element, pointer) => {
  const most = element.max_selected_items;
  return Object.entries(element).flatMap(([name, value]) =>
    name.startsWith('initial_') && Array.isArray(value) && typeof most === 'number' && value.length > most
      ? fault(`${pointer}/${name}`, `must not be more than max_selected_items (${most})`)
      : [],
  );
});

/** Exactly one of `options` and `option_groups`. */
export const optionsOrGroups: Check = rule((element, pointer) =>
  (element.options === undefined) === (element.option_groups === undefined)
    ? fault(pointer, 'must provide exactly one of options and option_groups')
    : [],
);
