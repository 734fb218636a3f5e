import type { NumberLabel } from '../../leaving/events.ts';
import type { ChannelId, RequestId, SessionId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import type { TypedReference } from '../../leaving/typed/references.ts';

/** Whoever begins an ask, and where. */
export interface Asker {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly channelId: ChannelId;
  readonly responseUrl: string | null;
}

/** One person's ask, before it is confirmed. */
export interface PendingAsk extends Asker {
  readonly requestId: RequestId;
  /** The session that was picked; null takes the one this channel takes. */
  readonly sessionId: SessionId | null;
  /** The number as an earlier request knew it, for where Wasend does not tell it now. */
  readonly number?: NumberLabel;
  readonly references: readonly TypedReference[];
  /** Words that named no group. */
  readonly passedOver: number;
  /** The ended request whose open groups are asked for again. */
  readonly after: RequestId | null;
}
