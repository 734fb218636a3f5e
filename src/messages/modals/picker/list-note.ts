import type { ReadResult } from '../../../leaving/ports/wasend.ts';
import { countOf } from '../../block-kit/counts.ts';
import { oneAfterAnother } from '../../block-kit/sentences.ts';
import { quoted } from '../../block-kit/strangers.ts';

interface ListRead {
  readonly groups: readonly unknown[];
  readonly whole: boolean;
  readonly unreadable: number;
}

/** What is odd about a list of groups: it failed, is empty or not whole. An empty list is held against the count; null when all is well. */
export function listNote(list: ReadResult<ListRead>, count: ReadResult<number> | null): string | null {
  const paste = 'Ids and invite links can still be pasted.';
  if (list.kind === 'failed') {
    const said =
      list.said === null
        ? null
        : `Wasend${list.status === null ? '' : ` ${list.status}`}: ${quoted(list.said)}`;
    return oneAfterAnother(['Wasend could not list the groups just now.', said, paste]);
  }
  const { groups, unreadable, whole } = list.value;
  // First: a list of which no row could be read is no list without groups.
  if (unreadable > 0) return `${countOf(unreadable, 'group')} in Wasend’s list could not be read. ${paste}`;
  if (groups.length === 0) {
    return count?.kind === 'ok' && count.value > 0
      ? `Wasend lists no groups, but counts ${countOf(count.value, 'group')}: its list is not complete just now. ${paste}`
      : `Wasend lists no groups for this number. ${paste}`;
  }
  return whole ? null : `Wasend’s list may not be complete. ${paste}`;
}
