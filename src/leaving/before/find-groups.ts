import { comparable } from '../rules/comparable.ts';
import type { GroupFacts } from '../standing.ts';

export interface FoundGroups {
  /** The best matches first, at most as many as asked for. */
  readonly groups: readonly GroupFacts[];
  /** How many match in all. */
  readonly count: number;
}

/**
 * Finds groups whose name or id has every typed word in it, in any order, without regard to case, accents, apostrophes
 * and hidden marks. Pure; names that begin as was typed come first.
 */
export function findGroups(groups: readonly GroupFacts[], typed: string, most: number): FoundGroups {
  const wanted = searchable(typed);
  const words = wanted.split(' ');
  const matches = groups
    .map((facts) => ({ facts, name: searchable(facts.name ?? '') }))
    .filter(({ facts, name }) => words.every((word) => name.includes(word) || facts.groupId.includes(word)));
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

/** Letters whose stroke or ligature Unicode does not take apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

function searchable(text: string): string {
  const bare = comparable(text).normalize('NFKD').replace(/\p{M}/gu, '').replaceAll("'", '');
  return bare.replace(/[łøđðħŧæœþ]/g, (letter) => plainLetters[letter] ?? letter).trim();
}
