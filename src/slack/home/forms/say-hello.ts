import type { WebClient } from '@slack/web-api';
import type { ChannelId } from '../../../leaving/ids.ts';
import { auditChannelRefused, auditHello } from '../../../messages/home/forms/connection-form.ts';
import { sortSlackFailure } from '../../wire/slack-errors.ts';
import { isSharedOutside } from '../shared-channel.ts';
import { appNameFrom, type HomeServices, type Viewer } from '../viewer.ts';

/** Slack's words for a channel the app would have to be invited to; a private one it is not in does not exist for it. */
const notIn: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found']);

/** Says hello in a channel that is to become the audit channel. Answers why it cannot be that; null when it took the post. */
export async function sayHello(
  channel: ChannelId,
  viewer: Viewer,
  client: WebClient,
  { names }: Pick<HomeServices, 'names'>,
): Promise<string | null> {
  const { workspaceId, by, botUserId } = viewer;
  const [nameOf, isShared] = await Promise.all([
    names.of(workspaceId, botUserId === null ? [by] : [by, botUserId], client),
    isSharedOutside(channel, client),
  ]);
  const appName = appNameFrom(nameOf, viewer);
  if (isShared) return auditChannelRefused('shared', appName, null);
  try {
    const { text, blocks } = auditHello(by, nameOf);
    await client.chat.postMessage({ channel, text, blocks: [...blocks] });
    return null;
  } catch (error) {
    const { kind, code } = sortSlackFailure(error);
    const why = kind === 'unreachable' ? 'slack-silent' : notIn.has(code) ? 'not-in-channel' : 'other';
    return auditChannelRefused(why, appName, code);
  }
}
