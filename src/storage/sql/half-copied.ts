import { StoreLayout } from '../../errors.ts';
import type { Sql, Steps } from './steps.ts';

/** Stands in a store from the first row copied into it until it is whole. No namespace of the key-value store is called so. */
export const copyingKey = 'store-copy:under-way';

export function* isHalfCopied(sql: Sql): Steps<boolean> {
  return (yield* sql.get('SELECT 1 FROM keyv WHERE key = ?', copyingKey)) !== undefined;
}

/** Nothing may be done by half of a history. Throws StoreLayout. */
export function* refuseHalfCopied(sql: Sql): Steps<void> {
  if (yield* isHalfCopied(sql))
    throw new StoreLayout(
      'The store is half copied. Run the same copy again, it goes on where it was: npm run store -- copy <from> <to>',
    );
}
