import { asJson, asList, asText, type Json } from './json.ts';
import type { ShownOption } from './surface.ts';

/** The options a select was sent with, those of its groups included. What is no option is left out. */
export function optionsIn(element: Json): readonly ShownOption[] {
  const groups = asList(element.option_groups).flatMap((group) => asList(asJson(group)?.options));
  return readOptions([...asList(element.options), ...groups]);
}

export function readOptions(candidates: readonly unknown[]): readonly ShownOption[] {
  return candidates.filter((candidate): candidate is ShownOption => {
    const option = asJson(candidate);
    return option !== null && asText(option.text) !== null && typeof option.value === 'string';
  });
}
