import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelId } from '../../leaving/ids.ts';

/** https://docs.slack.dev/reference/objects/conversation-object */
const ChannelAnswer = z.looseObject({
  channel: z.looseObject({
    is_ext_shared: z.boolean().optional(),
    is_pending_ext_shared: z.boolean().optional(),
  }),
});

/**
 * True where Slack says that a channel is shared with another organisation, or is about to be. False also where it does
 * not say: without the optional scopes `channels:read` and `groups:read`, or in time. Never rejects.
 */
export async function isSharedOutside(channel: ChannelId, client: WebClient): Promise<boolean> {
  const answer = await client.conversations.info({ channel }).catch(() => null);
  const read = ChannelAnswer.safeParse(answer);
  if (!read.success) return false;
  const { is_ext_shared: isShared, is_pending_ext_shared: willBe } = read.data.channel;
  return isShared === true || willBe === true;
}
