import { z } from 'zod';
import { count, isObject } from './fields.ts';

/** A page with more rows is cut, and what is over counts as not read. */
const mostRows = 5_000;

/** The rows of one page and what the server says of paging. */
export interface RawPage {
  readonly rows: readonly unknown[];
  /** Rows over what is read at most. */
  readonly cut: number;
  readonly hasMore: boolean | null;
  readonly total: number | null;
}

const paging = z.looseObject({ hasMore: z.boolean().nullish().catch(null), total: count });
const Paging = z.looseObject({ ...paging.shape, pagination: paging.nullish().catch(null) });

/** Null when it is no list in any known shape. */
export function readRawPage(value: unknown): RawPage | null {
  const rows = rowsOf(value);
  if (rows === null) return null;
  const parsed = Paging.safeParse(value);
  const told = parsed.success ? (parsed.data.pagination ?? parsed.data) : {};
  return {
    rows: rows.slice(0, mostRows),
    cut: Math.max(0, rows.length - mostRows),
    hasMore: told.hasMore ?? null,
    total: told.total ?? null,
  };
}

/** An array, one of the wrappers, a map keyed by group id (WAHA #1765), or nothing for none. */
function rowsOf(value: unknown): readonly unknown[] | null {
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return null;
  if ('groups' in value) return rowsOf(value.groups);
  if ('data' in value) return rowsOf(value.data);
  const rows = Object.entries(value);
  if (!rows.every(([key]) => key.endsWith('@g.us'))) return null;
  return rows.map(([id, row]) => (isObject(row) ? { id, ...row } : row));
}
