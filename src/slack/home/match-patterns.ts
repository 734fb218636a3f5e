import { setImmediate } from 'node:timers/promises';
import { protectedBy } from '../../leaving/rules/protected-groups.ts';
import { mostPatternsMatched, type PatternMatches } from '../../messages/home/pattern-matches.ts';
import type { Connection } from '../../workspaces/connections.ts';
import { within } from '../asking/preview/gather-facts.ts';
import type { Services } from '../services.ts';

/** Nobody waits longer for what a pattern matches. */
const longestMs = 1_500;
/** About ten milliseconds of comparing: others must come to their turn between. */
const atOnce = 1_000;

interface NamedGroup {
  readonly groupId: string;
  readonly name: string | null;
}

/** What each pattern protects of the default number's groups; null without patterns, and where the list cannot be had in time. */
export async function matchesNow(
  { apiKey, sessionId }: Pick<Connection, 'apiKey' | 'sessionId'>,
  patterns: readonly string[],
  services: Pick<Services, 'wasend' | 'clock'>,
): Promise<PatternMatches | null> {
  if (patterns.length === 0) return null;
  const reads = services.wasend.reads({ apiKey, sessionId });
  const list = await within(longestMs, reads.groups({ members: false }), services);
  return list?.kind === 'ok' ? matchPatterns(list.value.groups, patterns) : null;
}

/** How many of these groups each pattern protects by itself; of the patterns that are shown. */
export async function matchPatterns(
  groups: readonly NamedGroup[],
  patterns: readonly string[],
): Promise<PatternMatches> {
  const protects = new Map<string, number>();
  for (const pattern of patterns.slice(0, mostPatternsMatched)) {
    let count = 0;
    for (let from = 0; from < groups.length; from += atOnce) {
      const some = groups.slice(from, from + atOnce);
      count += some.filter((group) => protectedBy(group, { protectedGroups: [pattern] }) !== null).length;
      await setImmediate();
    }
    protects.set(pattern, count);
  }
  return { listed: groups.length, protects };
}
