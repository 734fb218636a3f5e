import { withheldMark } from '../standing.ts';
import { parseGroupReference } from '../typed/group-id.ts';
import { comparable } from './comparable.ts';
import type { WorkspaceSettings } from './settings.ts';

interface NamedGroup {
  readonly groupId: string;
  readonly name: string | null;
}

/**
 * The pattern that protects a group, or null. Names are compared as people see them, ids are read as in the paste box;
 * `*` stands for anything, except between quotes: `"Family * Friends"` is that very name. A group whose name is not
 * known, or not whole, counts as protected wherever there is a pattern of names: what cannot be told is not left.
 */
export function protectedBy(
  group: NamedGroup,
  { protectedGroups }: Pick<WorkspaceSettings, 'protectedGroups'>,
): string | null {
  return protectedGroups.find((pattern) => matches(group, pattern)) ?? null;
}

function matches({ groupId, name }: NamedGroup, pattern: string): boolean {
  const reference = parseGroupReference(pattern);
  if (reference.kind === 'group') return reference.groupId === groupId;
  if (name === null || name.includes(withheldMark)) return true;
  const wanted = comparable(pattern);
  const seen = comparable(name);
  const exact = /^"(.+)"$/.exec(wanted)?.[1];
  if (exact !== undefined) return seen === exact.trim() || seen === wanted;
  return likeName(seen, wanted.split('*'));
}

/** The parts in their order, the first at the start and the last at the end; without a regular expression, so that none can be slow. */
function likeName(name: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  if (!name.startsWith(first)) return false;
  const last = rest.at(-1);
  if (last === undefined) return name === first;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
