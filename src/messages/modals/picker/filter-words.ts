import type { GroupFilter } from '../../../leaving/before/group-filter.ts';

/** In the order of the select. */
export const groupFilterWords = {
  all: 'All groups',
  'few-members': 'One or two members left',
  'no-name': 'Without a name',
  'same-name': 'Same name twice',
  owned: 'Owned by the number: cannot be left here',
  protected: 'Protected: cannot be left here',
} as const satisfies Record<GroupFilter, string>;
