import { z } from 'zod';
import { ChannelId, GroupId, LaneId, RequestId, SessionId, UserId } from './ids.ts';
import { Evidence, LeaveAnswer, SessionSeen, Sighting } from './outcome.ts';
import { Rule } from './rules/rules.ts';
import { SeenBefore, Standing } from './standing.ts';

/** What a person was told to look at before leaving a group; an approver is told the same. */
export const Risk = z.enum(['only-admin', 'last-member', 'last-of-community', 'left-before']);
export type Risk = z.infer<typeof Risk>;

/** A group as the person saw it when confirming; kept because nobody can look it up again afterwards. */
export const AskedGroup = z.object({
  groupId: GroupId,
  name: z.string().max(300).nullable(),
  memberCount: z.number().int().nonnegative().nullable(),
  standing: Standing,
  before: SeenBefore,
  risks: z.array(Risk).max(4).optional(),
});
export type AskedGroup = z.infer<typeof AskedGroup>;

/** The WhatsApp number of a session as people read it; nulls where Wasend did not say. */
export const NumberLabel = z.object({
  phone: z.string().max(40).nullable(),
  name: z.string().max(300).nullable(),
});
export type NumberLabel = z.infer<typeof NumberLabel>;

const groupAttempt = { groupId: GroupId, attempt: z.number().int().positive() };
const epochMs = z.number().int();

/** One confirmed ask. Always the first event of a request. */
const Requested = z.object({
  type: z.literal('requested'),
  by: UserId,
  channelId: ChannelId,
  sessionId: SessionId,
  number: NumberLabel,
  lane: LaneId,
  groups: z.array(AskedGroup).min(1).max(50),
  /** Groups that were asked for too, and that an open request was leaving already. */
  joined: z.array(z.object({ groupId: GroupId, requestId: RequestId })).max(50),
  reason: z.string().max(500).nullable(),
  /** Where the end is told besides, as it was when this was asked; null for nowhere. */
  auditChannel: ChannelId.nullable(),
  /** Before this nothing is called. */
  holdUntil: epochMs,
  /** Others must approve this list first, until then. */
  approval: z
    .object({ needed: z.number().int().min(1).max(5), until: epochMs, list: z.string().max(64) })
    .optional(),
  /** The step of a Slack workflow that asked and waits to be told the end. */
  step: z.object({ executionId: z.string().max(100) }).optional(),
  /** The ended request whose open groups are asked for again. */
  after: RequestId.optional(),
});

/** Somebody else asked for groups that this request is leaving: they are told its end too. */
const JoinedBy = z.object({
  type: z.literal('joined-by'),
  by: UserId,
  channelId: ChannelId,
  groups: z.array(GroupId).min(1).max(50),
});

/** One approval of exactly the list that was asked for. */
const Approved = z.object({
  type: z.literal('approved'),
  by: UserId,
  list: z.string().max(64),
  /** Before this nothing is called, should this approval be the last one needed. */
  holdUntil: epochMs,
});

const Declined = z.object({ type: z.literal('declined'), by: UserId });

const ApprovalExpired = z.object({ type: z.literal('approval-expired') });

/** A press on the card that the rules refused. */
const PressRefused = z.object({
  type: z.literal('press-refused'),
  by: UserId,
  press: z.enum(['approve', 'decline']),
  rule: Rule,
});

/** Why a group of a confirmed list is not asked for after all. */
export const SetAsideWhy = z.enum([
  'renamed',
  'standing-changed',
  'not-listed',
  'not-checked',
  'protected',
  'channel',
  'session',
  'requester-may-not',
  'approver-may-not',
]);
export type SetAsideWhy = z.infer<typeof SetAsideWhy>;

const SetAsideGroup = z.object({ groupId: GroupId, why: SetAsideWhy });
export type SetAside = z.infer<typeof SetAsideGroup>;

/** One look at an approved list before its first call: what is not as it was approved is set aside. */
const Rechecked = z.object({ type: z.literal('rechecked'), setAside: z.array(SetAsideGroup).max(50) });

/** A rule that came into force after the press: judged at the call, and the group is not asked for. */
const PutAside = z.object({ type: z.literal('put-aside'), groups: z.array(SetAsideGroup).min(1).max(50) });

/** Written before the call. Without an `answered` of the same attempt the outcome is unknown. */
const Calling = z.object({
  type: z.literal('calling'),
  ...groupAttempt,
  lane: LaneId,
  sessionId: SessionId,
  /** The process that calls, and until when nobody else settles this call. */
  owner: z.string().max(64),
  leaseUntil: epochMs,
  /** The spellings under which members lists have named us before this call. */
  foundAs: z.array(z.string().max(80)).max(20),
});

const Answered = z.object({ type: z.literal('answered'), ...groupAttempt, answer: LeaveAnswer });

/** One look at the group after an answer that a look has to settle. */
const Looked = z.object({
  type: z.literal('looked'),
  groupId: GroupId,
  /** 1, 2, 3 … of this attempt. */
  look: z.number().int().positive(),
  sighting: Sighting,
  evidence: Evidence,
  session: SessionSeen,
  /** True when the members name us as the owner. */
  owner: z.boolean(),
});

/** A person pressed Stop, or everything was stopped. */
const StopAsked = z.object({ type: z.literal('stop-asked'), by: UserId });

/** Why a whole request cannot go on. */
export const HaltedWhy = z.enum([
  'unauthorized',
  'session-gone',
  'session-down',
  'not-connected',
  'key-unreadable',
]);
export type HaltedWhy = z.infer<typeof HaltedWhy>;

/** The whole request cannot go on; what was not asked stays not asked. */
const Halted = z.object({
  type: z.literal('halted'),
  why: HaltedWhy,
  said: z.string().max(300).nullable(),
});

/** Why what waits is not waited for any longer. */
export const GivenUpWhy = z.enum([
  'unreachable',
  'rate-limited',
  'number-limited',
  'session-starting',
  'broken',
]);
export type GivenUpWhy = z.infer<typeof GivenUpWhy>;

/** After an hour and two tries, or a step that fails for good: open calls and looks end as not known, the rest as not asked. */
const GivenUp = z.object({
  type: z.literal('given-up'),
  why: GivenUpWhy,
  /** Finds the cause in the log; only with `broken`. */
  reference: z.string().max(40).nullable(),
});

/** At a start the clock lay behind what is on record: times ahead of this entry count from this entry on. */
const ClockSetBack = z.object({ type: z.literal('clock-set-back') });

/** Every leave has its last status. */
const Finished = z.object({ type: z.literal('finished') });

/** Slack has been told, or could not be told for good; the request needs nobody any more. */
const Closed = z.object({
  type: z.literal('closed'),
  card: z.enum(['channel', 'response-url', 'direct-message', 'audit-channel', 'nowhere']),
  audit: z.enum(['told', 'not-told', 'no-audit-channel']),
});

/** Everything that can happen to a request. Stored as it is: add fields as optional, never change a meaning. */
export const RequestEvent = z.discriminatedUnion('type', [
  Requested,
  JoinedBy,
  Approved,
  Declined,
  ApprovalExpired,
  PressRefused,
  Rechecked,
  PutAside,
  Calling,
  Answered,
  Looked,
  StopAsked,
  Halted,
  GivenUp,
  ClockSetBack,
  Finished,
  Closed,
]);
export type RequestEvent = z.infer<typeof RequestEvent>;
export type EventOf<Type extends RequestEvent['type']> = Extract<RequestEvent, { type: Type }>;
