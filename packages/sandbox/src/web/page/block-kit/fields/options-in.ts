import { asJson, asList, asText, type Json } from '../json.ts';
import type { ShownOption } from '../surface.ts';

/** The options a select was sent with, those of its groups included; `hasOddOptions` tells whether any is none. */
export function optionsIn(element: Json): readonly ShownOption[] {
  return readOptions(candidatesIn(element));
}

/** Whether something stands among the options that is no option, and so would not be seen. */
export function hasOddOptions(element: Json): boolean {
  const candidates = candidatesIn(element);
  const lists = [element.options, element.option_groups].filter((list) => list !== undefined);
  return lists.some((list) => !Array.isArray(list)) || readOptions(candidates).length < candidates.length;
}

function candidatesIn(element: Json): readonly unknown[] {
  const groups = asList(element.option_groups).flatMap((group) => asJson(group)?.options ?? [null]);
  return [...asList(element.options), ...groups];
}

export function readOptions(candidates: readonly unknown[]): readonly ShownOption[] {
  return candidates.filter((candidate): candidate is ShownOption => {
    const option = asJson(candidate);
    return option !== null && asText(option.text) !== null && typeof option.value === 'string';
  });
}
