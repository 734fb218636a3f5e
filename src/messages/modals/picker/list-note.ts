import type { GroupFilter } from '../../../leaving/before/group-filter.ts';
import type { ReadResult } from '../../../leaving/ports/wasend.ts';
import { countOf } from '../../block-kit/counts.ts';
import { oneAfterAnother } from '../../block-kit/sentences.ts';
import { quoted } from '../../block-kit/strangers.ts';

/** Nobody waits longer for a list before they can paste. */
export const longestListSeconds = 8;

interface ListRead {
  readonly groups: readonly { readonly memberCount: number | null }[];
  readonly whole: boolean;
  readonly unreadable: number;
}

const paste = 'Ids and invite links can still be pasted.';

/**
 * What is odd about a list of groups: it came too late (null), failed, is empty or not whole, or does not tell what the
 * filter asks for. An empty list is held against the count; null when all is well.
 */
export function listNote(
  list: ReadResult<ListRead> | null,
  count: ReadResult<number> | null,
  filter: GroupFilter,
): string | null {
  if (list === null) return `Wasend did not list the groups within ${longestListSeconds} seconds. ${paste}`;
  if (list.kind === 'failed') {
    const said =
      list.said === null
        ? null
        : `Wasend${list.status === null ? '' : ` ${list.status}`}: ${quoted(list.said)}`;
    if (list.why === 'unauthorized')
      return oneAfterAnother([
        'Wasend does not take the key of this workspace.',
        said,
        'An admin replaces it on the app’s Home tab.',
      ]);
    return oneAfterAnother(['Wasend could not list the groups just now.', said, paste]);
  }
  const { groups, unreadable, whole } = list.value;
  if (groups.length === 0 && unreadable === 0) {
    return count?.kind === 'ok' && count.value > 0
      ? `Wasend lists no groups, but counts ${countOf(count.value, 'group')}: its list is not complete just now. ${paste}`
      : `Wasend lists no groups for this number. ${paste}`;
  }
  const told = [partNote(unreadable, whole), filterNote(filter, groups)].filter((part) => part !== null);
  return told.length === 0 ? null : told.join(' ');
}

/** A list of which no row could be read is no list without groups. */
function partNote(unreadable: number, whole: boolean): string | null {
  if (unreadable > 0) return `${countOf(unreadable, 'group')} in Wasend’s list could not be read. ${paste}`;
  return whole ? null : `Wasend’s list may not be complete. ${paste}`;
}

/** A list without members tells less than a filter asks for; what it does not tell is not shown as if it were not so. */
function filterNote(filter: GroupFilter, groups: ListRead['groups']): string | null {
  switch (filter) {
    case 'few-members': {
      const unknown = groups.filter(({ memberCount }) => memberCount === null).length;
      return unknown === 0
        ? null
        : `Wasend’s list does not tell the members of ${countOf(unknown, 'group')}; this filter leaves ${unknown === 1 ? 'it' : 'them'} out.`;
    }
    case 'owned':
      return 'Only groups whose owner is told in Wasend’s list are shown here; the preview looks at the role in each.';
    case 'all':
    case 'no-name':
    case 'same-name':
    case 'protected':
      return null;
  }
}
