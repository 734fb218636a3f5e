import type { GroupFacts } from '../standing.ts';

export interface FoundGroups {
  /** The best matches first, at most as many as asked for. */
  readonly groups: readonly GroupFacts[];
  /** How many match in all. */
  readonly count: number;
}

/** Finds groups by any part of their name or id, without regard to case and accents. Pure; names that begin so come first. */
export function findGroups(groups: readonly GroupFacts[], typed: string, most: number): FoundGroups {
  const wanted = plain(typed);
  const matches = groups
    .map((facts) => ({ facts, name: plain(facts.name ?? '') }))
    .filter(({ facts, name }) => name.includes(wanted) || facts.groupId.includes(wanted));
  matches.sort(
    (one, other) =>
      Number(!one.name.startsWith(wanted)) - Number(!other.name.startsWith(wanted)) ||
      // Nameless groups last: nobody looks for them by name.
      Number(one.name === '') - Number(other.name === '') ||
      one.name.localeCompare(other.name) ||
      one.facts.groupId.localeCompare(other.facts.groupId),
  );
  return { groups: matches.slice(0, most).map(({ facts }) => facts), count: matches.length };
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
