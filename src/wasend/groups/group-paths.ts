import type { GroupPath, GroupRead, ReadResult } from '../../leaving/ports/wasend.ts';

/** Which address of a single group worked last; null while none did. */
export interface PathMemory {
  worked: GroupPath | null;
}

export function createPathMemory(): PathMemory {
  return { worked: null };
}

/**
 * Reads one group under the address that worked last. The documentation has it under `/info`, the SDK has not: so the
 * other one is tried after every 404 that does not name the group.
 */
export async function readGroup(
  memory: PathMemory,
  readUnder: (path: GroupPath) => Promise<ReadResult<GroupRead>>,
): Promise<ReadResult<GroupRead>> {
  const usual = memory.worked ?? 'group';
  const first = await readUnder(usual);
  if (first.kind === 'ok') memory.worked = usual;
  const isOpen = first.kind === 'failed' && first.status === 404 && first.outsider?.namesGroup !== true;
  if (!isOpen) return first;
  const other: GroupPath = usual === 'group' ? 'group-info' : 'group';
  const second = await readUnder(other);
  if (second.kind === 'ok') {
    memory.worked = other;
    return second;
  }
  if (second.outsider?.namesGroup === true) return second;
  // What can be held against the address that worked before tells more than a route that is not there.
  return first.outsider !== undefined && second.why === 'refused' ? first : second;
}
