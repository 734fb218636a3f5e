import { z } from 'zod';

const text = z.string().nullish();
const flag = z.boolean().nullish();

const Participant = z.looseObject({
  jid: text,
  id: text,
  pn: text,
  phonenumber: text,
  lid: text,
  isadmin: flag,
  issuperadmin: flag,
  admin: text,
  role: text,
});
export type Participant = z.infer<typeof Participant>;

/**
 * A group with its field names in lower case, which makes one shape of Wasend's documented one, the SDK's and
 * whatsmeow's (JID, IsParent); WAHA's NOWEB engine adds subject, size and creation.
 */
const Group = z.looseObject({
  jid: text,
  id: text,
  name: text,
  subject: text,
  participants: z.array(Participant).nullish().catch(null),
  participantcount: z.number().nullish().catch(null),
  participantscount: z.number().nullish().catch(null),
  size: z.number().nullish().catch(null),
  owner: z
    .union([z.string(), z.looseObject({ jid: text, phonenumber: text })])
    .nullish()
    .catch(null),
  ownerjid: text,
  ownerpn: text,
  isparent: flag,
  iscommunity: flag,
  isdefaultsubgroup: flag,
  iscommunityannounce: flag,
  linkedparentjid: text,
  linkedparent: text,
  islocked: flag,
  groupcreated: text,
  createdat: text,
  creation: z.union([z.string(), z.number()]).nullish().catch(null),
});
export type RawGroup = z.infer<typeof Group>;

/** Null when it does not look like a group. */
export function readRawGroup(value: unknown): RawGroup | null {
  const parsed = Group.safeParse(lowerKeys(unwrapOne(value)));
  return parsed.success ? parsed.data : null;
}

/** The groups of a list and whether more pages follow; null when it is no list in any known shape. */
export function readRawGroups(
  value: unknown,
): { readonly groups: readonly RawGroup[]; readonly hasMore: boolean | null } | null {
  const items = itemsOf(value);
  if (items === null) return null;
  const paging = z.looseObject({ pagination: z.looseObject({ hasMore: z.boolean() }) }).safeParse(value);
  return {
    groups: items.map(readRawGroup).filter((group) => group !== null),
    hasMore: paging.success ? paging.data.pagination.hasMore : null,
  };
}

const Wrapped = z.union([
  z.looseObject({ groups: z.array(z.unknown()) }).transform(({ groups }) => groups),
  z.looseObject({ data: z.array(z.unknown()) }).transform(({ data }) => data),
  z
    .looseObject({ data: z.looseObject({ groups: z.array(z.unknown()) }) })
    .transform(({ data }) => data.groups),
]);

/** An array, one of the wrappers, or a map keyed by group id (WAHA #1765). */
function itemsOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  const wrapped = Wrapped.safeParse(value);
  if (wrapped.success) return wrapped.data;
  const map = z.record(z.string().endsWith('@g.us'), z.unknown()).safeParse(value);
  return map.success ? Object.values(map.data) : null;
}

function unwrapOne(value: unknown): unknown {
  const wrapped = z
    .union([
      z.looseObject({ info: z.looseObject({}) }).transform(({ info }) => info),
      z.looseObject({ data: z.looseObject({}) }).transform(({ data }) => data),
      z.looseObject({ group: z.looseObject({}) }).transform(({ group }) => group),
    ])
    .safeParse(value);
  return wrapped.success ? wrapped.data : value;
}

function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]),
  );
}
