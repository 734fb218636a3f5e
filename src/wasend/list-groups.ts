import type { ReadResult, Self } from '../leaving/ports/wasend.ts';
import type { GroupFacts } from '../leaving/standing.ts';
import { failed } from './classify-read.ts';
import { toGroupRead } from './group-facts.ts';
import { readRawGroups } from './schemas/group.ts';

const pageSize = 100;
const mostPages = 100;

/**
 * Reads all pages of a group list, each group once. Servers disagree about paging: some cap the page below what was
 * asked, some ignore the offset and send the first page again, some say `hasMore`. So it ends at `hasMore: false`, at a
 * page shorter than the first, or at one that brings nothing new. A later page that fails fails the whole list.
 */
export async function listGroups(
  readPage: (limit: number, offset: number) => Promise<ReadResult<unknown>>,
  self: Self,
): Promise<ReadResult<readonly GroupFacts[]>> {
  const known = new Map<string, GroupFacts>();
  let offset = 0;
  let firstPageLength = 0;
  for (let page = 0; page < mostPages; page += 1) {
    const read = await readPage(pageSize, offset);
    if (read.kind === 'failed') return read;
    const list = readRawGroups(read.value);
    if (list === null) return failed('unreadable', 200, null);
    const before = known.size;
    for (const raw of list.groups) {
      const group = toGroupRead(raw, self);
      if (group !== null && !known.has(group.facts.groupId)) known.set(group.facts.groupId, group.facts);
    }
    if (page === 0) firstPageLength = list.groups.length;
    const isLast = list.hasMore === false || list.groups.length < firstPageLength || known.size === before;
    if (isLast || (page === 0 && list.groups.length > pageSize)) break;
    offset += list.groups.length;
  }
  return { kind: 'ok', value: [...known.values()] };
}
