import type { GroupId } from '../ids.ts';
import type { GroupReference } from './group-id.ts';

export interface TypedReference {
  readonly typed: string;
  readonly reference: GroupReference;
}

/** Something typed that names no group we could leave, with the reason for a person. */
export interface BadReference {
  readonly typed: string;
  readonly why: string;
}

/** What a person typed, sorted by what can be done with it. */
export interface SortedReferences {
  readonly groupIds: readonly GroupId[];
  readonly invites: readonly { readonly typed: string; readonly code: string }[];
  readonly bad: readonly BadReference[];
}

/** Pure; keeps the order within each kind. */
export function sortReferences(references: readonly TypedReference[]): SortedReferences {
  const groupIds: GroupId[] = [];
  const invites: { typed: string; code: string }[] = [];
  const bad: BadReference[] = [];
  for (const { typed, reference } of references) {
    if (reference.kind === 'group') groupIds.push(reference.groupId);
    else if (reference.kind === 'invite') invites.push({ typed, code: reference.code });
    else bad.push({ typed, why: reference.why });
  }
  return { groupIds, invites, bad };
}
