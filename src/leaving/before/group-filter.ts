import { comparable } from '../rules/comparable.ts';
import { protectedBy } from '../rules/protected-groups.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import type { GroupFacts } from '../standing.ts';
import { judgePreview } from './judge-groups.ts';

/** Which groups the picker shows. */
export type GroupFilter = 'all' | 'few-members' | 'no-name' | 'same-name' | 'owned' | 'protected';

/** At most this many members: the number, and perhaps one other. */
const fewMembers = 2;

/** Those of the list that the filter wants. Pure. */
export function filterGroups(
  groups: readonly GroupFacts[],
  filter: GroupFilter,
  settings: WorkspaceSettings,
): readonly GroupFacts[] {
  switch (filter) {
    case 'all':
      return groups;
    case 'few-members':
      return groups.filter(({ memberCount }) => memberCount !== null && memberCount <= fewMembers);
    case 'no-name':
      return groups.filter(({ name }) => name === null || comparable(name) === '');
    case 'same-name':
      return sameNames(groups);
    case 'owned':
      return groups.filter((facts) => judgePreview(facts).blocked === 'owner');
    case 'protected':
      return groups.filter((facts) => protectedBy(facts, settings) !== null);
  }
}

function sameNames(groups: readonly GroupFacts[]): readonly GroupFacts[] {
  const counts = new Map<string, number>();
  const nameOf = ({ name }: GroupFacts): string => comparable(name ?? '');
  for (const facts of groups) counts.set(nameOf(facts), (counts.get(nameOf(facts)) ?? 0) + 1);
  return groups.filter((facts) => nameOf(facts) !== '' && (counts.get(nameOf(facts)) ?? 0) > 1);
}
