import type { JudgedTogether, Warning } from '../../../leaving/before/judge-groups.ts';
import type { GroupId, UserId } from '../../../leaving/ids.ts';
import type { GroupFacts } from '../../../leaving/standing.ts';
import type { BadReference } from '../../../leaving/typed/references.ts';
import { countOf } from '../../block-kit/counts.ts';
import { groupNameAndEnd } from '../../block-kit/group-name.ts';
import { type NameOf, personName } from '../../block-kit/people.ts';
import { quoted, stranger, strangersName } from '../../block-kit/strangers.ts';
import { slackDate } from '../../block-kit/times.ts';
import { badReferenceWords } from '../../replies/malformed-input.ts';
import { blockedWords, warningWords } from './preview-words.ts';

/** A group as it is shown before leaving. */
export interface PreviewGroup extends JudgedTogether {
  readonly groupId: GroupId;
  /** Null where Wasend did not tell it. */
  readonly facts: GroupFacts | null;
  /** True only where the list was read whole and does not name it. */
  readonly notListed: boolean;
  /** When this app left it, by whom, and what it was called then; null when it did not. */
  readonly leftBefore: { readonly at: number; readonly by: UserId; readonly name: string | null } | null;
}

const notListedWords = 'not in the number’s list of groups; check the id';
/** Some of the list could not be read: it may stand there. */
const notToldWords = 'Wasend told nothing about it; check the id';

/** `• Padel Tuesdays …5486 · 5 members · in the community Riverside School`; what to look at comes first. */
export function groupLine(group: PreviewGroup, nameOf: NameOf): string {
  const { facts, notListed, warnings, community, leftBefore } = group;
  const told = facts === null ? [notListed ? notListedWords : notToldWords] : factsOf(facts, warnings);
  const look = warnings
    .filter((warning) => facts !== null || warning !== 'facts-missing')
    .filter((warning) => leftBefore === null || warning !== 'left-before')
    .map((warning) => warningWords[warning]);
  return [
    `• ${nameOfGroup(group)}`,
    ...look,
    ...leftWords(group, nameOf).map((left) => `${left}, and still listed; the list may be an old copy`),
    ...told,
    ...(community === null ? [] : [`in the community ${strangersName(community, 60)}`]),
  ].join(' · ');
}

/** `• Board …0071 · protected here` */
export function blockedLine(group: PreviewGroup, nameOf: NameOf): string {
  const { blocked } = group;
  const left = leftWords(group, nameOf);
  // A group that is gone because we left it needs no other reason.
  const why = blocked === 'not-a-member' && left.length > 0 ? [] : [whyBlocked(group)];
  return [`• ${nameOfGroup(group)}`, ...why, ...left].join(' · ');
}

function whyBlocked({ blocked, facts }: PreviewGroup): string {
  if (blocked === null) return '';
  if (blocked === 'protected' && (facts?.name ?? null) === null)
    return 'its name is not known, and groups are protected here by their names';
  return blockedWords[blocked];
}

function leftWords({ leftBefore }: PreviewGroup, nameOf: NameOf): string[] {
  if (leftBefore === null) return [];
  return [
    `left ${slackDate(leftBefore.at, '{date_short_pretty} {time}')} by ${personName(leftBefore.by, nameOf)}`,
  ];
}

function nameOfGroup({ groupId, facts, leftBefore }: PreviewGroup): string {
  return groupNameAndEnd({ groupId, name: facts?.name ?? leftBefore?.name ?? null });
}

function factsOf({ memberCount, standing, isLocked }: GroupFacts, warnings: readonly Warning[]): string[] {
  return [
    memberCount === null ? 'members not known' : countOf(memberCount, 'member'),
    ...(standing === 'admin' && !warnings.includes('only-admin') ? ['the number is an admin'] : []),
    ...(standing === 'not-known' ? ['role not known'] : []),
    ...(isLocked ? ['only admins edit its info'] : []),
  ];
}

const mostBadShown = 5;

/** What was typed and names no group, each with why; the rest is counted. */
export function badLines(bad: readonly BadReference[]): string[] {
  const lines = bad.slice(0, mostBadShown).map(({ typed, why, said = null }) => {
    const words = said === null ? '' : ` Wasend: ${quoted(said, 120)}`;
    return `• “${stranger(typed, 60)}”: ${badReferenceWords[why]}${words}`;
  });
  const more = bad.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}
