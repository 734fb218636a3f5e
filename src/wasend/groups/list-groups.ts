import type { GroupsRead, ReadFailure, ReadResult } from '../../leaving/ports/wasend.ts';
import { failed } from '../answer/classify-read.ts';
import type { GroupsPage } from '../parsing/facts.ts';
import { type GroupWithUs, withAbsenceJudged } from './group-facts.ts';

/** A page that is too long is asked for again as a smaller one. */
const pageSizes = [100, 50, 25, 10] as const;
const mostPages = 200;
const mostGroups = 10_000;

/** Reads one page, or says that it was too long to be read. */
export type ReadPage = (limit: number, offset: number) => Promise<ReadResult<GroupsPage> | 'too-long'>;

/**
 * Reads all pages of a group list, each group once. Servers disagree about paging: some cap the page below what was
 * asked, some ignore the offset and send the first page again, some say `hasMore`. So the offset goes on by what was
 * sent, and the list is whole only by the server's own word: `hasMore: false`, an empty page, or a second page that
 * repeats a first one shorter than asked for; and only with every row readable and no fewer than the `total` beside
 * them. A page that fails fails the list.
 */
export async function listGroups(readPage: ReadPage): Promise<ReadResult<GroupsRead>> {
  const reader = pageReader(readPage);
  const list = new PagedList();
  for (let number = 1; number <= mostPages; number += 1) {
    const read = await reader(list.received);
    if (read.kind === 'failed') return read;
    if (list.take(read.page, read.limit) === 'last') break;
  }
  return { kind: 'ok', value: list.read() };
}

class PagedList {
  received = 0;
  #pages = 0;
  #isFirstShort = false;
  #isEnded = false;
  #unreadable = 0;
  #total = 0;
  readonly #known = new Map<string, GroupWithUs>();

  /** Adds a page, and tells whether another one is worth asking for. */
  take(page: GroupsPage, limit: number): 'last' | 'more' {
    this.#pages += 1;
    if (this.#pages === 1) this.#isFirstShort = page.received < limit;
    if (this.#isRepeat(page)) {
      // The offset is not heeded: only a short first page shows that there are no more.
      this.#isEnded =
        this.#pages === 2 &&
        this.#isFirstShort &&
        page.received === this.received &&
        page.unreadable === this.#unreadable &&
        page.hasMore === null;
      return 'last';
    }
    for (const group of page.groups)
      if (!this.#known.has(group.facts.groupId)) this.#known.set(group.facts.groupId, group);
    this.received += page.received;
    this.#unreadable += page.unreadable;
    this.#total = Math.max(this.#total, page.total ?? 0);
    if (page.hasMore === false || page.received === 0) {
      this.#isEnded = page.hasMore !== true;
      return 'last';
    }
    // Where no row can be read only the server can say whether the next page is another one.
    const isDark = page.groups.length === 0 && page.hasMore === null;
    return isDark || this.#known.size >= mostGroups ? 'last' : 'more';
  }

  read(): GroupsRead {
    const groups = [...this.#known.values()];
    const foundAs = new Map<string, string>();
    for (const { facts, membership } of groups)
      if (membership.kind === 'in') foundAs.set(facts.groupId, membership.as);
    const spellings = new Set(foundAs.values());
    return {
      groups: groups.map((group) => withAbsenceJudged(group, spellings)),
      whole: this.#isEnded && this.#unreadable === 0 && groups.length >= this.#total,
      unreadable: this.#unreadable,
      foundAs,
    };
  }

  #isRepeat({ groups, hasMore }: GroupsPage): boolean {
    if (this.#pages === 1 || groups.length === 0 || hasMore === false) return false;
    return groups.every(({ facts }) => this.#known.has(facts.groupId));
  }
}

type PageRead = { readonly kind: 'ok'; readonly page: GroupsPage; readonly limit: number } | ReadFailure;

/** Stays with the size of page that was not too long. */
function pageReader(readPage: ReadPage): (offset: number) => Promise<PageRead> {
  let size = 0;
  return async (offset) => {
    for (; size < pageSizes.length; size += 1) {
      const limit = pageSizes[size] ?? 10;
      const read = await readPage(limit, offset);
      if (read === 'too-long') continue;
      return read.kind === 'failed' ? read : { kind: 'ok', page: read.value, limit };
    }
    return failed('unreadable', 200, null);
  };
}
