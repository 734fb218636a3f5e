import { z } from 'zod';
import { ChannelId, GroupId, LaneId, SessionId, UserId } from './ids.ts';
import { LeaveAnswer, Sighting } from './outcome.ts';
import { SettingChange } from './rules/settings-changes.ts';
import { Standing } from './standing.ts';

/** A group as the person saw it when confirming; kept because nobody can look it up again afterwards. */
export const AskedGroup = z.object({
  groupId: GroupId,
  name: z.string().max(300).nullable(),
  memberCount: z.number().int().nonnegative().nullable(),
  standing: Standing,
});
export type AskedGroup = z.infer<typeof AskedGroup>;

const groupAttempt = { groupId: GroupId, attempt: z.number().int().positive() };

/** One confirmed ask. Always the first event of a request that goes ahead. */
const Requested = z.object({
  type: z.literal('requested'),
  by: UserId,
  channelId: ChannelId,
  sessionId: SessionId,
  lane: LaneId,
  groups: z.array(AskedGroup).min(1).max(50),
  reason: z.string().max(500).nullable(),
  /** Epoch milliseconds before which nothing is called. */
  holdUntil: z.number().int(),
  /** The workspace's own gap between calls, as it was at the press (milliseconds). */
  gapMs: z.object({ from: z.number().int(), to: z.number().int() }).optional(),
  /** Others must approve this list first, until then (epoch milliseconds). */
  approval: z
    .object({ needed: z.number().int().min(1).max(5), until: z.number().int(), list: z.string().max(64) })
    .optional(),
  /** The step of a Slack workflow that asked and waits to be told the end. */
  step: z.object({ executionId: z.string().max(100) }).optional(),
});

/** An ask the rules refused; first and only domain event of its request. */
const AskRefused = z.object({
  type: z.literal('ask-refused'),
  by: UserId,
  channelId: ChannelId,
  groups: z.array(AskedGroup).max(50),
  rule: z.string().max(100),
});

/** One approval of exactly the list that was asked for. */
const Approved = z.object({
  type: z.literal('approved'),
  by: UserId,
  list: z.string().max(64),
  /** Epoch milliseconds before which nothing is called, should this approval be the last one needed. */
  holdUntil: z.number().int(),
});

const Declined = z.object({ type: z.literal('declined'), by: UserId });

const ApprovalExpired = z.object({ type: z.literal('approval-expired') });

/** A press on the card that the rules refused. */
const PressRefused = z.object({
  type: z.literal('press-refused'),
  by: UserId,
  press: z.enum(['approve', 'decline']),
  rule: z.string().max(100),
});

const SetAsideGroup = z.object({
  groupId: GroupId,
  why: z.enum(['renamed', 'standing-changed', 'not-listed', 'protected', 'not-checked']),
});

/** One look at an approved list right before its first call: what is not as it was approved is set aside. */
const Rechecked = z.object({ type: z.literal('rechecked'), setAside: z.array(SetAsideGroup).max(50) });

/** Connection or rules were changed; the only domain event of its own entry. */
const SettingsChanged = z.object({
  type: z.literal('settings-changed'),
  by: UserId,
  changes: z.array(SettingChange).min(1).max(20),
  /** The audit channels before and after: both hear of it, also when one takes the other's place. */
  tell: z.array(ChannelId).max(2),
});

/** Written before the call. Without an `answered` of the same attempt the outcome is unknown. */
const Calling = z.object({
  type: z.literal('calling'),
  ...groupAttempt,
  lane: LaneId,
  sessionId: SessionId,
  /** No other call of this request before (epoch milliseconds): the random gap of a long request, kept across restarts. */
  nextNotBefore: z.number().int(),
});

const Answered = z.object({
  type: z.literal('answered'),
  ...groupAttempt,
  lane: LaneId,
  answer: LeaveAnswer,
  /** Set when the answer closes the whole lane until then (epoch milliseconds). */
  laneClosedUntil: z.number().int().optional(),
});

/** One look at the group after an accepted or unknown answer. */
const Looked = z.object({
  type: z.literal('looked'),
  groupId: GroupId,
  /** 1, 2, 3 … of this leave. */
  look: z.number().int().positive(),
  sighting: Sighting,
  /** What was seen, in a few words of ours; never the API's raw text. */
  evidence: z.string().max(200),
});

/** A person pressed Stop. */
const StopAsked = z.object({ type: z.literal('stop-asked'), by: UserId });

/** The whole request cannot go on; what was not asked stays not asked. */
const Halted = z.object({
  type: z.literal('halted'),
  why: z.enum(['unauthorized', 'session-missing', 'session-down', 'not-connected']),
  said: z.string().max(300).nullable(),
});

/** Every leave has its outcome. */
const Finished = z.object({ type: z.literal('finished') });

/** Slack has been told, or could not be told for good; the request needs nobody any more. */
const Closed = z.object({
  type: z.literal('closed'),
  card: z.enum(['channel', 'response-url', 'direct-message', 'audit-channel', 'nowhere']),
  audit: z.enum(['told', 'not-told', 'no-audit-channel']),
});

/** Everything that can happen to a request. Stored as it is: add fields as optional, never change a meaning. */
export const LedgerEvent = z.discriminatedUnion('type', [
  Requested,
  AskRefused,
  Approved,
  Declined,
  ApprovalExpired,
  PressRefused,
  Rechecked,
  SettingsChanged,
  Calling,
  Answered,
  Looked,
  StopAsked,
  Halted,
  Finished,
  Closed,
]);
export type LedgerEvent = z.infer<typeof LedgerEvent>;
export type RequestedEvent = z.infer<typeof Requested>;
export type AskRefusedEvent = z.infer<typeof AskRefused>;
export type SettingsChangedEvent = z.infer<typeof SettingsChanged>;
export type SetAside = z.infer<typeof SetAsideGroup>;
export type ClosedEvent = z.infer<typeof Closed>;
export type CallingEvent = z.infer<typeof Calling>;
export type HaltedEvent = z.infer<typeof Halted>;
