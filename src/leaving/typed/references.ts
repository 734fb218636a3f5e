import type { GroupId } from '../ids.ts';
import type { GroupReference, MalformedGroup, NotAGroup } from './group-id.ts';

export interface TypedReference {
  readonly typed: string;
  readonly reference: GroupReference;
}

/** Why something typed names no group we could leave, or perhaps another one than was meant. */
export type BadWhy =
  | NotAGroup
  | MalformedGroup
  | 'perhaps-rounded'
  /** An invite of which Wasend could not tell the group. */
  | 'invite-not-told';

export interface BadReference {
  readonly typed: string;
  readonly why: BadWhy;
  /** The API's own words, where it said any. */
  readonly said?: string | null;
}

/** What a person typed, sorted by what can be done with it. */
export interface SortedReferences {
  readonly groupIds: readonly GroupId[];
  readonly invites: readonly { readonly typed: string; readonly code: string }[];
  /** What names no group, and beside it each group whose id is in doubt. */
  readonly bad: readonly BadReference[];
}

/** Pure; keeps the order within each kind. */
export function sortReferences(references: readonly TypedReference[]): SortedReferences {
  const groupIds: GroupId[] = [];
  const invites: { typed: string; code: string }[] = [];
  const bad: BadReference[] = [];
  for (const { typed, reference } of references) {
    switch (reference.kind) {
      case 'group':
        groupIds.push(reference.groupId);
        if (reference.doubt !== undefined) bad.push({ typed, why: reference.doubt });
        break;
      case 'invite':
        invites.push({ typed, code: reference.code });
        break;
      case 'not-a-group':
      case 'malformed':
        bad.push({ typed, why: reference.why });
        break;
    }
  }
  return { groupIds, invites, bad };
}
