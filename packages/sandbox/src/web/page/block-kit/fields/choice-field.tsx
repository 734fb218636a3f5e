import type { FieldProps } from '../block-props.ts';
import { asJson, asList, asString } from '../json.ts';
import { plainWords } from '../plain-text.tsx';
import type { Choice, Filled, ShownOption } from '../surface.ts';
import type { Choosable } from './choosable.ts';
import { Combobox } from './combobox.tsx';
import { optionsIn, readOptions } from './options-in.ts';

/** One or several of a list: the app's options, people, channels, or what the app answers to what is typed. */
export function ChoiceField({
  id,
  describedBy,
  isInvalid,
  element,
  blockId,
  held,
  surface,
  fill,
}: FieldProps) {
  const type = asString(element.type);
  const isExternal = type === 'multi_external_select';
  const isMany = type.startsWith('multi_');
  const all = type.includes('users') ? surface.people : surface.conversations;
  const known = type === 'multi_static_select' ? optionsIn(element).map(fromOption) : all;
  const most = typeof element.max_selected_items === 'number' ? element.max_selected_items : null;
  const find = async (typed: string): Promise<readonly Choosable[]> => {
    if (!isExternal) return known.filter(({ label }) => isLike(label, typed));
    const shortest = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
    if (typed.length < shortest) return [];
    const options = await surface.suggest({ blockId, actionId: asString(element.action_id), typed });
    return options.map(({ option, label }) =>
      label === null ? fromOption(option) : { ...fromOption(option), above: label },
    );
  };
  return (
    <Combobox
      id={id}
      name={asString(element.action_id)}
      describedBy={describedBy}
      isInvalid={isInvalid}
      placeholder={plainWords(element.placeholder) || (isMany ? 'Select options' : 'Select an option')}
      chosen={chosenIn(held, known)}
      most={isMany ? most : 1}
      waitMs={isExternal ? 150 : 0}
      find={find}
      onChoose={(chosen) => fill(toFilled(chosen, { isExternal, isMany }))}
    />
  );
}

function toFilled(
  chosen: readonly Choosable[],
  { isExternal, isMany }: { readonly isExternal: boolean; readonly isMany: boolean },
): Filled {
  if (isExternal) return { selected_options: chosen.flatMap(({ option }) => option ?? []) };
  const ids = chosen.map(({ id }) => id);
  return isMany ? ids : (ids[0] ?? []);
}

/** What a state value says is chosen, by the names known here. */
function chosenIn(held: Readonly<Record<string, unknown>>, known: readonly Choice[]): readonly Choosable[] {
  const one = [held.selected_user, held.selected_conversation].filter((id) => typeof id === 'string');
  const ids = [...one, ...asList(held.selected_users), ...asList(held.selected_conversations)].map(asString);
  const named = ids.map((id) => known.find((choice) => choice.id === id) ?? { id, label: id });
  return [...readOptions(asList(asJson(held)?.selected_options)).map(fromOption), ...named];
}

function fromOption(option: ShownOption): Choosable {
  const description = plainWords(option.description);
  return {
    id: option.value,
    label: plainWords(option.text),
    ...(description === '' ? {} : { description }),
    option,
  };
}

function isLike(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.trim().toLowerCase());
}
