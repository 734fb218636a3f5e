import { countOf } from '../block-kit/group-label.ts';
import { quoted } from '../block-kit/mrkdwn.ts';

type Failed = { readonly kind: 'failed'; readonly said: string | null };
type ListRead = { readonly kind: 'ok'; readonly value: { readonly groups: readonly unknown[] } } | Failed;
type CountRead = { readonly kind: 'ok'; readonly value: number } | Failed;

/** What is odd about a list of groups: it failed, or it is empty. An empty list is held against the count; null when all is well. */
export function listNote(list: ListRead, count: CountRead | null): string | null {
  if (list.kind === 'failed') {
    const said = quoted(list.said);
    return `Wasend could not list the groups just now.${said === '' ? '' : ` ${said}`} Ids and invite links can still be pasted.`;
  }
  if (list.value.groups.length > 0) return null;
  if (count?.kind === 'ok' && count.value > 0) {
    return `Wasend lists no groups but counts ${countOf(count.value, 'group')}: its list is not complete just now. Ids and invite links can still be pasted.`;
  }
  return 'Wasend reports none for this number. Ids and invite links can still be pasted.';
}
