import { z } from 'zod';

/** A Slack team id, or the id of a whole Enterprise organisation where the app is installed org-wide. */
export const WorkspaceId = z.string().min(1).max(64).brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof WorkspaceId>;

/** A Wasend `uniqueSessionId`: one WhatsApp number. Its grammar lives in `session-id.ts`. */
export const SessionId = z.string().min(1).max(128).brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;

/** A WhatsApp group's full id, `…@g.us`. Its grammar lives in `group-id.ts`. */
export const GroupId = z.string().min(1).max(64).endsWith('@g.us').brand<'GroupId'>();
export type GroupId = z.infer<typeof GroupId>;

/** A ULID: minted when the modal opens, so that one confirmed modal can only ever be one request. */
export const RequestId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

/** A Slack user; starts with U or W, so only the length is checked. */
export const UserId = z.string().min(1).max(64).brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

/** A Slack user group, as in `@leads`. */
export const UserGroupId = z
  .string()
  .regex(/^S[A-Z0-9]{2,}$/)
  .brand<'UserGroupId'>();
export type UserGroupId = z.infer<typeof UserGroupId>;

/** A Slack channel, private channel or direct message. */
export const ChannelId = z.string().min(1).max(64).brand<'ChannelId'>();
export type ChannelId = z.infer<typeof ChannelId>;

/** Names the calls of one API key without telling the key: they are paced together. */
export const LaneId = z.string().min(1).max(64).brand<'LaneId'>();
export type LaneId = z.infer<typeof LaneId>;
