import type { PlainTextOption } from '@slack/types';
import type { FoundGroups } from '../../leaving/before/find-groups.ts';
import { judgePreview } from '../../leaving/before/judge-groups.ts';
import type { GroupFacts } from '../../leaving/standing.ts';
import { countOf } from '../block-kit/group-label.ts';
import { mostOptionCharacters } from '../block-kit/limits.ts';
import { cutText, plainStranger } from '../block-kit/mrkdwn.ts';

/** Slack shows at most this many. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const mostOptions = 100;

interface Suggested {
  readonly option_groups: readonly {
    readonly label: { type: 'plain_text'; text: string };
    readonly options: readonly PlainTextOption[];
  }[];
}

/** The answer to what was typed into the picker. `leftBefore` tells when we left a group that is still listed. */
export function groupOptions(
  found: FoundGroups,
  leftBefore: ReadonlyMap<string, number>,
): Suggested | { readonly options: readonly [] } {
  if (found.groups.length === 0) return { options: [] };
  const label =
    found.count > found.groups.length
      ? `${found.groups.length} of ${found.count} groups: type more to find the others`
      : countOf(found.count, 'group');
  const options = found.groups.map((facts) => groupOption(facts, leftBefore.get(facts.groupId) ?? null));
  return { option_groups: [{ label: { type: 'plain_text', text: label }, options }] };
}

/** Name, then what tells groups of the same name apart: members, the end of the id, and why it cannot be left. */
export function groupOption(facts: GroupFacts, leftAt: number | null): PlainTextOption {
  const name = plainStranger(facts.name ?? '', mostOptionCharacters);
  const { blocked } = judgePreview(facts);
  const remarks = [
    facts.memberCount === null ? 'members not known' : countOf(facts.memberCount, 'member'),
    `…${facts.groupId.replace('@g.us', '').slice(-6)}`,
    ...(leftAt === null ? [] : [`left on ${new Date(leftAt).toISOString().slice(0, 10)}, still listed`]),
    ...(blocked === null ? [] : [blockedShort[blocked]]),
  ];
  return {
    text: { type: 'plain_text', text: name === '' ? 'Group without a name' : name },
    description: { type: 'plain_text', text: cutText(remarks.join(' · '), mostOptionCharacters) },
    value: facts.groupId,
  };
}

const blockedShort = {
  owner: 'owner: cannot leave',
  'not-a-member': 'not in it',
  'session-down': 'not connected',
  protected: 'protected',
  community: 'community: cannot leave here',
  'announcement-group': 'announcements: cannot leave here',
} as const;
