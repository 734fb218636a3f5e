import { z } from 'zod';
import type { ToldGroup } from '../shapes/shape.ts';

const ListQuery = z.object({
  limit: z.coerce.number().int().positive().default(50),
  offset: z.coerce.number().int().nonnegative().default(0),
  search: z.string().default(''),
  sortBy: z.string().optional(),
  sortOrder: z.string().optional(),
});
type ListQuery = z.output<typeof ListQuery>;

/** What a list is asked for, or what is wrong with the asking, a sentence each. */
export type AskedList =
  | { readonly ok: true; readonly query: ListQuery; readonly leavesOut: boolean }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads a list's query. `exclude` may be written with brackets, as the SDK does, and more than once. */
export function readListQuery(query: URLSearchParams): AskedList {
  const parsed = ListQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { ok: false, faults };
  }
  const excluded = [...query.getAll('exclude'), ...query.getAll('exclude[]')].flatMap((one) =>
    one.split(','),
  );
  return { ok: true, query: parsed.data, leavesOut: excluded.includes('participants') };
}

const textOf = ({ group }: ToldGroup): string => `${group.name}\n${group.description}`.toLowerCase();

/** The rows that match, in the order asked for; of an order nobody documents, in order of joining. */
export function findAndSort(
  rows: readonly ToldGroup[],
  { search, sortBy, sortOrder }: ListQuery,
): ToldGroup[] {
  const found = rows.filter((row) => textOf(row).includes(search.toLowerCase()));
  const before = orders[sortBy ?? ''];
  if (before !== undefined) found.sort(before);
  return sortOrder?.toLowerCase() === 'desc' ? found.reverse() : found;
}

const byName = (one: ToldGroup, other: ToldGroup): number => one.group.name.localeCompare(other.group.name);
const byId = (one: ToldGroup, other: ToldGroup): number => one.group.id.localeCompare(other.group.id);

/** The names the documentation, the SDK and WAHA have for their orders; every group here was made at one time. */
const orders: Readonly<Record<string, (one: ToldGroup, other: ToldGroup) => number>> = {
  name: byName,
  subject: byName,
  id: byId,
  participantsCount: (one, other) => one.memberCount - other.memberCount,
};
