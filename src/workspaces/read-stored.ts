import type { z } from 'zod';
import { WasendSlackError } from '../errors.ts';

/** Makes a row of the next layout out of one of the layout before; it need not set `v`. */
export type Upgrade = (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * The reader of all rows of one kind. `schema` is the newest layout; `upgrades[0]` makes layout 2 of layout 1, and so on,
 * so the newest is one more than there are upgrades. A row that lacks a field with a default gets it. A row of a newer
 * layout, or with fields nobody here knows, was written by a newer version and is refused: reading half of it and
 * writing that back would lose the rest. Its faults name fields and never what stands in them.
 */
export function readStored<Shape extends z.ZodRawShape>(
  what: string,
  schema: z.ZodObject<Shape>,
  upgrades: readonly Upgrade[] = [],
): (stored: unknown) => z.infer<z.ZodObject<Shape>> {
  const strict = schema.strict();
  const newest = upgrades.length + 1;
  return (stored) => {
    if (!isVersioned(stored)) throw unreadable(what, 'it has no layout number');
    const { v } = stored;
    if (v > newest) throw newer(what, `layout ${v}, this version knows ${newest}`);
    let row: Readonly<Record<string, unknown>> = stored;
    for (const [index, upgrade] of upgrades.entries())
      if (v <= index + 1) row = { ...upgrade(row), v: index + 2 };
    const read = strict.safeParse(row);
    if (read.success) return read.data as z.infer<z.ZodObject<Shape>>;
    const unknown = read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : [],
    );
    if (unknown.length > 0) throw newer(what, `with ${unknown.join(', ')}, which this version does not know`);
    throw unreadable(what, read.error.issues.map(({ path }) => path.join('.')).join(', '));
  };
}

/** By hand: the schema of the row reads all of it once more right afterwards. */
function isVersioned(stored: unknown): stored is Readonly<Record<string, unknown>> & { readonly v: number } {
  if (typeof stored !== 'object' || stored === null || !('v' in stored)) return false;
  return typeof stored.v === 'number' && Number.isInteger(stored.v) && stored.v >= 1;
}

function newer(what: string, how: string): WasendSlackError {
  return new WasendSlackError(
    'stored-by-newer',
    `A stored ${what} was written by a newer version of this app (${how}). Start the newer version again.`,
  );
}

function unreadable(what: string, where: string): WasendSlackError {
  return new WasendSlackError('stored-unreadable', `A stored ${what} does not read: ${where}.`);
}
