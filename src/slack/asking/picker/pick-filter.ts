import { z } from 'zod';
import type { GroupFilter } from '../../../leaving/before/group-filter.ts';
import { actionIds, blockIds } from '../../../messages/ids.ts';
import { groupFilterWords } from '../../../messages/modals/picker/filter-words.ts';
import type { PickerMetadata } from '../modal-metadata.ts';

/** The filter that a select names; all groups for anything else. */
export function filterFrom(value: string | undefined): GroupFilter {
  return isFilter(value) ? value : 'all';
}

/** `view.state` of the picker, as far as the filter is concerned. */
const State = z.looseObject({
  values: z.looseObject({
    [blockIds.pickFilter]: z.looseObject({
      [actionIds.pickFilter]: z.looseObject({ selected_option: z.looseObject({ value: z.string() }) }),
    }),
  }),
});

/**
 * The filter that stands in the select before the person: a press that came while the picker was being filled is kept
 * there by Slack, though nothing was drawn for it. What was drawn last where the state does not tell.
 * https://docs.slack.dev/reference/methods/views.update (Preserving input entry)
 */
export function shownFilter(state: unknown, { filter }: PickerMetadata): GroupFilter {
  const read = State.safeParse(state).data?.values[blockIds.pickFilter];
  const chosen = read?.[actionIds.pickFilter]?.selected_option.value;
  return isFilter(chosen) ? chosen : filter;
}

function isFilter(value: string | undefined): value is GroupFilter {
  return value !== undefined && Object.hasOwn(groupFilterWords, value);
}
