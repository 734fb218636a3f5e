import { z } from 'zod';

/** What the number is in a group before leaving. */
export const Standing = z.enum(['member', 'admin', 'owner', 'not-a-member', 'not-known']);
export type Standing = z.infer<typeof Standing>;

/** Stands where a secret was taken out of a text of Wasend's: what stood there nobody is told. */
export const withheldMark = '[…]';

/**
 * A group as one list read shows it. Everything but the id may be missing upstream: a null means
 * "Wasend did not say", never "none".
 */
export interface GroupFacts {
  readonly groupId: string;
  /** Written by strangers: escape and cut before showing. Null when nameless. */
  readonly name: string | null;
  readonly memberCount: number | null;
  readonly standing: Standing;
  /** True when we are the only admin; null when the members are not known. */
  readonly onlyAdmin: boolean | null;
  /** Null where the answer does not say: Wasend's documented list has no such field. */
  readonly isCommunity: boolean | null;
  readonly isAnnouncementGroup: boolean | null;
  /** The community this group belongs to, as its id; null when none. */
  readonly communityId: string | null;
  readonly isLocked: boolean;
  /** ISO 8601; null when unset. */
  readonly createdAt: string | null;
}

/**
 * How the number was seen in a group before the leave: kept, because afterwards only a read that would have shown us
 * in the same way can show that we are out.
 */
export const SeenBefore = z.object({
  /** The spelling under which this group named us: digits, or a LID with `@lid`. Null when it was not seen. */
  as: z.string().max(80).nullable(),
  /** The address under which this group was read; null when it was not read singly. */
  path: z.enum(['group', 'group-info']).nullable(),
});
export type SeenBefore = z.infer<typeof SeenBefore>;
