import type { PlainTextOption } from '@slack/types';
import type { Judged } from '../../../leaving/before/judge-groups.ts';
import type { GroupFacts } from '../../../leaving/standing.ts';
import { countOf } from '../../block-kit/counts.ts';
import { idEnd, plainGroupName } from '../../block-kit/group-name.ts';
import { mostOptionCharacters } from '../../block-kit/limits.ts';
import { cutText } from '../../block-kit/strangers.ts';
import { blockedShort } from '../preview/preview-words.ts';

/** A group of the list, judged by its facts and by the workspace's rules. */
export interface ListedGroup {
  readonly facts: GroupFacts & { readonly groupId: string };
  readonly judged: Judged;
  /** When this app left it although it is listed (epoch milliseconds); null when it did not. */
  readonly leftAt: number | null;
}

interface Suggested {
  readonly option_groups: readonly {
    readonly label: { type: 'plain_text'; text: string };
    readonly options: readonly PlainTextOption[];
  }[];
}

/** The answer to what was typed into the picker. `count` is how many match in all. */
export function groupOptions(
  found: readonly ListedGroup[],
  count: number,
): Suggested | { readonly options: readonly [] } {
  if (found.length === 0) return { options: [] };
  const label =
    count > found.length
      ? `${found.length} of ${countOf(count, 'group')}: type more to find the others`
      : countOf(count, 'group');
  return { option_groups: [{ label: { type: 'plain_text', text: label }, options: found.map(groupOption) }] };
}

/** Name, then what tells groups of the same name apart: members, the end of the id, and why it cannot be left. */
export function groupOption({ facts, judged, leftAt }: ListedGroup): PlainTextOption {
  const remarks = [
    // The list is asked for without members: said on each of them it would tell nothing.
    ...(facts.memberCount === null ? [] : [countOf(facts.memberCount, 'member')]),
    idEnd(facts.groupId),
    ...(leftAt === null ? [] : [`left on ${new Date(leftAt).toISOString().slice(0, 10)}, still listed`]),
    ...(judged.blocked === null ? [] : [blockedShort[judged.blocked]]),
  ];
  return {
    text: { type: 'plain_text', text: plainGroupName(facts, mostOptionCharacters) },
    description: { type: 'plain_text', text: cutText(remarks.join(' · '), mostOptionCharacters) },
    value: facts.groupId,
  };
}
