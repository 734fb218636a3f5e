import { z } from 'zod';
import { actionIds, blockIds } from '../../../messages/ids.ts';

const Element = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
  selected_options: z.array(z.looseObject({ value: z.string() })).nullish(),
});

/** `view.state.values` of the picker. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const Values = z.record(z.string(), z.record(z.string(), Element));

export interface Picked {
  /** The number in the select; null where there was none to choose. */
  readonly session: string | null;
  /** Ticked and picked, in the order of the view. */
  readonly groupIds: readonly string[];
  readonly pasted: string;
}

/** What was chosen and pasted. Throws when it is no state of a view. */
export function readPicked(state: unknown): Picked {
  const values = Values.parse(state);
  const chosen = Object.values(values).flatMap((block) => Object.values(block));
  const filter = values[blockIds.pickFilter]?.[actionIds.pickFilter];
  return {
    session: values[blockIds.pickSession]?.[actionIds.pickSession]?.selected_option?.value ?? null,
    groupIds: chosen
      .filter((element) => element !== filter)
      .flatMap(({ selected_options: options }) => options?.map(({ value }) => value) ?? []),
    pasted: values[blockIds.typedGroups]?.[actionIds.typedGroups]?.value ?? '',
  };
}
