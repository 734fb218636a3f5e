import { stranger } from '../block-kit/strangers.ts';

/** How many of the listed groups each pattern protects now. */
export interface PatternMatches {
  readonly listed: number;
  readonly protects: ReadonlyMap<string, number>;
}

/** More patterns than this are only counted. */
export const mostPatternsMatched = 10;

/** `“*board*” protects 2 of 41 groups`, so that a pattern that misses is seen. */
export function matchLines(patterns: readonly string[], { listed, protects }: PatternMatches): string[] {
  const lines = patterns
    .slice(0, mostPatternsMatched)
    .map(
      (pattern) => `“${stranger(pattern, 60)}” protects ${protects.get(pattern) ?? 0} of ${listed} groups`,
    );
  const more = patterns.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more patterns`] : lines;
}
