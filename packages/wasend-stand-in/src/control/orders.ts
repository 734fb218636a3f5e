import { z } from 'zod';
import { type FaultKind, faultPlans } from '../faults/fault-plans.ts';
import { type OddRow, oddRowNames } from '../reads/odd-rows.ts';
import { type ShapeName, shapes } from '../shapes/shapes.ts';
import { type SpellingName, spellings } from '../world/spellings.ts';

const Id = z.string().min(1).max(128);
const Count = z.number().int().nonnegative();
const orWithoutEnd = <T extends z.ZodType<number>>(schema: T) =>
  z.union([schema, z.literal('Infinity').transform(() => Number.POSITIVE_INFINITY)]);

const route = z.enum([
  'sessions',
  'session',
  'account',
  'groups',
  'count',
  'join-info',
  'group',
  'info',
  'participants',
  'leave',
]);
const kind = z.enum(Object.keys(faultPlans) as [FaultKind, ...FaultKind[]]);

/** A fault: a kind or an answer of one's own, and which calls it meets. */
export const FaultOrder = z
  .strictObject({
    kind: kind.optional(),
    answer: z
      .strictObject({
        status: z.number().int().min(200).max(599),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
      })
      .optional(),
    route: route.optional(),
    groupId: Id.optional(),
    sessionId: Id.optional(),
    does: z.union([z.boolean(), z.literal('later')]).optional(),
    laterMs: Count.max(86_400_000).optional(),
    times: orWithoutEnd(z.number().int().positive()).optional(),
    share: z.number().min(0).max(1).optional(),
  })
  .refine(
    ({ kind: name, answer }) => (name === undefined) !== (answer === undefined),
    'Give a kind or an answer.',
  );

/** Some fields of `Stale`. */
export const StaleOrder = z
  .strictObject({
    listLag: orWithoutEnd(Count),
    groupLag: orWithoutEnd(Count),
    tellsLeftGroups: z.boolean(),
    emptyList: z.boolean(),
    emptyListAs: z.enum(['shape', 'null', 'null-groups']),
    countOff: z.number().int(),
    totalOff: z.number().int(),
    unlisted: z.array(Id),
    mostPerPage: orWithoutEnd(z.number().int().positive()),
    listEndsAfter: orWithoutEnd(Count),
    hasMore: z.enum(['truth', 'always', 'never', 'left-out']),
    ignoreOffset: z.boolean(),
    ignoreExclude: z.boolean(),
    oddRows: z.record(Id, z.enum(oddRowNames as [OddRow, ...OddRow[]])),
    nullParticipants: z.boolean(),
    mostMembers: orWithoutEnd(Count),
    hidesUs: z.boolean(),
    tellsMemberCount: z.boolean(),
  })
  .partial();

export const SettingsOrder = z
  .strictObject({
    shape: z.enum(Object.keys(shapes) as [ShapeName, ...ShapeName[]]),
    limit: z.strictObject({ calls: Count, windowMs: Count, counts: z.enum(['leave', 'all']) }),
  })
  .partial();

const GroupOrder = z
  .strictObject({
    id: Id,
    name: z.string().max(1_000),
    description: z.string().max(5_000),
    standing: z.enum(['owner', 'admin', 'member', 'not-a-member']),
    otherMembers: Count.max(1_024),
    otherAdmins: Count.max(1_024),
    isLocked: z.boolean(),
    isAnnounce: z.boolean(),
    isParent: z.boolean(),
    isDefaultSubGroup: z.boolean(),
    linkedParentId: Id,
    addressing: z.enum(['pn', 'lid', 'lid-only']),
    hasEmptyRow: z.boolean(),
    inviteCode: Id,
  })
  .partial();

/** One change of the world. */
export const WorldOrder = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add-key'), key: Id }),
  z.strictObject({
    do: z.literal('add-session'),
    key: Id,
    session: z.strictObject({
      id: Id,
      name: z.string().optional(),
      phoneNumber: z.string().optional(),
      memberNumber: z.string().optional(),
      lid: z.string().optional(),
      status: z.string().optional(),
    }),
  }),
  z.strictObject({ do: z.literal('add-group'), sessionId: Id, group: GroupOrder }),
  z.strictObject({
    do: z.literal('add-groups'),
    sessionId: Id,
    count: Count.max(5_000),
    group: GroupOrder.omit({ id: true }).optional(),
  }),
  z.strictObject({ do: z.literal('take-us-out'), sessionId: Id, groupId: Id }),
  z.strictObject({
    do: z.literal('put-us-in'),
    sessionId: Id,
    groupId: Id,
    standing: z.enum(['owner', 'admin', 'member']).optional(),
  }),
  z.strictObject({ do: z.literal('set-status'), sessionId: Id, status: Id }),
  z.strictObject({
    do: z.literal('set-number'),
    sessionId: Id,
    spelling: z.enum(Object.keys(spellings) as [SpellingName, ...SpellingName[]]),
  }),
  z.strictObject({ do: z.literal('rename'), groupId: Id, name: z.string().max(1_000) }),
]);
export type WorldOrder = z.output<typeof WorldOrder>;
