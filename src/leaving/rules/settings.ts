import { z } from 'zod';
import { ChannelId, SessionId, UserGroupId, UserId } from '../ids.ts';

/** Who may leave: admins and owners, everyone of the workspace, or these people and Slack user groups alone. */
export const Leavers = z.union([
  z.enum(['admins', 'everyone']),
  z.object({ users: z.array(UserId).max(100), userGroups: z.array(UserGroupId).max(20) }),
]);
export type Leavers = z.infer<typeof Leavers>;

/** A pause between the calls of a long request, drawn from this range. */
export const GapSeconds = z
  .object({ from: z.number().int().min(0).max(3_600), to: z.number().int().min(0).max(3_600) })
  .refine(({ from, to }) => from <= to);
export type GapSeconds = z.infer<typeof GapSeconds>;

/** Which requests others must approve before anything is called. */
export const ApprovalRule = z.object({
  /** People who must approve, beside the one who asks; 0 is off. */
  needed: z.number().int().min(0).max(5),
  /** Requests of more groups than this need them. */
  overGroups: z.number().int().min(0).max(50),
  /** After this long without them the request ends. */
  minutes: z.number().int().min(1).max(1_440),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

/** A channel from which only these sessions can be seen and used. */
export const ChannelSessions = z.object({
  channelId: ChannelId,
  sessionIds: z.array(SessionId).min(1).max(20),
});
export type ChannelSessions = z.infer<typeof ChannelSessions>;

/** Rules and habits of one workspace. Everything an admin can change on the Home tab, without the connection. */
export const WorkspaceSettings = z.object({
  leavers: Leavers,
  /** Everybody else of the workspace may ask; then one who may leave must approve. */
  othersMayAsk: z.boolean().default(false),
  holdSeconds: z.number().int().min(0).max(3_600),
  gapSeconds: GapSeconds,
  /** Where groups may be left from; empty: anywhere. */
  channels: z.array(ChannelId).max(100),
  /** A channel that is not named here sees every session. */
  channelSessions: z.array(ChannelSessions).max(100),
  /** Group ids, or patterns of names with `*`: these groups are never left. */
  protectedGroups: z.array(z.string().min(1).max(100)).max(100),
  approval: ApprovalRule,
  /** Leave calls of one session in any 24 hours; null is no cap. */
  dailyCap: z.number().int().min(1).max(1_000).nullable(),
  /** Who stopped everything; null while nothing is stopped. */
  stoppedBy: UserId.nullable(),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

/** The sessions that may be seen and used from a channel; null for all of them. */
export function sessionsFrom(
  channelId: ChannelId,
  { channelSessions }: Pick<WorkspaceSettings, 'channelSessions'>,
): readonly SessionId[] | null {
  return channelSessions.find((line) => line.channelId === channelId)?.sessionIds ?? null;
}

/** The session taken from this channel when nobody chooses: the connection's own, where the channel may use it. */
export function sessionFor(
  channelId: ChannelId,
  ownSessionId: SessionId,
  settings: Pick<WorkspaceSettings, 'channelSessions'>,
): SessionId {
  const allowed = sessionsFrom(channelId, settings);
  return allowed === null || allowed.includes(ownSessionId) ? ownSessionId : (allowed[0] ?? ownSessionId);
}
